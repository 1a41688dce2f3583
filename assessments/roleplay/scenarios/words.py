"""A scenario in words: how high something is, how it ended, and what cannot work."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.roleplay.scenarios.faults import Fault
from assessments.roleplay.scenarios.graph import GOOD, HARD, MEASURES, MIXED, Result, State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEASURE_NAMES: "dict[str, StrOrPromise]" = {
    "trust": gettext_lazy("Trust"),
    "safety": gettext_lazy("Safety"),
    "tension": gettext_lazy("Tension"),
}
LEVELS: "list[StrOrPromise]" = [
    gettext_lazy("very low"),
    gettext_lazy("low"),
    gettext_lazy("in between"),
    gettext_lazy("high"),
    gettext_lazy("very high"),
]
TONE_NAMES: "dict[str, StrOrPromise]" = {
    GOOD: gettext_lazy("It went well"),
    MIXED: gettext_lazy("Some of it went well"),
    HARD: gettext_lazy("It got hard"),
}
FAULTS: "dict[str, StrOrPromise]" = {
    "empty": gettext_lazy("A scenario needs at least one turn and one ending."),
    "too_big": gettext_lazy("A scenario has at most %(what)s turns. Make two of this one."),
    "no_name": gettext_lazy("Every turn and ending needs a short name."),
    "twice": gettext_lazy("Two turns or endings have the same short name: “%(where)s”."),
    "few": gettext_lazy("Turn “%(where)s” has fewer than two choices."),
    "dead_end": gettext_lazy("Turn “%(where)s” is a dead end: “%(what)s” leads to no turn or ending."),
    "no_otherwise": gettext_lazy("“%(where)s” has a condition: say where people go if it is not met."),
    "criterion": gettext_lazy("Turn “%(where)s” names a criterion that nobody knows: %(what)s."),
    "no_beginning": gettext_lazy("Turn “%(where)s” begins the scenario, but its condition does not let anybody in."),
    "nothing_open": gettext_lazy("Turn “%(where)s” can be a dead end: its conditions may leave nothing to choose."),
    "nowhere": gettext_lazy(
        "Turn “%(where)s” can be a dead end: the conditions after it send people round in a circle."
    ),
    "unreachable": gettext_lazy("Nobody ever comes to turn “%(where)s”."),
    "no_way_to": gettext_lazy("Nobody ever comes to the ending “%(where)s”."),
    "circle": gettext_lazy("Turn “%(where)s” goes round and round: no ending can be reached from it."),
    "no_pass": gettext_lazy("No way leads to a good ending with every must-do step taken."),
}


def sentence(fault: Fault) -> str:
    """What cannot work, with the turn where it is."""
    return str(FAULTS[fault.kind]) % {"where": fault.where, "what": fault.what}


def levels(state: State) -> list[tuple[str, str]]:
    """Each measure with how high it is, such as ("Trust", "low")."""
    return [(str(MEASURE_NAMES[name]), str(LEVELS[level])) for name, level in zip(MEASURES, state, strict=True)]


def result(one: Result) -> str:
    """How a criterion went."""
    if one.shown and one.missing:
        return _("You showed it at times.")
    return _("You showed it.") if one.shown else _("Not yet: this is one to practice.")
