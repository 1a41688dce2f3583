"""The reports there are: what each is called, who may ask for it, and its tables."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from lms.reports import finished, funders, subjects, waiting
from lms.reports.asking import Asked
from lms.reports.sheets import Sheet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Tables = Callable[[Asked], list[Sheet]]


def _none(asked: Asked) -> list[Sheet]:
    return []


@dataclass(frozen=True)
class Kind:
    """One report. `above` are small tables for the screen, `people` the one that is shown page by page, and `file` what
    stands in a download. `everyone`: only for those who may ask about everyone in an agency."""

    key: str
    title: "StrOrPromise"
    about: "StrOrPromise"
    file: Tables
    above: Tables = _none
    people: Callable[[Asked], Sheet] | None = None
    everyone: bool = False
    leave_out: tuple[str, ...] = ()
    note: "StrOrPromise" = ""


KINDS = (
    Kind(
        key="finished",
        title=_("Who finished what"),
        about=_("Courses that people finished, and the minutes that count for them."),
        above=lambda asked: [finished.by_course(asked)],
        people=finished.by_person,
        file=lambda asked: [finished.by_person(asked)],
    ),
    Kind(
        key="hours",
        title=_("Hours by subject"),
        about=_("What people did here, by the day they did it. What they took elsewhere is not in it."),
        above=lambda asked: [subjects.by_subject(asked)],
        people=subjects.by_person,
        file=lambda asked: [subjects.by_person(asked)],
    ),
    Kind(
        key="waiting",
        title=_("What waits"),
        about=_("Shifts that wait for a signature, and lessons to look at again. As of now."),
        above=waiting.tables,
        file=waiting.tables,
        leave_out=("period", "since", "until", "course", "team"),
    ),
    Kind(
        key="funders",
        title=_("For funders"),
        about=_("People, hours and certificates of the whole agency in figures. No names."),
        above=funders.tables,
        file=funders.tables,
        everyone=True,
        leave_out=("course", "team"),
        note=_(
            "“<10” is fewer than ten people; that can be nobody. What is held back would tell one of those, by "
            "taking figures from one another. Ask once and send that: two times that overlap tell more."
        ),
    ),
)


def kind_of(key: str) -> Kind:
    """The report with this key. Raises Http404 where there is none."""
    found = next((kind for kind in KINDS if kind.key == key), None)
    if found is None:
        raise Http404
    return found
