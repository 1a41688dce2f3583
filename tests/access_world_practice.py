"""What stands for the `<...>` of practice: scenarios to play, role-plays that are observed. See `access_world.py`."""

from typing import Any

from django.contrib.auth.models import User

from lms.people.models import Organization
from tests.assessments.roleplay.scenarios import writing


def practice(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """All of it, by the address up to there."""
    return {place: thing for part in (_scenarios,) for place, thing in part(harbor, people).items()}


def _scenarios(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """A scenario that Rosa has begun to play."""
    run = "practice/<uuid:key>/<int:run>"
    return {"practice/<uuid:key>": writing.begun(people["rosa"], harbor).key, run: 1, f"{run}/<int:number>": 1}
