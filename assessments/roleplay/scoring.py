"""What an observed performance comes to. Pure: no database (curriculum.yaml, `rubric`; facts.md 4).

Nothing is averaged away: a must-do step that was not seen, or one criterion at "not yet", decides by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessments.roleplay.agreement import is_apart

LOWEST, HIGHEST = 1, 4
DEVELOPING = 2
# Of the global rating, from 1 to 5.
READY_WITH_SUPPORT = 3


class Seen(StrEnum):
    """Whether a step of the checklist was done."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Decision(StrEnum):
    """What somebody hears. Nobody fails."""

    READY = "ready"
    WITH_SUPPORT = "with_support"
    NOT_YET = "not_yet"


class Why(StrEnum):
    """What is missing where it is not yet."""

    MUST_DO = "must_do"
    CRITERION = "criterion"
    SCORE = "score"
    CHECKLIST = "checklist"


@dataclass(frozen=True)
class Criterion:
    """One thing that is rated from 1 to 4, and how much it weighs."""

    key: str
    weight: int = 1


@dataclass(frozen=True)
class Step:
    """One step of a checklist. A must-do step is never made up for by others."""

    key: str
    must_do: bool = False


@dataclass(frozen=True)
class Scheme:
    """What is rated, and from where on somebody is ready: a mean on 1-4, the percent of the other steps (0: none)."""

    criteria: tuple[Criterion, ...]
    steps: tuple[Step, ...] = ()
    cut: float = 3.0
    steps_cut: int = 0


@dataclass(frozen=True)
class Result:
    """`score` on 1-4, `steps_percent` of the steps that are no must-do (None without any), what is not there yet."""

    decision: Decision
    score: float
    steps_percent: int | None
    why: tuple[Why, ...] = ()
    not_seen: tuple[str, ...] = ()
    at_lowest: tuple[str, ...] = ()


def conversation_score(criteria: Sequence[Criterion], ratings: Mapping[str, int]) -> float:
    """The weighted mean of the ratings, from 1 to 4. KeyError where one is missing, ValueError off the scale."""
    if any(not LOWEST <= ratings[one.key] <= HIGHEST for one in criteria):
        raise ValueError("A rating is from 1 to 4.")
    return sum(one.weight * ratings[one.key] for one in criteria) / sum(one.weight for one in criteria)


def steps_percent(steps: Sequence[Step], seen: Mapping[str, Seen]) -> int | None:
    """How many of the steps that are no must-do were done, in whole percent rounded down; one done partly is not."""
    others = [step for step in steps if not step.must_do]
    return 100 * sum(seen[step.key] == Seen.YES for step in others) // len(others) if others else None


def result(scheme: Scheme, *, ratings: Mapping[str, int], seen: Mapping[str, Seen], global_rating: int) -> Result:
    """Ready where the cut is reached, no criterion is at 1 and no must-do step is missing. With support where a
    criterion is at 2 or the global rating (1-5) is 3. A must-do step done partly was not seen yet."""
    score, percent = conversation_score(scheme.criteria, ratings), steps_percent(scheme.steps, seen)
    not_seen = tuple(step.key for step in scheme.steps if step.must_do and seen[step.key] != Seen.YES)
    at_lowest = tuple(one.key for one in scheme.criteria if ratings[one.key] == LOWEST)
    missing = {
        Why.MUST_DO: bool(not_seen),
        Why.CRITERION: bool(at_lowest),
        Why.SCORE: score < scheme.cut,
        Why.CHECKLIST: percent is not None and percent < scheme.steps_cut,
    }
    why = tuple(reason for reason, is_missing in missing.items() if is_missing)
    developing = any(ratings[one.key] == DEVELOPING for one in scheme.criteria)
    with_support = developing or global_rating <= READY_WITH_SUPPORT
    decision = Decision.NOT_YET if why else Decision.WITH_SUPPORT if with_support else Decision.READY
    return Result(decision, score, percent, why, not_seen, at_lowest)


def is_shown_enough(passing_observers: Sequence[str], *, performances: int, observers: int) -> bool:
    """Whether somebody was seen ready often enough, by enough different people: for each passing performance, who
    observed it."""
    return len(passing_observers) >= performances and len(set(passing_observers)) >= observers


def asks_for_third_look(one: Mapping[str, int], other: Mapping[str, int]) -> tuple[str, ...]:
    """The criteria on which two observers of one performance are more than one level apart."""
    return tuple(key for key in one if key in other and is_apart(one[key], other[key]))
