"""The shifts that count for somebody's shadowing in an agency, and what is asked of them there."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User

from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.pages import ShadowingPage
from assessments.shadowing.requirements import CountedShift, Requirement, gentler
from courses.enrollment.models import Enrollment


def counting_shifts(enrollment: Enrollment) -> list[ShadowEntry]:
    """Every shift of theirs in this agency that counts, the first one first; also those from before the course."""
    theirs = ShadowEntry.objects.counting().filter(
        learner_id=enrollment.learner_id, organization_id=enrollment.organization_id
    )
    return list(theirs.select_related("colleague__profile").order_by("started_at"))


def as_counted(entries: Iterable[ShadowEntry]) -> list[CountedShift]:
    """The same as `requirements` has them."""
    return [CountedShift(one.pk, one.counted, one.setting, one.colleague_id, one.activities) for one in entries]


def asked_of(page: ShadowingPage, enrollment: Enrollment) -> Requirement:
    """What is asked of this person: never more than when they enrolled, and never more than now."""
    owed = (enrollment.syllabus.item(page.key) or {}).get("asks")
    return gentler(Requirement(**owed), page.requirement) if owed else page.requirement


def minutes_by_day(entries: Iterable[ShadowEntry]) -> dict[date, int]:
    """Counted minutes, `{day of the clock at work: minutes}`: a shift counts for the day on which it began."""
    days: Counter[date] = Counter()
    for one in entries:
        days[one.started_at.astimezone(one.zone).date()] += one.counted
    return dict(days)


def last_signer(entries: Iterable[ShadowEntry]) -> User | None:
    """Who signed the latest of these; of those whose signer has no account, the one before."""
    for one in reversed(list(entries)):
        signed = one.sign_offs.standing().exclude(signer=None).select_related("signer").last()
        if signed:
            return signed.signer
    return None
