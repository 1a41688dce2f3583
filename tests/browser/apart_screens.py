"""Screens of what keeps observers honest with each other."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from assessments.roleplay.agreement import FEW
from assessments.roleplay.calibration.models import AnchorPerformance
from assessments.roleplay.observed.models import Performance
from courses.enrollment.services import enroll
from lms.starter.calibration import load_anchors
from tests import builders
from tests.assessments.roleplay.calibration import anchors
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


def _anchor(world: dict[str, Any]) -> AnchorPerformance:
    """The rubric and a written role-play as they ship, once."""
    harbor = world["course"].organization
    if not (there := AnchorPerformance.objects.filter(scenario="RP09", source="Written here.").first()):
        building.rubric(harbor, "RP09")
        there = anchors.anchor(harbor, "RP09")
        there.script = load_anchors(organization=harbor)[1].script
        there.save()
    return there


def _to_mark(world: dict[str, Any]) -> str:
    return reverse("lms_assessments:anchor", kwargs={"pk": _anchor(world).pk})


def _calibration(world: dict[str, Any]) -> str:
    _anchor(world)
    return reverse("lms_assessments:calibration")


def _calibrated(world: dict[str, Any]) -> str:
    inez = User.objects.get(username="inez")
    return reverse("lms_assessments:calibrated", kwargs={"pk": anchors.done_by(inez, _anchor(world)).pk})


def _paper(world: dict[str, Any]) -> str:
    played = _apart(world)
    return reverse("lms_assessments:paper", args=[played.enrollment_id, played.activity_key])


SCREENS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "how far observers agree": ("inez", _agreement),
    "a written role-play to mark": ("inez", _to_mark),
    "own marks beside what was agreed": ("inez", _calibrated),
    "calibration": ("inez", _calibration),
    "a sheet of paper to enter": ("inez", _paper),
    "third looks": ("inez", _list),
    "a third look": ("inez", _one),
}
