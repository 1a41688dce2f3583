"""What to read out of a signed performance: what to practice, and how two people saw it. Pure: no database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assessments.roleplay.rubrics.content import Content, CriterionText
from assessments.roleplay.scoring import HIGHEST, Seen, Why

READY = 3


@dataclass(frozen=True)
class ToPractice:
    """A criterion, and what its next level looks like."""

    name: str
    next_level: int
    next: str


@dataclass(frozen=True)
class SeenAs:
    """One level of a criterion, and who saw it there."""

    level: int
    anchor: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class SideBySide:
    """A criterion as each of several people saw it, the learner's own view first where two saw the same."""

    name: str
    seen: tuple[SeenAs, ...]


def to_practice(said: Content, ratings: Mapping[str, int], why: Collection[str]) -> list[ToPractice]:
    """The criteria that are not ready yet, the lowest first; where only the mean is short, those below the top."""
    below = [one for one in said.criteria if ratings.get(one.key, HIGHEST) < READY]
    if not below and Why.SCORE in why:
        below = [one for one in said.criteria if ratings.get(one.key, HIGHEST) < HIGHEST]
    below.sort(key=lambda one: ratings[one.key])
    return [_next(one, ratings[one.key]) for one in below]


def _next(one: CriterionText, level: int) -> ToPractice:
    # A list of anchors begins at 0, so that of the next level stands at this one's number.
    return ToPractice(one.name, level + 1, one.anchors[level])


def must_do_left(said: Content, seen: Mapping[str, Seen]) -> list[str]:
    """Must-do steps that were not seen yet."""
    return [step.text for step in said.steps if step.must_do and seen.get(step.key) != Seen.YES]


def steps_left(said: Content, seen: Mapping[str, Seen]) -> list[str]:
    """Other steps that were not seen, or in part."""
    return [step.text for step in said.steps if not step.must_do and seen.get(step.key) != Seen.YES]


def side_by_side(said: Content, views: Sequence[tuple[str, Mapping[str, int]]]) -> list[SideBySide]:
    """Each criterion with who saw which level, the lowest first. `views` are (whose, ratings)."""
    return [SideBySide(one.name, _seen(one, views)) for one in said.criteria]


def _seen(one: CriterionText, views: Sequence[tuple[str, Mapping[str, int]]]) -> tuple[SeenAs, ...]:
    levels = sorted({ratings[one.key] for _whose, ratings in views if one.key in ratings})
    return tuple(
        SeenAs(level, one.anchors[level - 1], tuple(whose for whose, ratings in views if ratings.get(one.key) == level))
        for level in levels
    )
