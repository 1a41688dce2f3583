"""What stands of one performance when one, two or three people looked at it, and when somebody was seen often enough.

Pure: no database. Two observers who are more than one level apart on a criterion, or apart on a must-do step, ask for a
third look; until then nothing stands. Otherwise what the first observer saw stands. A pass counts for somebody who saw
it: the first, or else the third.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from assessments.roleplay.scoring import Decision, Scheme, Seen, asks_for_third_look, is_shown_enough

PASSES = (Decision.READY, Decision.WITH_SUPPORT)


@dataclass(frozen=True)
class Look:
    """What one observer saw. An unsigned one has no decision yet."""

    observer: str
    decision: Decision | None = None
    ratings: Mapping[str, int] = field(default_factory=dict)
    seen: Mapping[str, Seen] = field(default_factory=dict)
    is_third: bool = False


@dataclass(frozen=True)
class Standing:
    """`decision` is None while somebody still looks, or has to: then `apart` names what two saw differently. `ready`:
    everybody who saw somebody ready in it."""

    decision: Decision | None = None
    observer: str = ""
    apart: tuple[str, ...] = ()
    ready: tuple[str, ...] = ()

    @property
    def asks_for_third(self) -> bool:
        """Whether a third person has to look."""
        return self.decision is None and bool(self.apart)

    @property
    def is_passing(self) -> bool:
        return self.decision in PASSES


@dataclass(frozen=True)
class Pass:
    """One performance that somebody was ready in, for which observer it counts, and who else saw it."""

    scenario: str
    observer: str
    ready: tuple[str, ...] = ()


def standing(looks: Sequence[Look], scheme: Scheme) -> Standing:
    """What stands. `looks` in the order in which they began: whoever began the performance first."""
    first, *others = looks
    if any(look.decision is None for look in looks if not look.is_third):
        return Standing()
    third = next((look for look in others if look.is_third and look.decision), None)
    apart = apart_on(first, others[0], scheme) if others and not others[0].is_third else ()
    ready = tuple(look.observer for look in looks if look.decision in PASSES)
    if not apart:
        return Standing(first.decision, first.observer, ready=ready)
    if not third:
        return Standing(apart=apart)
    counts_for = first if first.observer in ready else third
    return Standing(third.decision, counts_for.observer, apart, ready)


def apart_on(one: Look, other: Look, scheme: Scheme) -> tuple[str, ...]:
    """What two observers saw so differently that a third person has to look."""
    steps = (step.key for step in scheme.steps if step.must_do)
    apart = (key for key in steps if (one.seen[key] == Seen.YES) != (other.seen[key] == Seen.YES))
    return (*asks_for_third_look(one.ratings, other.ratings), *apart)


def is_complete(
    passes: Sequence[Pass],
    *,
    scenarios: Collection[str],
    performances: int,
    observers: int,
    line_managers: Collection[str] = (),
) -> bool:
    """Whether somebody was seen ready in every scenario, often enough, by enough people, and not by those alone who
    answer for their work (facts.md 4.4, fairness)."""
    seen_by = [one.observer for one in passes]
    return (
        set(scenarios) <= {one.scenario for one in passes}
        and is_shown_enough(seen_by, performances=performances, observers=observers)
        and bool({name for one in passes for name in (one.observer, *one.ready)} - set(line_managers))
    )
