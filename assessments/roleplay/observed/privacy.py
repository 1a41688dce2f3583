"""What observed role-plays hold about a person: how their practice was seen, and what they saw of others'."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from assessments.roleplay.observed import taps
from assessments.roleplay.observed.models import Observation, OneToOne, Performance
from assessments.roleplay.observed.queries import observes_in
from assessments.roleplay.observed.services import step_back
from assessments.roleplay.rubrics.content import Content
from assessments.roleplay.rubrics.words import SEEN, level_name
from courses.enrollment.models import Enrollment
from courses.progress.services import lock_all
from lms.people.held import Held, as_rows, in_words, name_of
from lms.people.models import Organization
from lms.people.privacy import left_before


def held_about(user: User) -> Held:
    """`{what: rows}`: what somebody played and how it was seen; of others, only on which days they looked or played
    along. What is not signed yet says no more than that somebody looks."""
    played = Performance.objects.filter(learner=user).select_related("enrollment__syllabus")
    course = {"enrollment": (_("course"), lambda one: one.enrollment.syllabus.title)}
    seen = Observation.objects.filter(learner=user).select_related("performance__rubric", "observer__profile")
    return {
        _("Role-plays you played"): as_rows(
            played,
            rubric=(_("role-play"), lambda one: one.rubric.title),
            self_ratings=(_("how you saw it"), _self_ratings),
            **course,
        ),
        _("How your role-plays were seen"): as_rows(
            seen.signed(), performance=(_("role-play"), _title), marks=(_("what was seen"), _seen)
        ),
        _("Who looks at a role-play of yours"): [
            {
                "id": str(one.pk),
                str(_("role-play")): _title(one),
                str(_("observer")): name_of(one.observer),
                str(_("begun")): in_words(one.begun_at),
            }
            for one in seen.filter(signed_at=None)
        ],
        _("Practice you would rather do one-to-one"): as_rows(
            OneToOne.objects.filter(enrollment__in=Enrollment.objects.of(user)), **course
        ),
        **_for_others(user),
    }


def _for_others(user: User) -> Held:
    """One's own acts, and nothing about whose practice it was."""
    return {
        _("Role-plays of others that you looked at"): [
            {
                "id": str(one.pk),
                str(_("when")): in_words(one.begun_at),
                str(_("decision")): one.get_decision_display(),
                str(_("signed")): in_words(one.signed_at),
            }
            for one in Observation.objects.filter(observer=user)
        ],
        _("Role-plays of others that you began"): _days(Performance.objects.filter(opened_by=user)),
        _("Role-plays of others that you played along in"): _days(Performance.objects.filter(partner=user)),
    }


def _days(played: Any) -> list[dict[str, Any]]:
    return [{"id": str(one.pk), str(_("when")): in_words(one.begun_at)} for one in played]


def _title(observation: Observation) -> str:
    return str(observation.performance.rubric.title)


def _self_ratings(performance: Performance) -> dict[str, str]:
    return _levels(performance.self_ratings, performance.rubric.said)


def _seen(observation: Observation) -> dict[str, str]:
    said = observation.performance.rubric.said
    levels = _levels(taps.ratings_of(observation.marks, said), said)
    steps = {said.names[key]: str(SEEN[seen]) for key, seen in taps.seen_of(observation.marks, said).items()}
    moments = taps.moments_of(observation.marks)
    return levels | steps | ({_("moments"): str(len(moments))} if moments else {})


def _levels(ratings: dict[str, int], said: Content) -> dict[str, str]:
    return {one.name: level_name(ratings[one.key]) for one in said.criteria if one.key in ratings}


@transaction.atomic
def erase(user: User) -> None:
    """One's own go, signed or not; what one saw of others stays theirs, under the account without a name."""
    looking = Observation.objects.all()
    _hold(user, looking)
    OneToOne.objects.filter(enrollment__in=Enrollment.objects.of(user)).delete()
    Performance.objects.filter(learner=user).delete()
    _stop_looking(user, looking)


@transaction.atomic
def leave(user: User, organization: Organization) -> None:
    """Somebody has left: what nobody signed is needed no more, and what they were looking at waits for others."""
    looking = Observation.objects.filter(performance__organization=organization)
    _hold(user, looking)
    OneToOne.objects.filter(enrollment__learner=user, enrollment__organization=organization).delete()
    signed = Observation.objects.signed().filter(performance=OuterRef("pk"))
    Performance.objects.filter(~Exists(signed), learner=user, organization=organization).delete()
    _stop_looking(user, looking)


@transaction.atomic
def role_ended(user: User, organization: Organization) -> None:
    """Where somebody observes no more, nobody waits for what they have not signed. What nobody else looked at stays
    open, should they observe again."""
    if observes_in(user).filter(organization=organization).exists():
        return
    others = Observation.objects.filter(performance=OuterRef("performance")).exclude(observer=user)
    looking = Observation.objects.filter(Exists(others), performance__organization=organization)
    _hold(user, looking)
    _stop_looking(user, looking)


def _hold(user: User, looking: Any) -> None:
    """Whoever signs one of these just now ends first: what is signed by then is no more open."""
    open_ones = looking.filter(observer=user, signed_at=None).values("performance__enrollment")
    lock_all(list(Enrollment.objects.filter(Q(learner=user) | Q(pk__in=open_ones))))


def _stop_looking(user: User, observations: Any) -> None:
    for one in observations.filter(observer=user, signed_at=None).select_related("performance__enrollment"):
        step_back(observation=one, observer=user)


@transaction.atomic
def expire(*, before: datetime, most: int) -> int:
    """Of people who left that long ago: what they played in courses they did not finish. Returns how many rows went,
    `most` role-plays at a time."""
    open_courses = Enrollment.objects.filter(Q(completed_at=None) | Q(withdrawn_at__isnull=False))
    left = open_courses.filter(left_before(before, user=OuterRef("learner"), organization=OuterRef("organization")))
    played = Performance.objects.filter(enrollment__in=left).values_list("pk", flat=True)[:most]
    return Performance.objects.filter(pk__in=list(played)).delete()[0]
