"""What is left of a requirement, in words that count down nothing: one sentence for each gap."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.shadowing.requirements import Gap, Part
from assessments.shadowing.words import ACTIVITIES
from courses.pages.outlook import hours


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
