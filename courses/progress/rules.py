"""Pure decisions about progress: no database, no clock."""

from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def is_course_complete(*, required: AbstractSet[Hashable], done: AbstractSet[Hashable]) -> bool:
    """Whether everything required is done. A course that requires nothing is never complete."""
    return bool(required) and required <= done


def find_circle(locks: Mapping[K, AbstractSet[K]]) -> list[K]:
    """Things that wait for each other, as `{thing: what it waits for}`: one circle, or an empty list."""
    cleared: set[K] = set()
    for start in locks:
        trail: list[K] = []
        circle = _walk(start, locks, trail, cleared)
        if circle:
            return circle
    return []


def _walk(at: K, locks: Mapping[K, AbstractSet[K]], trail: list[K], cleared: set[K]) -> list[K]:
    if at in trail:
        return trail[trail.index(at) :]
    if at in cleared:
        return []
    trail.append(at)
    for before in locks.get(at, frozenset()):
        circle = _walk(before, locks, trail, cleared)
        if circle:
            return circle
    trail.pop()
    cleared.add(at)
    return []
