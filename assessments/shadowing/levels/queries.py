"""Where somebody is with each activity, and who besides them sees and sets it."""

from typing import NamedTuple

from django.contrib.auth.models import User

from assessments.shadowing.levels.models import LevelStep
from assessments.shadowing.levels.rules import Moment, level_now
from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.words import ACTIVITIES
from lms.people.models import Organization, Role
from lms.people.permissions import works_with

# Whoever answers for somebody's work; a senior peer goes along and signs, shift by shift.
SETS = (Role.SUPERVISOR, Role.TRAINER, Role.COORDINATOR)


class Reached(NamedTuple):
    """One activity: the level of today (0: not yet), and where it was set down last; None where it never was."""

    activity: str
    level: int
    step: LevelStep | None


def can_set_levels(user: User, learner: User, organization: Organization) -> bool:
    """The person themselves, the supervisor of their team, a trainer or a coordinator of the agency."""
    return user.pk == learner.pk or works_with(user, learner.pk, organization, roles=SETS) is not None


def levels_of(learner: User, organization: Organization) -> list[Reached]:
    """Every activity of the log with the level that signed shifts in this agency brought, in two queries."""
    here = {"learner": learner, "organization": organization}
    shifts = ShadowEntry.objects.counting().filter(**here).values_list("started_at", "activities")
    done: dict[str, list[Moment]] = {name: [] for name in ACTIVITIES}
    for at, activities in shifts:
        for name, level in activities.items():
            done.setdefault(name, []).append(Moment(at, level))
    steps: dict[str, list[LevelStep]] = {}
    for step in LevelStep.objects.filter(**here).select_related("set_by__profile").order_by("set_at"):
        steps.setdefault(step.activity, []).append(step)
    return [_reached(name, done[name], steps.get(name, [])) for name in ACTIVITIES]


def _reached(name: str, done: list[Moment], steps: list[LevelStep]) -> Reached:
    set_down = [Moment(step.set_at, step.level) for step in steps]
    return Reached(name, level_now(done, set_down), steps[-1] if steps else None)
