"""Screens of a scenario."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from assessments.roleplay.scenarios.services import begin_run
from courses.enrollment.services import enroll
from tests import builders
from tests.assessments.roleplay.scenarios import writing


def _scenario(*texts: str, begun: bool = True, back: int = 0) -> Callable[[dict[str, Any]], str]:
    """Rosa has chosen these; `back` is a choice that she looks at again."""

    def address(world: dict[str, Any]) -> str:
        organization = world["course"].organization
        course = builders.course(organization, "Practice")
        page = writing.scenario(builders.module(course), roles="You\nA neighbor", sources="A book [P]")
        enrollment = enroll(learner=world["enrollment"].learner, organization=organization, course=course)
        if begun:
            begin_run(enrollment=enrollment, page=page, number=1)
        for text in texts:
            writing.pick(enrollment, page, text)
        if back:
            return reverse("lms_assessments:scenario_turn", kwargs={"key": page.key, "run": 1, "number": back})
        return reverse("lms_courses:activity", kwargs={"key": page.key})

    return address


def _kept(world: dict[str, Any]) -> str:
    """The copy as a phone would keep it, where something is chosen that it does not know of."""
    road = _scenario("Argue")(world)
    return f"{road}1/copy/"


SCREENS = {
    "scenario, before it begins": ("rosa", _scenario(begun=False)),
    "scenario, a turn": ("rosa", _scenario("Argue")),
    "scenario, looking back": ("rosa", _scenario("Argue", back=1)),
    "scenario, a hard end": ("rosa", _scenario("Argue", "Wait")),
    "scenario, its copy": ("rosa", _kept),
}
