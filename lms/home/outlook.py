"""What the learner's screens show, in a constant number of queries."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from assessments.shadowing.signing.outlook import count as shifts_waiting
from assessments.supervision.outlook import waiting_for as supervision_waiting
from certificates.awarded import awarded_to
from certificates.models import Certificate, PdfState, Status
from certificates.services import waits_for_certificate
from certificates.wording import signed_rows
from courses.boards.queries import boards_for, labels
from courses.enrollment.models import Enrollment
from courses.pages import outlook as courses
from courses.pages.footings import OwnSteps, steps_of
from courses.pages.lines import lines
from courses.pages.review_outlook import reviews_waiting
from courses.pages.staff import sessions_waiting
from courses.progress import credit
from courses.progress.models import Completion, LearningTime
from courses.review.notices import notices
from courses.review.waiting import waiting_reviews
from courses.signed_hours.queries import signed_totals
from lms import conf
from lms.home import outside_outlook
from lms.home.first_week import first_week
from lms.home.record_check import checked
from lms.home.who import who


def common(user: User, here: str) -> dict[str, Any]:
    """What every screen of ours says: the name, the roles, where we are, whom to ask. One query."""
    found = who(user)
    return {
        "name": found.name,
        "roles": found.roles,
        "here": here,
        "contact": {"name": found.contact_name, "phone": found.contact_phone} if found.contact_name else None,
        "pays": found.pays,
    }


def home(user: User) -> dict[str, Any]:
    """The context of the home screen."""
    steps = steps_of(user)
    pages = lines({key for one in steps for key in (str(one.enrollment.course_key), *(i["key"] for i in one.open))})
    awarded = awarded_to(user) if any(one.enrollment.completed_at for one in steps) else set()
    shared = common(user, "home")
    following = [courses.next_step(one, pages) for one in steps if not one.enrollment.completed_at]
    return {
        **shared,
        "courses": [
            {
                **courses.progress(one),
                **courses.called(one, pages),
                "certificate": one.enrollment.pk in awarded,
                "url_finish": reverse("lms_home:finish", kwargs={"enrollment": one.enrollment.pk}),
            }
            for one in steps
        ],
        "notices": _notices(steps, awarded),
        "keep_going": max((step for step in following if step), key=lambda step: step["touched"], default=None),
        "waiting_supervision": supervision_waiting(user) if shared["roles"] else 0,
        **_duties(user, shared["roles"]),
    }


def _notices(steps: list[OwnSteps], awarded: set[Any]) -> list[dict]:
    enrollments = [one.enrollment for one in steps if one.may_have_news]
    if not enrollments:
        return []
    return notice_lines(enrollments, list(Completion.objects.filter(enrollment__in=enrollments)), awarded)


def _duties(user: User, roles: set[str]) -> dict[str, Any]:
    """What waits for whoever does more here than learn; empty where nothing does."""
    leads, coordinates = bool(roles - {"new_hire"}), "coordinator" in roles
    return {
        "waiting_shifts": shifts_waiting(user) if leads else 0,
        "waiting_sessions": sessions_waiting(user) if leads else 0,
        "waiting_outside": outside_outlook.waiting(user).count() if coordinates else 0,
        "reviews": reviews_waiting(user) if coordinates else {},
        "first_week": first_week(user) if coordinates else [],
        "checked": checked(user) if coordinates else None,
    }


def notice_lines(enrollments: Iterable[Enrollment], completions: list[Completion], awarded: set) -> list[dict]:
    """What to know about lessons one took: `{title, reason, on, url}`."""
    said = notices(enrollments, completions, awarded=awarded, now=timezone.now())
    return [
        {
            "title": notice.title,
            "reason": notice.reason,
            "on": notice.on,
            "url": reverse("lms_courses:changed", kwargs={"key": notice.activity_key}),
        }
        for notice in said
    ]


def waiting_lines(enrollment: Enrollment) -> list[dict[str, Any]]:
    """Why a finished course has no certificate yet: `{title, why: "review" or "changed", is_withdrawn, url}`."""
    return [
        {
            "title": waiting.title,
            "why": waiting.why,
            "is_withdrawn": waiting.is_withdrawn,
            "url": reverse("lms_courses:changed", kwargs={"key": waiting.activity_key}),
        }
        for waiting in waiting_reviews(enrollment)
    ]


def finish(enrollment: Enrollment, user: User) -> dict[str, Any]:
    """The context of the finish screen: what was done, and how the certificate stands."""
    completions = list(enrollment.completions.select_related("attested_by__profile"))
    certificate = enrollment.certificates.order_by("-number").first()
    return {
        **common(user, "learning"),
        "enrollment": enrollment,
        "title": enrollment.syllabus.title,
        "finished_on": enrollment.completed_at,
        "total": courses.hours(credit.training_minutes(completions)),
        "shadowing": courses.hours(apart) if (apart := credit.apart_minutes(completions)) else "",
        "domains": domain_lines(completions),
        "rows": learners_lines(completions, seconds_worked([enrollment])),
        **limits(),
        "certificate": certificate_line(certificate) if certificate else None,
        "excusals": enrollment.excusals.all(),
        "waits_for_review": waiting_lines(enrollment) if enrollment.completed_at else [],
        "url_completion_record": reverse("lms_certificates:completion_record", kwargs={"enrollment": enrollment.pk})
        if waits_for_certificate(enrollment)
        else "",
        "organization": enrollment.organization,
    }


def domain_lines(completions: list[Completion]) -> list[dict[str, Any]]:
    """Minutes by domain, in the order of the boards' lists: `{label, minutes, text, percent}`."""
    minutes: Counter[str] = Counter()
    for completion in completions:
        minutes.update(completion.domains)
    most = max(minutes.values(), default=0)
    return [
        {
            "label": label,
            "minutes": minutes[key],
            "text": courses.hours(minutes[key]),
            "percent": 100 * minutes[key] // most,
        }
        for key, label in labels(minutes).items()
        if minutes[key]
    ]


def certificate_line(certificate: Certificate) -> dict[str, Any]:
    """A certificate as its holder sees it."""
    where = {"pk": certificate.pk}
    return {
        "pk": certificate.pk,
        "title": certificate.facts["course"],
        "awarded_on": certificate.awarded_at,
        "status": certificate.status,
        "status_label": certificate.get_status_display(),
        "code": certificate.code,
        "url_pdf": reverse("lms_certificates:download", kwargs=where),
        "url_verify": reverse("lms_certificates:verify_code", kwargs={"code": certificate.code}),
        "url_show_name": reverse("lms_certificates:show_name", kwargs=where),
        "url_manage": reverse("lms_certificates:manage", kwargs=where),
        "is_demo": certificate.facts.get("demo", False),
        "name_shown": certificate.name_shown,
        "pdf_state": certificate.pdf_state,
        "pdf_note": certificate.pdf_note,
        "is_ready": certificate.pdf_state != PdfState.NEEDS_A_PERSON,
    }


def record(user: User) -> dict[str, Any]:
    """The context of "My record". What somebody proved stays theirs, wherever they work now."""
    enrollments = Enrollment.objects.of(user).select_related("syllabus", "organization")
    completions = list(Completion.objects.filter(enrollment__in=enrollments).select_related("attested_by__profile"))
    outside = outside_outlook.record(user)
    signed = signed_totals(user)
    counts = bool(completions or signed or any(line["counts"] for line in outside["outside"]))
    certificates = list(Certificate.objects.of(user))
    awarded = {certificate.enrollment_id for certificate in certificates if certificate.status == Status.VALID}
    seconds = seconds_worked(enrollments)
    return {
        **common(user, "record"),
        "checked": checked(user),
        "notices": notice_lines(enrollments, completions, awarded),
        "certificates": [certificate_line(certificate) for certificate in certificates],
        "courses": [
            {
                **course_lines(enrollment, mine := [c for c in completions if c.enrollment_id == enrollment.pk]),
                "rows": learners_lines(mine, seconds),
            }
            for enrollment in enrollments
        ],
        "domains": domain_lines(completions),
        **limits(),
        **outside,
        "signed": signed_rows(signed),
        "url_transcript": reverse("lms_certificates:transcript") if counts else "",
        "boards": boards_for(user) if counts else [],
    }


def course_lines(enrollment: Enrollment, completions: list[Completion]) -> dict[str, Any]:
    """One course of a record: `{title, organization, total_minutes, rows}`."""
    total = credit.training_minutes(completions)
    return {
        "title": enrollment.syllabus.title,
        "organization": enrollment.organization.name,
        "total_minutes": total,
        "rows": [completion_line(completion) for completion in completions],
    }


def completion_line(completion: Completion) -> dict[str, Any]:
    """One thing done, as everyone who may see it does: published and credited minutes, never the time worked."""
    return {
        "title": completion.title,
        "kind_label": completion.kind_label,
        "minutes": completion.minutes,
        "published": completion.published_minutes,
        "days": credit.days_in_words(completion),
        "done_on": completion.completed_at,
        "attested_by": completion.attested_by.profile.chosen_name if completion.attested_by else "",
    }


def learners_lines(completions: Iterable[Completion], seconds: dict[tuple, int]) -> list[dict[str, Any]]:
    """The same as the learner sees it: with the time worked, and why the minutes are what they are."""
    worked = [(done, seconds.get((done.enrollment_id, done.activity_key), 0)) for done in completions]
    return [{**completion_line(done), "why": credit.why(done, seconds=time)} for done, time in worked]


def limits() -> dict[str, int]:
    """What bounds the minutes that count, in minutes: `{cap, idle}`."""
    return {"cap": conf.daily_cap(), "idle": max(1, int(conf.idle_limit().total_seconds()) // 60)}


def seconds_worked(enrollments: Iterable[Enrollment]) -> dict[tuple, int]:
    """`{(enrollment, activity key): seconds}` of these enrollments; for their learner alone."""
    times = LearningTime.objects.filter(enrollment__in=enrollments)
    return {(time.enrollment_id, time.activity_key): time.engaged_seconds for time in times}


def certificates_of(enrollments: QuerySet[Enrollment]) -> list[dict[str, Any]]:
    """The certificates of these enrollments, as whoever works with the person sees them."""
    return [certificate_line(c) for c in Certificate.objects.filter(enrollment__in=enrollments)]
