"""Screens of what keeps observers honest with each other."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from assessments.roleplay.agreement import FEW
from assessments.roleplay.observed.models import Performance
from courses.enrollment.services import enroll
from tests import builders
from tests.assessments.roleplay.observed import building

SCENARIO = "RP11"


def _apart(world: dict[str, Any], times: int = 1) -> Performance:
    """Two people saw a role-play of Rosa's apart, so many times."""
    if there := Performance.objects.filter(scenario=SCENARIO).first():
        return there
    harbor = world["course"].organization
    course = builders.course(harbor, "Seen twice")
    building.rubric(harbor, SCENARIO)
    session = building.practice(builders.module(course), SCENARIO)
    enrollment = enroll(learner=world["enrollment"].learner, organization=harbor, course=course)
    two = [builders.person(f"Sam-who-saw-{number}", "observer", harbor) for number in (1, 2)]
    otherwise: dict[str, Any] = {"scenario": SCENARIO, "G1": 1, "O1": "partly"}
    made = [building.seen_twice(*two, enrollment, session, **otherwise) for _time in range(times)]
    return made[-1]


def _list(world: dict[str, Any]) -> str:
    _apart(world)
    return reverse("lms_assessments:thirds")


def _one(world: dict[str, Any]) -> str:
    return reverse("lms_assessments:third", kwargs={"pk": _apart(world).pk})


def _agreement(world: dict[str, Any]) -> str:
    _apart(world, times=FEW)
    return reverse("lms_assessments:agreement")


SCREENS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "how far observers agree": ("inez", _agreement),
    "third looks": ("inez", _list),
    "a third look": ("inez", _one),
}
