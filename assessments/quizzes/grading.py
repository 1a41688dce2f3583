"""Judging answers. Pure: no database, no clock, no settings.

A question is its kind and its content, as it is frozen:

    single, say, several   {stem, options: [{text, right, feedback}]}
    true_false             {stem, answer: bool, reason, why_true, why_false}
    order                  {stem, items: [text in the right order], feedback}
    match                  {stem, pairs: [[left, right]], feedback}

An answer is always a list of whole numbers: the places of the options that were chosen, [1] or [0] for true or false,
the items in the order they were put in, or for each left side the place of the right side that was given to it.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

ONE_RIGHT = frozenset({"single", "say"})
CHOICES = ONE_RIGHT | {"several"}
KINDS = ("single", "several", "true_false", "order", "match", "say")

K = TypeVar("K", bound=Hashable)
Content = Mapping[str, Any]


@dataclass(frozen=True)
class Outcome(Generic[K]):
    """How a check stands: how many are right of how many, what comes again, and whether that is enough."""

    right: int
    total: int
    missed: list[K]
    is_done: bool


def size(kind: str, content: Content) -> int:
    """How many things there are to choose from, to order or to match."""
    if kind == "true_false":
        return 2
    return len(content["options" if kind in CHOICES else "items" if kind == "order" else "pairs"])


def is_complete(kind: str, content: Content, given: Sequence[int]) -> bool:
    """Whether this answers the question, right or not."""
    places = range(size(kind, content))
    if kind == "several":
        return bool(given) and set(given) <= set(places) and len(set(given)) == len(given)
    if kind in ("order", "match"):
        return sorted(given) == list(places)
    return len(given) == 1 and given[0] in places


def is_right(kind: str, content: Content, given: Sequence[int]) -> bool:
    """Whether a complete answer is the right one. There is no half."""
    if kind in CHOICES:
        return set(given) == {place for place, option in enumerate(content["options"]) if option["right"]}
    if kind == "true_false":
        return bool(given[0]) is content["answer"]
    return list(given) == list(range(size(kind, content)))


def replies(kind: str, content: Content, given: Sequence[int]) -> list[str]:
    """What we say to a complete answer, right or not: it teaches."""
    if kind in CHOICES:
        return [content["options"][place]["feedback"] for place in sorted(given)]
    if kind == "true_false":
        return [content["why_true" if given[0] else "why_false"] or content["reason"]]
    return [content["feedback"]]


def outcome(asked: Sequence[K], *, must_know: Collection[K], right: Collection[K], cut: int) -> Outcome[K]:
    """Where a check stands: done once `cut` percent are right and every must-know question is. Nothing is taken off
    for an answer that was not right yet."""
    missed = [key for key in asked if key not in right]
    found = len(asked) - len(missed)
    enough = bool(asked) and 100 * found >= cut * len(asked)
    return Outcome(found, len(asked), missed, enough and not set(missed) & set(must_know))


def enough(total: int, cut: int) -> int:
    """How many of `total` must be right to reach `cut` percent."""
    return -(-total * cut // 100)
