"""What is left of a requirement, in words that count down nothing: one sentence for each gap."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.shadowing.requirements import Gap, Part, Requirement
from assessments.shadowing.words import ACTIVITIES
from courses.pages.outlook import hours

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LABELS: "dict[Part, StrOrPromise]" = {
    Part.WATCHED: gettext_lazy("Shifts of watching"),
    Part.TOGETHER: gettext_lazy("Shifts of doing it together"),
    Part.LED: gettext_lazy("Shifts of leading with a partner"),
    Part.MINUTES: gettext_lazy("Time that counts"),
    Part.ACTIVITY: gettext_lazy("Core activities"),
    Part.SETTINGS: gettext_lazy("Kinds of places"),
    Part.COLLEAGUES: gettext_lazy("Colleagues you went along with"),
}


def sentence(gap: Gap) -> str:
    """Such as “2 shifts with “Naloxone training to a participant” left”, “3 h left”."""
    if gap.part == Part.MINUTES:
        return _("%(time)s left") % {"time": hours(gap.left)}
    said = {"n": gap.left, "activity": ACTIVITIES.get(gap.activity, gap.activity)}
    return _countable(gap) % said


def _countable(gap: Gap) -> str:
    n = gap.left
    if gap.part == Part.WATCHED:
        return ngettext("%(n)d shift of watching left", "%(n)d shifts of watching left", n)
    if gap.part == Part.TOGETHER:
        return ngettext("%(n)d shift of doing it together left", "%(n)d shifts of doing it together left", n)
    if gap.part == Part.LED:
        return ngettext("%(n)d shift of leading with a partner left", "%(n)d shifts of leading with a partner left", n)
    if gap.part == Part.ACTIVITY:
        return ngettext("%(n)d shift with “%(activity)s” left", "%(n)d shifts with “%(activity)s” left", n)
    if gap.part == Part.SETTINGS:
        return ngettext("one more kind of place", "%(n)d more kinds of places", n)
    return ngettext("one more colleague to go along with", "%(n)d more colleagues to go along with", n)


def there(requirement: Requirement, gaps: Iterable[Gap]) -> list[dict[str, Any]]:
    """Each part that is asked, with what is there of it: `{label, said, is_there}`."""
    gaps = list(gaps)
    left = {gap.part: gap.left for gap in gaps}
    left[Part.ACTIVITY] = sum(gap.part == Part.ACTIVITY for gap in gaps)
    return [_line(part, asked, asked - left.get(part, 0)) for part, asked in _asked(requirement).items() if asked]


def _asked(requirement: Requirement) -> dict[Part, int]:
    return {
        Part.WATCHED: requirement.watched,
        Part.TOGETHER: requirement.together,
        Part.LED: requirement.led,
        Part.MINUTES: requirement.minutes,
        Part.ACTIVITY: len(requirement.activities) if requirement.times else 0,
        Part.SETTINGS: requirement.settings,
        Part.COLLEAGUES: requirement.colleagues,
    }


def _line(part: Part, asked: int, have: int) -> dict[str, Any]:
    said = {"have": hours(have), "asked": hours(asked)} if part == Part.MINUTES else {"have": have, "asked": asked}
    return {"label": LABELS[part], "said": _("%(have)s of %(asked)s") % said, "is_there": have == asked}
