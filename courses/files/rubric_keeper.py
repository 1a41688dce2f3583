"""Who keeps the rubrics that come with a course. Who scores registers here; nobody is imported upward.

rubric_keeper.register(RubricFiles())  # in the app's AppConfig.ready()
"""

from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from courses.files.course import Course, Rubric
    from courses.files.report import Loaded
    from lms.people.models import Organization


class Became(StrEnum):
    """What became of a rubric of the files: the names of the lists of `report.Loaded`, but for the last."""

    MADE = "made"
    CHANGED = "changed"
    KEPT = "kept"
    SAME = "same"


class Keeper(Protocol):
    """Where an agency's rubrics are."""

    def put(self, organization: "Organization", read: "Rubric") -> Became:
        """Make the rubric what the files say. One that somebody changed here, or made by hand, is kept."""

    def of(self, organization: "Organization", scenarios: Collection[str]) -> "list[Rubric]":
        """The rubrics of these scenarios, as they would be read from files, in order."""


_REGISTERED: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """From now on rubrics go there."""
    _REGISTERED[:] = [keeper]


def load(course: "Course", organization: "Organization", loaded: "Loaded") -> None:
    """The course's rubrics as this organization's own; `loaded` says what became of them."""
    for read in course.rubrics:
        name = read.path.removesuffix(".yaml")
        if not _REGISTERED:
            loaded.skipped.append(name)
        elif (became := _REGISTERED[0].put(organization, read)) != Became.SAME:
            getattr(loaded, became).append(name)


def kept(organization: "Organization", scenarios: Collection[str]) -> "Iterator[Rubric]":
    """The organization's rubrics of these scenarios."""
    for keeper in _REGISTERED:
        yield from keeper.of(organization, scenarios)
