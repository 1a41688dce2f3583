"""What somebody finished while a review is still missing, on paper: a record that says why it is no certificate yet."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from certificates import facts, names
from certificates.press import press
from certificates.unprintable import Unprintable
from certificates.wording import day_in, domain_rows, in_words
from courses.boards.queries import labels
from courses.enrollment.models import Enrollment
from courses.progress.credit import training_minutes
from courses.progress.models import Completion
from courses.review.waiting import REVIEW, Waiting, waiting_reviews
from lms import conf
from lms.people.models import Profile
from lms.people.preferences import language_of


def render(enrollment: Enrollment) -> bytes:
    """The PDF of a finished enrollment that waits for its certificate. Raises `Unprintable` where a person has to help.

    ValueError where the course is not finished or nothing is missing: then there is a transcript, or a certificate.
    """
    waiting = waiting_reviews(enrollment)
    if enrollment.completed_at is None or not waiting:
        raise ValueError("a completion record is for a finished course that waits for a review")
    profile = Profile.objects.filter(user_id=enrollment.learner_id).first()
    with translation.override(language_of(profile)):
        context = _context(enrollment, waiting, profile)
        html = render_to_string("lms_certificates/pdf/completion_record.html", context)
        sheet = press().pull(html, stylesheet="lms_certificates/pdf/transcript.css")
        if sheet.missing:
            raise Unprintable(gettext("This has letters that we cannot print yet, so a person has to help."))
        return sheet.content


def _context(enrollment: Enrollment, waiting: list[Waiting], profile: Profile | None) -> dict[str, Any]:
    completions = list(Completion.objects.filter(enrollment=enrollment).select_related("attested_by__profile"))
    zone = enrollment.organization.time_zone
    minutes, domains = training_minutes(completions), facts.domain_minutes(completions)
    return {
        "language": language_of(profile),
        "name": names.clean(profile.chosen_name) if profile else "",
        "course": enrollment.syllabus.title,
        "organization": enrollment.organization.name,
        "finished_on": day_in(zone, enrollment.completed_at) if enrollment.completed_at else "",
        "printed_on": day_in(zone, timezone.now()),
        "why": [why_in_words(one, enrollment.organization.name) for one in waiting],
        "rows": [_row(completion, zone) for completion in completions],
        "domains": domain_rows(domains, minutes, labels(domains)),
        "total": in_words(minutes),
        "is_demo": conf.is_demo(),
    }


def why_in_words(waiting: Waiting, organization: str) -> str:
    """One thing that the certificate waits for, and who does something about it."""
    if waiting.is_withdrawn:
        said = gettext("“%(title)s” was taken out of the course. %(organization)s decides what comes in its place.")
    elif waiting.why == REVIEW:
        said = gettext("“%(title)s” is not reviewed at %(organization)s yet. A qualified reviewer there looks at it.")
    else:
        said = gettext("“%(title)s” has been reviewed in newer words. The learner reads what changed.")
    return said % {"title": names.one_line(waiting.title), "organization": organization}


def _row(completion: Completion, zone: str) -> dict[str, Any]:
    profile = getattr(completion.attested_by, "profile", None)
    return {
        "day": day_in(zone, completion.completed_at),
        "title": names.one_line(completion.title),
        "kind": completion.kind_label,
        "minutes": completion.minutes,
        "seen_by": names.clean(profile.chosen_name) if profile else "",
    }
