"""Screens of somebody whose practice is observed."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from assessments.roleplay.observed.one_to_one import ask_one_to_one
from assessments.roleplay.observed.services import finish, join, rate_self
from courses.enrollment.services import enroll
from lms.people.services import add_member
from tests import builders
from tests.assessments.roleplay.observed import building
from tests.assessments.roleplay.scenarios import writing

RP = "RP05"
MOMENTS = {"m:1": {"at": 42, "about": "Help called"}, "m:2": {"at": 130, "about": ""}}


def _practiced(world: dict[str, Any]) -> tuple[Any, ...]:
    """Rosa's enrollment and a practice on it, two people who observe, and a scenario to try alone. Made once."""
    if "practiced" not in world:
        organization, learner = world["course"].organization, world["enrollment"].learner
        inez, marcus = (User.objects.get(username=name) for name in ("inez", "marcus"))
        add_member(user=marcus, organization=organization, role="observer")
        building.rubric(organization, RP)
        alone, course = (builders.course(organization, title) for title in ("Practice", "With people"))
        writing.scenario(builders.module(alone), code=RP)
        enroll(learner=learner, organization=organization, course=alone)
        session = building.practice(builders.module(course), RP, performances=2, observers=2)
        enrollment = enroll(learner=learner, organization=organization, course=course)
        world["practiced"] = (enrollment, session, inez, marcus)
    return world["practiced"]


def _signed(inez: Any, enrollment: Any, session: Any, **other: Any) -> Any:
    seen = building.begin(inez, enrollment, session, RP)
    building.mark(seen, building.everything(seen.performance) | MOMENTS | other)
    rate_self(performance=seen.performance, by=enrollment.learner, ratings={"G1": 3, "G4": 3})
    said = {"worked": "You called for help at once.", "to_try": "Say out loud what you do next."}
    return finish(observation=seen, observer=inez, global_rating=4, **said).performance


def _screen(show: Callable[..., str]) -> Callable[[dict[str, Any]], str]:
    return lambda world: show(*_practiced(world))


def _mine(performance: Any, *, look: bool = False) -> str:
    return reverse("lms_assessments:mine", kwargs={"pk": performance.pk}) + ("?look=1" if look else "")


def _list(enrollment: Any, session: Any, inez: Any, marcus: Any) -> str:
    _signed(inez, enrollment, session)
    ask_one_to_one(enrollment=enrollment, activity_key=session.key)
    building.begin(marcus, enrollment, session, RP)
    return reverse("lms_assessments:practice")


def _session(enrollment: Any, session: Any, inez: Any, marcus: Any) -> str:
    _signed(inez, enrollment, session)
    return reverse("lms_courses:activity", kwargs={"key": session.key})


def _rate(enrollment: Any, session: Any, inez: Any, marcus: Any) -> str:
    return _mine(building.begin(inez, enrollment, session, RP).performance)


def _waits(enrollment: Any, session: Any, inez: Any, marcus: Any) -> str:
    first = building.begin(inez, enrollment, session, RP)
    join(performance=first.performance, observer=marcus)
    return _mine(building.score(first).performance)


def _apart(enrollment: Any, session: Any, inez: Any, marcus: Any) -> str:
    return _mine(building.seen_twice(inez, marcus, enrollment, session, scenario=RP, G1=1))


def _how_are_you(enrollment: Any, session: Any, inez: Any, marcus: Any) -> str:
    return _mine(_signed(inez, enrollment, session))


def _not_yet(enrollment: Any, session: Any, inez: Any, marcus: Any) -> str:
    return _mine(_signed(inez, enrollment, session, O1="no", O2="no", G4=1), look=True)


def _with_support(enrollment: Any, session: Any, inez: Any, marcus: Any) -> str:
    return _mine(_signed(inez, enrollment, session, G4=2), look=True)


SCREENS = {
    "my practice": ("rosa", _screen(_list)),
    "my practice, on its page in the course": ("rosa", _screen(_session)),
    "my practice, how I saw it": ("rosa", _screen(_rate)),
    "my practice, somebody looks still": ("rosa", _screen(_waits)),
    "my practice, seen apart": ("rosa", _screen(_apart)),
    "my practice, how are you": ("rosa", _screen(_how_are_you)),
    "my practice, not yet": ("rosa", _screen(_not_yet)),
    "my practice, with support": ("rosa", _screen(_with_support)),
}
