"""Screens of shadowing in a course, of levels and of signed hours."""

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from assessments.shadowing.models import ShadowEntry
from courses.enrollment.services import enroll
from tests import builders
from tests.assessments.shadowing.going_along import shadowing, signed


def _led(world: dict[str, Any]) -> User:
    """Rosa, after two signed shifts."""
    rosa, marcus = world["enrollment"].learner, User.objects.get(username="marcus")
    if ShadowEntry.objects.counting().filter(learner=rosa).exists():
        return rosa
    for days_ago, level in ((19, 1), (18, 4)):
        activities = {"naloxone": level, "listen": 1}
        signed(rosa, world["course"].organization, marcus, days_ago=days_ago, activities=activities)
    return rosa


def _shadowing(world: dict[str, Any], title: str, **asked: Any) -> str:
    rosa, harbor = _led(world), world["course"].organization
    page = shadowing(harbor, title, content_note="Long days on your feet.", **asked)
    enroll(learner=rosa, organization=harbor, course=page.get_parent().get_parent().specific)
    return reverse("lms_courses:activity", kwargs={"key": page.key})


def _left(world: dict[str, Any]) -> str:
    """Much is left of it."""
    activities = {"core_activities": ["naloxone", "listen", "close_down"], "times": 2}
    return _shadowing(world, "Going along", watched=1, together=3, led=4, hours=40, settings_asked=2, **activities)


def _all_there(world: dict[str, Any]) -> str:
    """Nothing is left, and Rosa is asked."""
    return _shadowing(world, "Nearly there", watched=1, led=1, hours=8)


def _levels(world: dict[str, Any]) -> str:
    _led(world)
    return reverse("lms_assessments:my_levels")


def _rosas_levels(world: dict[str, Any]) -> str:
    rosa = _led(world)
    return reverse("lms_assessments:levels_of", kwargs={"membership": rosa.memberships.get().pk})


def _sams_hours(world: dict[str, Any]) -> None:
    for kind, minutes in (("experience", 2460), ("supervision", 210)):
        builders.signed(world["finished"].learner, world["course"].organization, minutes=minutes, kind=kind)


def _record(world: dict[str, Any]) -> str:
    _sams_hours(world)
    return reverse("lms_home:record")


def _board(world: dict[str, Any]) -> str:
    _sams_hours(world)
    return reverse("lms_home:board", kwargs={"key": "icrc-peer-recovery"})


SCREENS = {
    "shadowing, much is left": ("rosa", _left),
    "shadowing, all is there": ("rosa", _all_there),
    "my levels": ("rosa", _levels),
    "somebody's levels": ("marcus", _rosas_levels),
    "record with signed hours": ("sam", _record),
    "board beside signed hours": ("sam", _board),
}
