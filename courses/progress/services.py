"""The only writers of progress. Everything that is ever done joins at `complete_activity`."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.enrollment.models import Enrollment
from courses.progress import credit, holding, places, rules, time
from courses.progress.models import Attendance, Completion, Place
from courses.progress.places import Paged
from courses.progress.signals import course_completed
from courses.progress.time import Work
from lms import prepared
from lms.ledger import services as ledger
from lms.people.models import Membership
from lms.people.permissions import can_confirm_attendance

if TYPE_CHECKING:
    from courses.pages.activity import Activity
    from courses.pages.reading import Lesson
    from courses.pages.sessions import SessionPage


class Readable(Paged, Protocol):
    """What must be known of a lesson to keep answers to its questions. Every `LessonPage` knows it."""

    def answer_key(self) -> dict[str, dict[str, bool]]: ...


@transaction.atomic
def spend_time(*, enrollment: Enrollment, activity_key: uuid.UUID, work: Work) -> int:
    """Count the seconds of a stretch that were not counted before. Returns all the seconds worked on this so far.

    Safe to repeat, in any order and from any number of tabs and devices. Where the part is done and its credit is
    short of what was published, the credit grows.
    """
    return spend(enrollment, activity_key, work)


def spend(enrollment: Enrollment, activity_key: uuid.UUID, work: Work) -> int:
    """As `spend_time`, for a service that writes more in the same transaction."""
    seconds, grew = time.count(enrollment, activity_key, work)
    if grew and work.tops_up:
        _top_up(enrollment, activity_key, seconds, work.now)
    return seconds


def _top_up(enrollment: Enrollment, activity_key: uuid.UUID, seconds: int, now: datetime) -> None:
    locked = holding.hold(enrollment)
    completion = holding.done(locked, activity_key)
    changes = completion and credit.later_credit(completion, enrollment=locked, seconds=seconds, now=now)
    if completion and changes:
        Completion.objects.filter(pk=completion.pk).update(**changes)


@transaction.atomic
def turn_page(
    *,
    enrollment: Enrollment,
    activity: Paged,
    page: int,
    work: Work | None = None,
    shown: Mapping[str, str] | None = None,
    late: bool = False,
    known: Place | None = None,
) -> Place:
    """Done with `page` (from 1): go on to the next one. Nobody jumps ahead of where they have been.

    The first page that a life may depend on says which words somebody is taught: those that it `shown`,
    `{language, wording}`, else those of now. `late` says that it was done a while ago, without a connection: then it
    leads nobody back who has gone on since. `known` is the place where the caller read it.
    """
    if work:
        spend(enrollment, activity.key, work)

    def turned(place: Place) -> bool:
        return places.turn(place, enrollment=enrollment, activity=activity, page=page, shown=shown, late=late)

    return places.change(enrollment, activity.key, turned, known=known)


@transaction.atomic
def answer_check(
    *,
    enrollment: Enrollment,
    activity: Readable,
    block_id: str,
    option_id: str,
    work: Work | None = None,
    known: Place | None = None,
) -> Place:
    """Keep an answer to a knowledge check. A right answer stays; a wrong one may be tried again, as often as one likes.
    `known` is the place where the caller read it.

    Raises ValidationError where the question or the answer is not in this lesson.
    """
    options = activity.answer_key().get(block_id, {})
    if option_id not in options:
        raise ValidationError(_("Choose one of the answers."))
    if work:
        spend(enrollment, activity.key, work)

    def answered(place: Place) -> bool:
        before = place.answers.get(block_id, {})
        if before.get("right") or before.get("chosen") == option_id:
            return False
        given = {"chosen": option_id, "right": options[option_id], "tries": before.get("tries", 0) + 1}
        place.answers = {**place.answers, block_id: given}
        return True

    return places.change(enrollment, activity.key, answered, known=known)


@transaction.atomic
def complete_activity(
    *,
    enrollment: Enrollment,
    activity: "Activity | Lesson",
    attested_by: User | None = None,
    attested_minutes: int | None = None,
    attested_days: Mapping[date, int] | None = None,
    result: str = "",
) -> Completion:
    """Record that somebody did this, once, and finish the course where it was the last thing missing.

    What it could credit is what the enrollment's syllabus says; the page where it came later. What somebody attests
    credits the attested minutes (those of the syllabus where none are given), the rest what was worked on it. Minutes
    that were signed day by day, `attested_days`, count for those days. The completion knows its enrollment as it is
    now.
    """
    locked = holding.hold(enrollment)
    completion = holding.done(locked, activity.key)
    if completion is None:
        owed = locked.syllabus.item(activity.key) or activity.outline()
        if attested_days is None:
            worth = _credit(locked, activity, owed, attested_by, attested_minutes)
        else:
            worth = credit.signed_credit(owed=owed, days=attested_days)
        completion = _complete(locked, activity, owed, attested_by, result, worth)
    finish_course(locked)
    return completion


def _credit(
    enrollment: Enrollment,
    activity: "Activity | Lesson",
    owed: dict[str, Any],
    attested_by: User | None,
    attested_minutes: int | None,
) -> dict[str, Any]:
    if attested_minutes is None and (activity.attested or attested_by):
        attested_minutes = owed["minutes"]
    return credit.first_credit(
        enrollment=enrollment,
        owed=owed,
        seconds=time.worked_on(enrollment, activity.key),
        attested=attested_minutes,
        now=timezone.now(),
    )


def _complete(
    enrollment: Enrollment,
    activity: "Activity | Lesson",
    owed: dict[str, Any],
    attested_by: User | None,
    result: str,
    worth: dict[str, Any],
) -> Completion:
    completion = Completion(
        enrollment=enrollment,
        activity_key=activity.key,
        page_id=activity.pk,
        title=owed["title"],
        kind=activity.kind,
        safety_critical=activity.safety_critical or owed["safety_critical"],
        result=result,
        **_as_taught(enrollment, activity),
        attested_by=attested_by,
        completed_at=timezone.now(),
        **worth,
    )
    prepared.insert(completion)
    return completion


def _as_taught(enrollment: Enrollment, activity: "Activity | Lesson") -> dict[str, str]:
    """The words that somebody began to read: whoever read others later is asked what changed before an award."""
    taught = activity.as_taught(enrollment)
    begun = Place.objects.filter(enrollment=enrollment, activity_key=activity.key).exclude(wording="")
    first = begun.values_list("language", "wording").first() if taught["wording"] else None
    return dict(zip(("language", "wording"), first, strict=True)) if first else taught


def finish_course(enrollment: Enrollment) -> None:
    """Stamp a course where nothing is missing any more, and say so. Call it inside a transaction."""
    done = holding.keys_done(enrollment)
    if not rules.is_course_complete(required=enrollment.syllabus.required_keys, done=done):
        return
    if enrollment.completed_at is None:
        enrollment.completed_at = timezone.now()
        prepared.write_as_read(enrollment, read={}, written={"completed_at": enrollment.completed_at})
    transaction.on_commit(partial(announce_completed, enrollment=enrollment), robust=True)


def announce_completed(*, enrollment: Enrollment) -> None:
    """Tell whoever waits for finished courses. May be said again."""
    course_completed.send_robust(sender=Enrollment, enrollment=enrollment)


@transaction.atomic
def confirm_attendance(
    *, session: "SessionPage", enrollments: Iterable[Enrollment], confirmed_by: User
) -> list[Attendance]:
    """ "I was there and saw this", for one person or a list: signed into the ledger, then completed.

    Raises PermissionDenied where the signer does not work with one of them, ValidationError where the practice is
    scored; then nobody is confirmed.
    """
    chosen = list(enrollments)
    lock_all(chosen)
    return [_confirm(session, enrollment, confirmed_by) for enrollment in chosen]


def lock_all(enrollments: list[Enrollment]) -> None:
    """Everything that completing these will lock, at once and in order: whoever has begun to sign holds the ledger,
    and must then wait for nobody."""
    learners, organizations = {one.learner_id for one in enrollments}, {one.organization_id for one in enrollments}
    theirs = Enrollment.objects.filter(learner__in=learners, organization__in=organizations)
    list(theirs.select_for_update().order_by("pk").values("pk"))


def _confirm(session: "SessionPage", enrollment: Enrollment, confirmed_by: User) -> Attendance:
    if session.is_scored and not Completion.objects.filter(enrollment=enrollment, activity_key=session.key).exists():
        raise ValidationError(_("This practice is scored: an observer says when somebody is ready."))
    signs_as = can_confirm_attendance(confirmed_by, enrollment.learner_id, enrollment.organization)
    if signs_as is None:
        raise PermissionDenied(_("You do not work with this person."))
    attendance = Attendance.objects.filter(enrollment=enrollment, activity_key=session.key).first()
    if attendance is None:
        attendance = _sign_attendance(session, enrollment, signs_as)
    complete_activity(
        enrollment=enrollment,
        activity=session,
        attested_by=attendance.confirmed_by,
        attested_minutes=attendance.minutes,
    )
    return attendance


def _sign_attendance(session: "SessionPage", enrollment: Enrollment, signs_as: Membership) -> Attendance:
    owed = enrollment.syllabus.item(session.key) or session.outline()
    attendance = Attendance(
        enrollment=enrollment,
        learner_id=enrollment.learner_id,
        activity_key=session.key,
        title=owed["title"],
        minutes=owed["minutes"],
        confirmed_by=signs_as.user,
        role=signs_as.role,
        confirmed_at=timezone.now(),
        salt=ledger.new_salt(),
    )
    entry = ledger.append(
        actor=signs_as.user.profile.ledger_key,  # made with the person
        role=signs_as.role,
        meaning="attendance confirmed",
        subject=attendance.pk,
        facts=attendance.facts(),
        salt=attendance.salt,
    )
    attendance.ledger_seq, attendance.ledger_mac = entry.seq, entry.mac
    attendance.save(force_insert=True)
    return attendance
