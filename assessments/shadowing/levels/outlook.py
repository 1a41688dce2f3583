"""How levels read: to the person, and to whoever answers for their work."""

from typing import Any

from django.contrib.auth.models import User

from assessments.shadowing.levels.forms import LevelForm
from assessments.shadowing.levels.models import LevelStep
from assessments.shadowing.levels.queries import Reached, levels_of
from assessments.shadowing.words import ACTIVITIES, Level
from lms.people.held import name_of
from lms.people.models import Organization


def levels(reader: User, learner: User, organization: Organization) -> dict[str, Any]:
    """`{rows, not_yet, person, organization, here}`: what was done, each `{label, level, step, form}`; of the rest
    the labels. `person` is empty where the reader is the person."""
    found = levels_of(learner, organization)
    return {
        "rows": [_row(one, reader) for one in found if one.level],
        "not_yet": [ACTIVITIES[one.activity] for one in found if not one.level],
        "person": "" if reader.pk == learner.pk else name_of(learner),
        "organization": organization,
        "here": "record" if reader.pk == learner.pk else "people",
    }


def _row(one: Reached, reader: User) -> dict[str, Any]:
    initial = {"activity": one.activity}
    return {
        "label": ACTIVITIES[one.activity],
        "level": Level(one.level).label,
        "step": _said(one.step, reader) if one.step else None,
        "form": LevelForm(initial=initial, now=one.level, auto_id=f"{one.activity}-%s") if one.level > 1 else None,
    }


def _said(step: LevelStep, reader: User) -> dict[str, Any]:
    by = "" if step.set_by_id == reader.pk else name_of(step.set_by)
    return {"level": step.get_level_display(), "at": step.set_at, "by": by}
