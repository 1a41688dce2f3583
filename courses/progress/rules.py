"""Pure decisions about progress: no database, no clock."""

from collections.abc import Container, Hashable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)


def is_course_complete(*, required: AbstractSet[Hashable], done: AbstractSet[Hashable]) -> bool:
    """Whether everything required is done. A course that requires nothing is never complete."""
    return bool(required) and required <= done


def waits_for(modules: list[dict[str, Any]], *, done: Container[str]) -> dict[str, list[str]]:
    """Which modules are locked, as `{module key: [titles that come first]}`.

    `modules` as in `Syllabus.modules`; a module that asks for nothing required opens nothing and locks nothing.
    """
    open_work = {
        module["key"]: any(item["required"] and item["key"] not in done for item in module["items"])
        for module in modules
    }
    titles = {module["key"]: module["title"] for module in modules}
    first = {module["key"]: [titles[key] for key in module["after"] if open_work.get(key)] for module in modules}
    return {key: names for key, names in first.items() if names}


def still_to_answer(answer_key: Mapping[str, object], answers: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Ids of the questions that have no right answer yet, in the order of the lesson."""
    return [block for block in answer_key if not answers.get(block, {}).get("right")]


def minutes_left(*, minutes: int, page: int, pages: int) -> int:
    """About how long somebody on page `page` of `pages` still needs, at least one minute."""
    return max(1, round(minutes * (pages - page + 1) / max(pages, 1)))


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
