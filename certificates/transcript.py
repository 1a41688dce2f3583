"""What somebody did, on paper: every part with its date, its minutes and who saw it."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from certificates import codes, facts, names
from certificates.boards import beside
from certificates.models import Certificate
from certificates.press import press
from certificates.unprintable import Unprintable
from certificates.wording import day_in, domain_rows, in_words, signed_rows, written_out
from courses.boards.queries import labels
from courses.boards.shipped import Board
from courses.enrollment.models import Enrollment
from courses.outside.models import OutsideTraining
from courses.outside.queries import domain_label, outside_minutes
from courses.progress import credit
from courses.progress.models import Attendance, Completion
from courses.signed_hours.queries import SignedTotal
from lms import conf
from lms.ledger.heads import in_words as in_words_of_check
from lms.ledger.heads import last_whole
from lms.people.clocks import clock_of
from lms.people.models import Profile, Role
from lms.people.preferences import language_of


def render(
    enrollments: Sequence[Enrollment],
    *,
    learner: User,
    outside: Sequence[OutsideTraining] = (),
    board: Board | None = None,
    signed: Sequence[SignedTotal] = (),
) -> bytes:
    """The PDF of one learner's enrollments, oldest first, of confirmed training from elsewhere and of signed hours.

    With a board, it begins with what that board asks, what is there and what is missing.
    Raises `Unprintable` where a person has to help.
    """
    profile, clock = Profile.objects.filter(user_id=learner.pk).first(), clock_of(learner)
    with translation.override(language_of(profile)):
        completions = _completions(enrollments)
        context = {
            **_context(enrollments, completions, profile),
            "printed_on": day_in(clock, timezone.now()),
            **_outside(outside),
            "signed": signed_rows(signed),
            "checked": in_words_of_check(whole, clock=clock) if (whole := last_whole()) else "",
            "board": beside(board, completions, outside, signed) if board else None,
        }
        html = render_to_string("lms_certificates/pdf/transcript.html", context)
        sheet = press().pull(html, stylesheet="lms_certificates/pdf/transcript.css")
        if sheet.missing:
            raise Unprintable(gettext("This has letters that we cannot print yet, so a person has to help."))
        return sheet.content


def _completions(enrollments: Sequence[Enrollment]) -> list[Completion]:
    keys = [enrollment.pk for enrollment in enrollments]
    return list(Completion.objects.filter(enrollment__in=keys).select_related("attested_by__profile"))


def _context(
    enrollments: Sequence[Enrollment], completions: list[Completion], profile: Profile | None
) -> dict[str, Any]:
    keys = [enrollment.pk for enrollment in enrollments]
    roles = _roles(keys)
    rules = list(dict.fromkeys(credit.rule_in_words(completion.rule) for completion in completions))
    certificates = list(Certificate.objects.filter(enrollment__in=keys).order_by("number"))
    minutes, domains = credit.training_minutes(completions), facts.domain_minutes(completions)
    return {
        "language": language_of(profile),
        "name": names.clean(profile.chosen_name) if profile else "",
        "courses": [_course(enrollment, completions, certificates, roles, rules) for enrollment in enrollments],
        "domains": domain_rows(domains, minutes, labels(domains)),
        "total": in_words(minutes),
        "rules": rules,
        "verify": f"{conf.site_url()}/verify/".partition("://")[2],
    }


def _outside(trainings: Sequence[OutsideTraining]) -> dict[str, Any]:
    """Training from elsewhere: its rows, and its minutes by domain beside those of the courses, never among them."""
    minutes = outside_minutes(trainings)
    total = sum(minutes.values())
    return {
        "outside": [_outside_row(training) for training in trainings],
        "outside_domains": domain_rows(minutes, total, labels(minutes)),
        "outside_total": in_words(total),
    }


def _outside_row(training: OutsideTraining) -> dict[str, Any]:
    profile = getattr(training.decided_by, "profile", None)
    return {
        "day": written_out(training.taken_on),
        "title": names.one_line(training.title),
        "provider": names.one_line(training.provider),
        "subject": domain_label(training.domain),
        "minutes": training.minutes,
        "seen_by": names.clean(profile.chosen_name) if profile else gettext("somebody who has left"),
        "organization": training.organization.name if training.organization else "",
    }


def _course(
    enrollment: Enrollment,
    completions: list[Completion],
    certificates: list[Certificate],
    roles: dict[tuple, str],
    rules: list[str],
) -> dict[str, Any]:
    mine = [completion for completion in completions if completion.enrollment_id == enrollment.pk]
    zone = enrollment.organization.time_zone
    return {
        "title": enrollment.syllabus.title,
        "organization": enrollment.organization.name,
        "finished_on": day_in(zone, enrollment.completed_at) if enrollment.completed_at else "",
        "total": in_words(credit.training_minutes(mine)),
        "shadowing": in_words(apart) if (apart := credit.apart_minutes(mine)) else "",
        "rows": [_row(completion, zone, roles, rules) for completion in mine],
        "certificates": [
            {"code": codes.in_groups(certificate.code), "status": certificate.get_status_display()}
            for certificate in certificates
            if certificate.enrollment_id == enrollment.pk
        ],
    }


def _row(completion: Completion, zone: str, roles: dict[tuple, str], rules: list[str]) -> dict[str, Any]:
    return {
        "day": day_in(zone, completion.completed_at),
        "title": completion.title,
        "kind": completion.kind_label,
        "published": completion.published_minutes,
        "minutes": completion.minutes,
        "days": credit.days_in_words(completion),
        "rule": rules.index(credit.rule_in_words(completion.rule)) + 1,
        "seen_by": _seen_by(completion, roles.get((completion.enrollment_id, completion.activity_key), "")),
    }


def _seen_by(completion: Completion, role: str) -> str:
    """The name and role of whoever was there; empty for what people work through alone."""
    if completion.attested_by is None:
        return ""
    profile = getattr(completion.attested_by, "profile", None)
    name = names.clean(profile.chosen_name) if profile else gettext("somebody who has left")
    return gettext("%(name)s, %(role)s") % {"name": name, "role": role} if role else name


def _roles(enrollments: list[Any]) -> dict[tuple, str]:
    """The role in which somebody confirmed, `{(enrollment, activity key): label}`."""
    seen = Attendance.objects.filter(enrollment__in=enrollments).values_list("enrollment", "activity_key", "role")
    labels = dict(Role.choices)
    return {(enrollment, key): str(labels.get(role, role)).lower() for enrollment, key, role in seen}
