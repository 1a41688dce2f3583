"""Screens of whoever signs shifts."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.signing.links import make_link
from assessments.shadowing.signing.services import sign_off
from tests import builders

DID = {"naloxone": 3, "introduce": 2}
WISH = "The first hello."
RAIN = "It rained."


def _wait(world: dict[str, Any]) -> tuple[ShadowEntry, User]:
    """Two of Rosa's and one of Sam's wait; one is just signed. And by whom."""
    rosa, sam = world["enrollment"].learner, world["finished"].learner
    harbor, marcus = world["course"].organization, User.objects.get(username="marcus")
    if there := ShadowEntry.objects.filter(learner=rosa, to_practice=WISH).first():
        return there, marcus
    told = {"activities": DID, "introductions": 2, "permission_asked": True, "debrief": "yes", "wish": "try"}
    first = builders.shift(rosa, harbor, days_ago=5, to_practice=WISH, **told)
    builders.shift(rosa, harbor, days_ago=4)
    done = builders.shift(sam, harbor, days_ago=6, colleague_id=marcus.pk)
    sign_off(entry=done, signer=marcus, outcome="in_part", meaning="was_there", minutes=210, reason=RAIN)
    builders.shift(sam, harbor, days_ago=3)
    return first, marcus


def _queue(world: dict[str, Any]) -> str:
    _wait(world)
    return reverse("lms_assessments:sign")


def _one(world: dict[str, Any]) -> str:
    first, _marcus = _wait(world)
    return reverse("lms_assessments:sign_one", kwargs={"pk": first.pk})


def _decided(world: dict[str, Any]) -> str:
    _wait(world)
    decided = ShadowEntry.objects.filter(state="in_part", sign_offs__reason=RAIN)[0]
    return reverse("lms_assessments:sign_one", kwargs={"pk": decided.pk})


def _done(world: dict[str, Any]) -> str:
    _wait(world)
    return reverse("lms_assessments:sign_done")


def _link(world: dict[str, Any]) -> str:
    first, marcus = _wait(world)
    return reverse("lms_assessments:sign_by_link", args=[make_link(entry=first, by=marcus, name="The nurse")[1]])


SCREENS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "hours to sign off": ("marcus", _queue),
    "a shift to sign": ("marcus", _one),
    "a shift, signed in part": ("marcus", _decided),
    "what a supervisor decided": ("marcus", _done),
    "nothing to sign": ("jo", lambda world: reverse("lms_assessments:sign")),
    "who stands in": ("marcus", lambda world: reverse("lms_assessments:away")),
    "a link for a colleague": ("", _link),
    "a link for a colleague that ended": ("", lambda world: reverse("lms_assessments:sign_by_link", args=["ended"])),
}
