"""What stands for the `<...>` of practice: scenarios to play, role-plays that are observed. See `access_world.py`."""

from typing import Any

from django.contrib.auth.models import User

from courses.enrollment.services import enroll
from lms.people.models import Organization
from tests import builders
from tests.assessments.roleplay.observed import building
from tests.assessments.roleplay.scenarios import writing


def practice(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """All of it, by the address up to there."""
    return {place: thing for part in (_scenarios, _apart) for place, thing in part(harbor, people).items()}


def _scenarios(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """A scenario that Rosa has begun to play."""
    run = "practice/<uuid:key>/<int:run>"
    return {"practice/<uuid:key>": writing.begun(people["rosa"], harbor).key, run: 1, f"{run}/<int:number>": 1}


def _apart(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """A role-play of Rosa's that two people saw apart."""
    building.rubric(harbor, "RP09")
    course = builders.course(harbor, "Seen twice")
    session = building.practice(builders.module(course), "RP09")
    enrollment = enroll(learner=people["rosa"], organization=harbor, course=course)
    two = [builders.person(f"Sam-who-saw-{number}", "observer", harbor) for number in (1, 2)]
    return {"practice/third/<uuid:pk>": building.seen_twice(*two, enrollment, session, scenario="RP09", G1=1).pk}
