"""Screens of rubrics on paper."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from assessments.roleplay.rubrics.models import Rubric
from tests.assessments.roleplay.observed import building


def _rubric(world: dict[str, Any]) -> Rubric:
    return Rubric.objects.filter(scenario="RP01").first() or building.rubric(world["course"].organization, "RP01")


def _list(world: dict[str, Any]) -> str:
    _rubric(world)
    return reverse("lms_assessments:sheets")


def _one(world: dict[str, Any]) -> str:
    return reverse("lms_assessments:sheet", kwargs={"pk": _rubric(world).pk})


SCREENS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "rubrics on paper": ("inez", _list),
    "a rubric on paper": ("inez", _one),
}
