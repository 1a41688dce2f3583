"""What the courses hold about a person, and how it goes."""

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import CharField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from courses.boards.queries import labels
from courses.enrollment.models import Enrollment, Excusal
from courses.outside.models import OutsideTraining
from courses.outside.queries import domain_label
from courses.outside.services import drop_papers_later, withdraw_outside_training
from courses.pages.outlook import hours
from courses.progress.models import Attendance, Completion, LearningTime, Place
from courses.reflections.models import Reflection
from courses.review.models import Packet, ParameterValue, Renewal, Review
from courses.signed_hours.models import SignedHours
from lms.people.held import Held, Told, as_rows, in_words, language_name
from lms.people.models import Organization, Role
from lms.people.privacy import left_before


def held_about(user: User) -> Held:
    """`{what: rows}`: courses, places and answers, time worked, what was done, what was confirmed and by the person;
    what the person decided about reviews."""
    return {**_as_learner(user), **_for_others(user)}


def _as_learner(user: User) -> Held:
    mine = Enrollment.objects.of(user)
    places, times, done, renewals, excusals = (
        rows.objects.filter(enrollment__in=mine).select_related("enrollment__syllabus")
        for rows in (Place, LearningTime, Completion, Renewal, Excusal)
    )
    language = (_("language"), lambda one: language_name(one.language) if one.language else "")
    part = {"enrollment": (_("course"), _course), "activity_key": (_("part"), _part)}
    attended = Attendance.objects.filter(learner=user).select_related("enrollment__syllabus")
    return {
        _("Courses"): as_rows(mine),
        _("Places and answers"): as_rows(places, **part, answers=(_("answers"), _answers), language=language),
        _("How long you worked on it"): as_rows(times, **part, recent=(_("last sitting"), _sittings)),
        _("What you did"): as_rows(done, enrollment=part["enrollment"], **_done()),
        _("Sessions confirmed for you"): as_rows(attended, enrollment=part["enrollment"], role=(_("as"), _role)),
        _("Outside training"): as_rows(
            OutsideTraining.objects.of(user), domain=(_("subject"), lambda one: domain_label(one.domain))
        ),
        _("Hours signed for you"): as_rows(SignedHours.objects.of(user)),
        _("What you wrote to yourself"): [
            {
                "id": str(one.pk),
                str(_("lesson")): one.title,
                str(_("question")): one.prompt,
                str(_("what you wrote")): one.text,
                str(_("saved")): in_words(one.saved_at),
            }
            for one in Reflection.objects.of(user)
        ],
        _("Changes you read"): as_rows(renewals, **part),
        _("Parts you are excused from"): as_rows(excusals, **part),
    }


def _for_others(user: User) -> Held:
    """One's own acts, and nothing about whose hour, certificate or lesson it was."""
    language = (_("language"), lambda one: language_name(one.language))
    return {
        _("Sessions you confirmed"): [
            {"id": str(one.pk), str(_("title")): one.title, str(_("date")): in_words(one.confirmed_at)}
            for one in Attendance.objects.filter(confirmed_by=user)
        ],
        _("Parts of others that you confirmed"): [
            {"id": str(one.pk), str(_("title")): one.title, str(_("date")): in_words(one.completed_at)}
            for one in Completion.objects.filter(attested_by=user).exclude(enrollment__learner=user)
        ],
        _("Parts you excused others from"): [
            {"id": str(one.pk), str(_("title")): one.title, str(_("date")): in_words(one.excused_at)}
            for one in Excusal.objects.filter(excused_by=user)
        ],
        _("Outside training of others that you entered or decided on"): [
            {"id": str(one.pk), str(_("date")): in_words(one.decided_at or one.entered_at)}
            for one in OutsideTraining.objects.filter(Q(entered_by=user) | Q(decided_by=user)).exclude(learner=user)
        ],
        _("Local values you set"): as_rows(ParameterValue.objects.filter(set_by=user), language=language),
        _("Reviews you asked for"): [
            {"id": str(one.pk), str(_("date")): in_words(one.created_at), str(_("label")): one.label}
            for one in Packet.objects.filter(created_by=user)
        ],
        _("Reviews you signed"): [
            {"id": str(one.pk), str(_("date")): in_words(one.signed_at), str(_("name")): one.printed_name}
            for one in Review.objects.filter(signed_by=user)
        ],
        _("Reviews you took back"): [
            {"id": str(one.pk), str(_("date")): in_words(one.taken_back_at), str(_("reason")): one.taken_back_reason}
            for one in Review.objects.filter(taken_back_by=user)
        ],
    }


def _done() -> dict[str, Told]:
    return {
        "kind": (_("kind"), lambda one: one.kind_label),
        "published_domains": (_("its subjects"), lambda one: _by_subject(one.published_domains)),
        "domains": (_("credited by subject"), lambda one: _by_subject(one.domains)),
        "credit": (_("credited for"), lambda one: {_day(day): hours(count) for day, count in one.credit.items()}),
        "language": (_("language"), lambda one: language_name(one.language)),
    }


def _course(one: Any) -> str:
    return str(one.enrollment.syllabus.title)


def _part(one: Any) -> str:
    item = one.enrollment.syllabus.item(one.activity_key)
    return item["title"] if item else ""


def _answers(place: Place) -> list[str]:
    return [_("right") if one["right"] else _("not yet right") for one in place.answers.values()]


def _sittings(worked: LearningTime) -> list[str]:
    return [
        f"{in_words(datetime.fromtimestamp(start, UTC))} – {in_words(datetime.fromtimestamp(end, UTC))}"
        for start, end in worked.recent
    ]


def _by_subject(domains: dict[str, int]) -> dict[str, str]:
    return {str(label): hours(domains[key]) for key, label in labels(domains).items()}


def _day(iso: str) -> str:
    return in_words(date.fromisoformat(iso))


def _role(attendance: Attendance) -> str:
    return str(Role(attendance.role).label)


@transaction.atomic
def erase(user: User) -> None:
    """Answers, the time worked, outside training, signed hours go. Courses that no certificate rests on go whole; the
    ledger keeps digests that nothing opens."""
    outside = OutsideTraining.objects.of(user)
    drop_papers_later(list(outside.values_list("paper", flat=True)))
    outside.delete()
    Reflection.objects.of(user).delete()
    SignedHours.objects.of(user).delete()
    mine = Enrollment.objects.of(user)
    Place.objects.filter(enrollment__in=mine).delete()
    LearningTime.objects.filter(enrollment__in=mine).delete()
    loose = mine.filter(certificates=None)
    Attendance.objects.filter(enrollment__in=loose).delete()
    Renewal.objects.filter(enrollment__in=loose).delete()
    Excusal.objects.filter(enrollment__in=loose).delete()
    Completion.objects.filter(enrollment__in=loose).delete()
    loose.delete()


@transaction.atomic
def expire(*, before: datetime, most: int) -> int:
    """Of people who left an agency that long ago: places, answers, time worked and what was read again in courses they
    did not finish; of people who left every agency: training from elsewhere that nobody confirmed. Returns how many
    rows went, `most` of a kind."""
    open_courses = Enrollment.objects.filter(Q(completed_at=None) | Q(withdrawn_at__isnull=False))
    left = open_courses.filter(left_before(before, user=OuterRef("learner"), organization=OuterRef("organization")))
    unconfirmed = OutsideTraining.objects.changeable().filter(left_before(before, user=OuterRef("learner")))
    rows = dict(unconfirmed.values_list("pk", "paper")[:most])
    drop_papers_later(list(rows.values()))
    gone, _each = OutsideTraining.objects.filter(pk__in=list(rows)).delete()
    return gone + sum(_drop(rows.objects.filter(enrollment__in=left), most) for rows in (Place, LearningTime, Renewal))


def _drop(rows: QuerySet, most: int) -> int:
    return rows.model.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[:most])).delete()[0]


@transaction.atomic
def leave(user: User, organization: Organization) -> None:
    """Somebody has left an agency: what it had not confirmed is theirs alone again."""
    withdraw_outside_training(learner=user, organization=organization)


def scrub() -> None:
    """For a test copy of a site only: reviewers never had an account, and their links end. What is left shows as not
    what was signed."""
    Review.objects.update(
        printed_name=_("Somebody"), credential="", license_state="", reviewer_organization="", conflict_of_interest=""
    )
    Review.objects.exclude(taken_back_at=None).update(taken_back_reason=_("Left out of this copy."))
    ParameterValue.objects.update(note="")
    Packet.objects.update(label="", token_digest=Concat(Value("gone-"), Cast("pk", CharField())))
