"""Screens of supervision: 1:1s that two people write down together."""

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from assessments.supervision.talks.models import Conversation
from assessments.supervision.talks.services import confirm_conversation
from tests.assessments.supervision import building


def _talk(world: dict[str, Any]) -> Conversation:
    """Rosa's with Marcus, that she wrote down."""
    organization = world["course"].organization
    marcus = organization.memberships.get(role="supervisor").user
    said = {
        "topics": "The first shifts.\nHow to say no.",
        "learner_does": "Watch twice more.",
        "supervisor_does": "Ask.",
    }
    return building.talk(world["enrollment"].learner, marcus, organization, **said)


def waiting(world: dict[str, Any]) -> str:
    """One that waits for Marcus."""
    return reverse("lms_assessments:talk", kwargs={"pk": _talk(world).pk})


def locked(world: dict[str, Any]) -> str:
    """One that both confirmed."""
    talk = _talk(world)
    confirm_conversation(conversation=talk, by=talk.supervisor, seen=1)
    return reverse("lms_assessments:talk", kwargs={"pk": talk.pk})


def mine(world: dict[str, Any]) -> str:
    """Everything of Marcus's."""
    _talk(world)
    return reverse("lms_assessments:supervision")


def _of(learner: User) -> str:
    return reverse("lms_assessments:supervision_of", kwargs={"membership": learner.memberships.get().pk})


def _message(world: dict[str, Any]) -> str:
    """What Rosa wrote to Marcus and Jo."""
    organization = world["course"].organization
    marcus, jo = (organization.memberships.get(role=role).user for role in ("supervisor", "coordinator"))
    found = building.message(world["enrollment"].learner, marcus, organization, second=jo)
    return reverse("lms_assessments:message", kwargs={"pk": found.pk})


def _first_days(world: dict[str, Any]) -> str:
    """Rosa's, with something of the agency's own."""
    organization = world["course"].organization
    roles = {"marcus": "supervisor", "jo": "coordinator"}
    people = {name: organization.memberships.get(role=role).user for name, role in roles.items()}
    learner = world["enrollment"].learner
    if not organization.onboarding_items.exists():
        building.first_days(learner, organization, people)
    return reverse("lms_assessments:first_days", kwargs={"membership": learner.memberships.get().pk})


SCREENS = {
    "first days of mine": ("rosa", _first_days),
    "first days of somebody": ("marcus", _first_days),
    "first days, everybody's list": ("jo", lambda world: reverse("lms_assessments:onboarding_items")),
    "I don't feel safe": ("rosa", lambda world: reverse("lms_assessments:message_unsafe")),
    "working, not working": ("rosa", lambda world: reverse("lms_assessments:message_working")),
    "a message of mine": ("rosa", _message),
    "a message to answer": ("marcus", _message),
    "supervision": ("rosa", lambda world: reverse("lms_assessments:supervision")),
    "supervision, something waits": ("marcus", mine),
    "supervision of somebody": ("marcus", lambda world: _of(world["enrollment"].learner)),
    "a 1:1, new": ("rosa", lambda world: reverse("lms_assessments:talk_add")),
    "a 1:1 that waits": ("marcus", waiting),
    "a 1:1, locked": ("rosa", locked),
}
