"""Screens of whoever logged a shift that somebody decided about."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from assessments.shadowing.local_times import Shift
from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.rules import Told
from assessments.shadowing.services import write_shift
from assessments.shadowing.signing.replies import ask_another, reply
from tests import builders
from tests.assessments.shadowing.deciding import decided


def _entry(world: dict[str, Any], days_ago: int, outcome: str) -> ShadowEntry:
    """One of Rosa's that Marcus decided about more than ten minutes ago. Made once."""
    made = world.setdefault("decided", {})
    if days_ago not in made:
        rosa, harbor = world["enrollment"].learner, world["course"].organization
        entry = builders.shift(rosa, harbor, days_ago=days_ago, activities={"listen": 2})
        made[days_ago] = decided(entry, User.objects.get(username="marcus"), outcome)
    return made[days_ago]


def _at(entry: ShadowEntry, name: str = "shift") -> str:
    return reverse(f"lms_assessments:{name}", kwargs={"pk": entry.pk})


def _in_part(world: dict[str, Any]) -> str:
    return _at(_entry(world, 11, "in_part"))


def _needs_word(world: dict[str, Any]) -> str:
    return _at(_entry(world, 13, "needs_word"))


def _history(world: dict[str, Any]) -> str:
    """Counted in part, answered, and someone else asked to look."""
    entry = _entry(world, 15, "in_part")
    if entry.asked_another_at is None:
        reply(entry=entry, author=entry.learner, text="I stayed to clean up.")
        world["decided"][15] = ask_another(entry=entry)
    return _at(entry)


def _amending(world: dict[str, Any]) -> str:
    return _at(_entry(world, 17, "signed"), "amend_shift")


def _amended(world: dict[str, Any]) -> str:
    """The earlier of two versions."""
    entry = _entry(world, 19, "signed")
    if not ShadowEntry.objects.filter(amends=entry).exists():
        when = Shift(entry.started_at, entry.ended_at - timedelta(hours=1))
        said = {"learner": entry.learner, "organization": entry.organization, "told": Told("street"), "send": True}
        write_shift(shift=when, key=uuid.uuid4(), amends=entry, **said)
    return _at(entry)


def _list(world: dict[str, Any]) -> str:
    for make in (_in_part, _needs_word, _history, _amended):
        make(world)
    return reverse("lms_assessments:hours")


SCREENS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "a shift counted in part": ("rosa", _in_part),
    "a shift that needs a word": ("rosa", _needs_word),
    "a shift someone else looks at": ("rosa", _history),
    "a shift, corrected": ("rosa", _amending),
    "a shift with a later version": ("rosa", _amended),
    "shifts, decided": ("rosa", _list),
}
