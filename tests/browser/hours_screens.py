"""Screens around the shift log."""

from typing import Any

from django.urls import reverse

from tests import builders


def _months(world: dict[str, Any]) -> str:
    """With an overdose response this month, so that a person is named."""
    builders.counted(world["enrollment"].learner, world["course"].organization)
    return reverse("lms_assessments:months")


def _again(world: dict[str, Any]) -> str:
    """A new shift that begins as the last one was."""
    builders.shift(world["enrollment"].learner, world["course"].organization, days_ago=3, activities={"listen": 2})
    return f"{reverse('lms_assessments:add_shift')}?same=1"


def _shift(world: dict[str, Any]) -> str:
    entry = builders.shift(world["enrollment"].learner, world["course"].organization, activities={"listen": 2})
    return reverse("lms_assessments:shift", kwargs={"pk": entry.pk})


SCREENS = {
    "a shift that waits": ("rosa", _shift),
    "shifts": ("rosa", lambda world: reverse("lms_assessments:hours")),
    "a shift, new": ("rosa", lambda world: reverse("lms_assessments:add_shift")),
    "overdoses by month": ("rosa", _months),
    "a shift as the last one": ("rosa", _again),
}
