"""What calibration holds about a person: how they marked written role-plays, and when."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import OuterRef
from django.utils.translation import gettext as _

from assessments.roleplay.calibration.models import Calibration
from assessments.roleplay.rubrics.words import SEEN, level_name
from assessments.roleplay.scoring import Seen
from lms.people.held import Held, as_rows
from lms.people.models import Organization
from lms.people.privacy import left_before


def held_about(user: User) -> Held:
    """`{what: rows}`: each time they did."""
    done = Calibration.objects.filter(observer=user).select_related("anchor", "rubric")
    told: Any = {"anchor": (_("role-play"), lambda one: one.anchor.title), "marks": (_("your marks"), _marks)}
    return {_("Written role-plays that you marked"): as_rows(done, rubric=(_("rubric"), _rubric), **told)}


def _rubric(done: Calibration) -> str:
    return str(done.rubric.title)


def _marks(done: Calibration) -> dict[str, str]:
    names = done.rubric.said.names
    return {names[key]: _word(mark) for key, mark in done.marks.items()}


def _word(mark: int | str) -> str:
    return level_name(mark) if isinstance(mark, int) else str(SEEN[Seen(mark)])


def erase(user: User) -> None:
    """Every one of them goes: nothing rests on it."""
    Calibration.objects.filter(observer=user).delete()


def leave(user: User, organization: Organization) -> None:
    """Whoever left an agency observes nobody there."""
    Calibration.objects.filter(observer=user, anchor__organization=organization).delete()


def expire(*, before: datetime, most: int) -> int:
    """Of people who left that long ago, where their role ended otherwise. Returns how many went."""
    left = left_before(before, user=OuterRef("observer"), organization=OuterRef("anchor__organization"))
    old = Calibration.objects.filter(left).values_list("pk", flat=True)[:most]
    return Calibration.objects.filter(pk__in=list(old)).delete()[0]
