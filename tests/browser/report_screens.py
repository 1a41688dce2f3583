"""Screens of reports."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from tests import builders
from tests.reports.reading import long_file


def _report(name: str) -> Callable[[dict[str, Any]], str]:
    return lambda world: reverse(f"lms_reports:{name}")


def _waiting(world: dict[str, Any]) -> str:
    """With a shift of Rosa's that waits."""
    builders.shift(world["enrollment"].learner, world["course"].organization, days_ago=2)
    return reverse("lms_reports:waiting")


def _team(world: dict[str, Any]) -> str:
    return reverse("lms_home:team", kwargs={"pk": world["enrollment"].learner.memberships.get().team_id})


def _file(world: dict[str, Any]) -> str:
    """A long file of Jo's that is being made."""
    jo = world["course"].organization.memberships.get(role="coordinator").user
    return reverse("lms_reports:export", kwargs={"pk": long_file(jo).pk})


SCREENS = {
    "reports": ("jo", _report("reports")),
    "who finished what": ("marcus", _report("finished")),
    "hours by subject": ("inez", _report("hours")),
    "for funders": ("jo", _report("funders")),
    "a team": ("jo", _team),
    "a long file": ("jo", _file),
    "what waits": ("jo", _waiting),
}
