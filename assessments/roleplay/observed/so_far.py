"""How far somebody is in a scored practice, in words."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from assessments.roleplay.observed.looks import Pass
from courses.pages.sessions import SessionPage


def so_far(passes: Sequence[Pass], session: SessionPage, names: Mapping[str, str], *, has_played: bool) -> str:
    """Such as "1 of 2 seen ready, by Inez; another observer is asked for". `names`: of the observers, by id."""
    if not passes:
        return _("Played, not seen ready yet") if has_played else _("Not observed yet")
    seen_by = list(dict.fromkeys(one.observer for one in passes))
    said = _("%(n)s of %(all)s seen ready, by %(names)s") % {
        "n": min(len(passes), session.performances),
        "all": session.performances,
        "names": ", ".join(names.get(observer, "?") for observer in seen_by),
    }
    return "; ".join([said, *_asked_for(passes, session, len(seen_by))])


def _asked_for(passes: Sequence[Pass], session: SessionPage, seen_by: int) -> list[str]:
    left = max(session.performances - len(passes), 0)
    scenarios = [one for one in session.scenarios if one not in {passed.scenario for passed in passes}]
    others = max(session.observers - seen_by, 0)
    asked = [_("%(scenarios)s still to come") % {"scenarios": ", ".join(scenarios)}] if scenarios else []
    if others and others >= left:
        asked.append(_("another observer is asked for"))
    if not (left or others or scenarios):
        # Often enough, by enough people, and still not done: all of them answer for this person's work.
        asked.append(_("somebody who is not their supervisor has to see it too"))
    return asked
