"""Screens of whoever observes a role-play."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from assessments.roleplay.observed.services import ask_again, rate_self
from courses.enrollment.services import enroll
from tests import builders
from tests.assessments.roleplay.observed import building


def _practice(world: dict[str, Any]) -> dict[str, Any]:
    """Rosa on a course with a practice that Inez, its trainer, observes. Made once."""
    if "observed" not in world:
        organization = world["course"].organization
        building.rubric(organization)
        course = builders.course(organization, "With people")
        note = "Simulated overdose with a manikin."
        session = building.practice(builders.module(course), performances=2, observers=2, content_note=note)
        rosa = world["enrollment"].learner
        enrollment = enroll(learner=rosa, organization=organization, course=course)
        inez = organization.memberships.get(role="trainer").user
        world["observed"] = {"session": session, "enrollment": enrollment, "inez": inez, "rosa": rosa}
    return world["observed"]


def _at(name: str, made: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], str]:
    def address(world: dict[str, Any]) -> str:
        return reverse(f"lms_assessments:{name}", kwargs={"pk": made(_practice(world)).performance_id})

    return address


def _begun(practice: dict[str, Any]) -> Any:
    return building.begin(practice["inez"], practice["enrollment"], practice["session"])


def _marked(practice: dict[str, Any]) -> Any:
    helped, breath = {"at": 42, "about": "Help called"}, {"at": 75, "about": ""}
    return building.mark(_begun(practice), {"G1": 2, "O1": "yes", "O2": "no", "m:1": helped, "m:2": breath})


def _whole(practice: dict[str, Any]) -> Any:
    seen = _marked(practice)
    building.mark(seen, {"G4": 1, "O1": "partly", "O3": "yes"}, stamp=2)
    rate_self(performance=seen.performance, by=practice["rosa"], ratings={"G1": 3, "G4": 2})
    return seen


def _said(practice: dict[str, Any]) -> Any:
    seen = _begun(practice)
    rate_self(performance=seen.performance, by=practice["rosa"], ratings={"G1": 3, "G4": 2})
    return seen


def _signed(**other: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda practice: building.played(practice["inez"], practice["enrollment"], practice["session"], **other)


def _begin(world: dict[str, Any]) -> str:
    practice = _practice(world)
    where = {"enrollment": practice["enrollment"].pk, "key": practice["session"].key}
    return reverse("lms_assessments:observe_begin", kwargs=where)


def _list(world: dict[str, Any]) -> str:
    practice = _practice(world)
    ask_again(performance=_signed(O1="no")(practice).performance, learner=practice["rosa"])
    other = builders.person("Sam-who-observes", "observer", world["course"].organization)
    building.begin(other, practice["enrollment"], practice["session"])
    return reverse("lms_assessments:observe")


def _guide(world: dict[str, Any]) -> str:
    return reverse("lms_courses:confirm", kwargs={"key": _practice(world)["session"].key})


SCREENS = {
    "observing, before it begins": ("inez", _begin),
    "observing, nothing marked": ("inez", _at("observe_one", _begun)),
    "observing, marked": ("inez", _at("observe_one", _marked)),
    "observing, the phone handed over": ("inez", _at("observe_self", _begun)),
    "observing, the phone to hand back": ("inez", _at("observe_self", _said)),
    "observing, something is missing": ("inez", _at("observe_finish", _marked)),
    "observing, as a whole": ("inez", _at("observe_finish", _whole)),
    "observing, not yet": ("inez", _at("observe_finish", _signed(O1="no", G4=1, G1=2))),
    "observing, ready": ("inez", _at("observe_finish", _signed())),
    "observing, the list": ("inez", _list),
    "the guide of a scored practice": ("inez", _guide),
}
