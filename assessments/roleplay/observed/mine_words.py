"""What is asked of a scored practice, what somebody has, and what comes next: in words, for the learner."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.roleplay.observed.looks import Standing
from assessments.roleplay.observed.mine import Mine, Played
from assessments.roleplay.observed.models import Decision, Observation
from courses.pages.sessions import SessionPage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PERFORMANCES: "list[StrOrPromise]" = [
    "",
    gettext_lazy("One performance"),
    gettext_lazy("Two performances"),
    gettext_lazy("Three performances"),
    gettext_lazy("Four performances"),
    gettext_lazy("Five performances"),
]
PEOPLE: "list[StrOrPromise]" = [
    "",
    "",
    gettext_lazy("two different people"),
    gettext_lazy("three different people"),
    gettext_lazy("four different people"),
    gettext_lazy("five different people"),
]


def asked(session: SessionPage, titles: Mapping[str, str]) -> str:
    """Such as "Two performances, seen ready by two different people." `titles`: of the scenarios, by their code."""
    many = str(PERFORMANCES[session.performances])
    if session.observers > 1:
        said = _("%(performances)s, seen ready by %(people)s.") % {
            "performances": many,
            "people": PEOPLE[session.observers],
        }
    else:
        said = _("%(performances)s, seen ready by somebody who observes.") % {"performances": many}
    if len(session.scenarios) < 2:
        return said
    each = _("Each of these is played: %(titles)s.") % {"titles": named(session.scenarios, titles)}
    return f"{said} {each}"


def named(scenarios: list[str], titles: Mapping[str, str]) -> str:
    """Scenarios by their titles, where they have one."""
    return ", ".join(titles.get(code, code) for code in scenarios)


def have(mine: Mine) -> str:
    """Such as "1 of 2 seen ready, by Inez on Nov. 3."."""
    if not mine.played:
        return _("Nobody has observed you in this one yet.")
    count = {"have": min(len(mine.passing), mine.session.performances), "asked": mine.session.performances}
    if not mine.passing:
        return _("%(have)s of %(asked)s seen ready.") % count
    # Each of them once, with the first that they saw.
    first = {one.stands.observer: one for one in reversed(mine.passing)}
    who = [by_whom(one) for one in mine.passing if one is first[one.stands.observer]]
    return _("%(have)s of %(asked)s seen ready, by %(who)s.") % {**count, "who": ", ".join(who)}


def by_whom(played: Played) -> str:
    """Who observed first, and when it was played."""
    names = {str(one.observer_id): name_of(one) for one in played.performance.observations.all()}
    day = date_format(timezone.localtime(played.performance.begun_at), "MONTH_DAY_FORMAT")
    return _("%(name)s on %(day)s") % {"name": names.get(played.stands.observer, ""), "day": day}


def what_next(mine: Mine, titles: Mapping[str, str]) -> str:
    """What is left until it is done. Empty where nothing is."""
    if mine.done_on or mine.is_enough:
        return ""
    passes, session = mine.passes, mine.session
    left = [code for code in session.scenarios if code not in {one.scenario for one in passes}]
    seen_by = {one.observer for one in passes}
    said = []
    if more := max(session.performances - len(passes), 0):
        said.append(ngettext("%(n)s more to go.", "%(n)s more to go.", more) % {"n": more})
    if left and len(session.scenarios) > 1:
        said.append(_("Still to play: %(titles)s.") % {"titles": named(left, titles)})
    if passes and (len(seen_by) < session.observers or not (more or left)):
        said.append(_("Next time somebody else observes, besides %(names)s.") % {"names": _observers(mine)})
    if passes and {name for one in passes for name in (one.observer, *one.ready)} <= mine.line_managers:
        said.append(_("A supervisor of yours alone is not enough: somebody else has to see it too."))
    return " ".join(said) or _("Play it when you feel ready.")


def _observers(mine: Mine) -> str:
    names = {
        str(one.observer_id): name_of(one) for played in mine.passing for one in played.performance.observations.all()
    }
    return ", ".join(dict.fromkeys(names.get(one.observer, "") for one in mine.passes))


def told(played: Played) -> str:
    """What came of a performance, in a few words."""
    performance, stands = played.performance, played.stands
    looks = list(performance.observations.all())
    if performance.self_rated_at is None:
        return _("First say how you saw it")
    if stands.decision:
        return decision_name(stands)
    if stands.asks_for_third:
        return _("Somebody else looks too")
    still = ", ".join(name_of(one) for one in looks if not one.signed_at)
    return _("Still looking: %(names)s") % {"names": still}


def decision_name(stands: Standing) -> str:
    """What somebody hears."""
    return str(Decision(stands.decision).label) if stands.decision else ""


def name_of(observation: Observation) -> str:
    """Who observed, by the name they chose."""
    return str(observation.observer.profile.chosen_name)
