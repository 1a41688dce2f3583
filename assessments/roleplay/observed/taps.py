"""What an observer has marked so far, in whatever order it arrives. Pure: no database.

Each tap is a mark: what it is about, a value, and a stamp that grows with every tap on a phone. For each key the
greatest stamp stands (of two that are equal, the greater id), so marks may come late, twice, or the wrong way round:
what is kept in the end is the same. A moment that was taken away stays, with no value, so that an old copy of it does
not come back.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.roleplay.rubrics.content import Content
from assessments.roleplay.scoring import HIGHEST, LOWEST, Seen

# {key: [value, stamp, id]}, as it is kept.
Kept = dict[str, list[Any]]

MOMENT = "m:"
MOST_MOMENTS, MOST_ID, MOST_SECONDS = 60, 40, 24 * 60 * 60
MOST_STAMP = 2**52
# At once, and of moments with those that were taken away again.
MOST_SENT, MOST_KEPT = 1000, 2000
_PLAIN = re.compile(rf"[A-Za-z0-9:._-]{{1,{MOST_ID}}}")


@dataclass(frozen=True)
class Mark:
    """One tap. `value` is a level 1-4 for a criterion, "yes", "partly" or "no" for a step, and for a moment
    `{"at": seconds since the play began, "about": one of the rubric's moments or ""}`, or None where it is taken away.
    """

    key: str
    value: Any
    stamp: int
    id: str

    @property
    def rank(self) -> tuple[int, str]:
        return self.stamp, self.id


def merge(known: Mapping[str, list[Any]], marks: Iterable[Mark]) -> Kept:
    """What is kept once these have arrived too."""
    kept = {key: list(one) for key, one in known.items()}
    for mark in marks:
        before = kept.get(mark.key)
        if before is None or mark.rank > (before[1], before[2]):
            kept[mark.key] = [mark.value, mark.stamp, mark.id]
    return kept


def fits(mark: Mark, rubric: Content) -> bool:
    """Whether this is something that can be marked by this rubric, with a value and a stamp that can be."""
    if not (_is_whole(mark.stamp) and 0 < mark.stamp < MOST_STAMP and _PLAIN.fullmatch(mark.id)):
        return False
    if mark.key.startswith(MOMENT):
        return bool(_PLAIN.fullmatch(mark.key)) and (mark.value is None or _is_moment(mark.value, rubric))
    if any(one.key == mark.key for one in rubric.criteria):
        return _is_whole(mark.value) and LOWEST <= mark.value <= HIGHEST
    return any(one.key == mark.key for one in rubric.steps) and mark.value in list(Seen)


def read(raw: Any) -> list[Mark]:
    """The marks in what a phone sent: a list of `{"key", "value", "stamp", "id"}`. What is none is left out."""
    fields = {"key", "value", "stamp", "id"}
    arrived = raw[:MOST_SENT] if isinstance(raw, list) else []
    found = [one for one in arrived if isinstance(one, Mapping) and set(one) == fields]
    return [Mark(**one) for one in found if isinstance(one["key"], str) and isinstance(one["id"], str)]


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_moment(value: Any, rubric: Content) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"at", "about"}:
        return False
    at, about = value["at"], value["about"]
    return _is_whole(at) and 0 <= at <= MOST_SECONDS and (about == "" or about in rubric.moments)


def ratings_of(kept: Mapping[str, list[Any]], rubric: Content) -> dict[str, int]:
    """The criteria that were rated, with their level."""
    return {one.key: kept[one.key][0] for one in rubric.criteria if one.key in kept}


def seen_of(kept: Mapping[str, list[Any]], rubric: Content) -> dict[str, Seen]:
    """The steps that were marked, with what was seen."""
    return {one.key: Seen(kept[one.key][0]) for one in rubric.steps if one.key in kept}


def moments_of(kept: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    """The moments that stand, in the order of their time and of the taps: `{"key", "at" (seconds), "about"}`."""
    standing = [{"key": key, **one[0]} for key, one in kept.items() if key.startswith(MOMENT) and one[0]]
    return sorted(standing, key=lambda moment: (moment["at"], kept[moment["key"]][1], moment["key"]))


def unmarked(kept: Mapping[str, list[Any]], rubric: Content) -> list[str]:
    """What still has to be marked before a score can be given, in the rubric's order."""
    return [key for key in rubric.keys if key not in kept]


def latest(kept: Mapping[str, list[Any]]) -> int:
    """The greatest stamp so far; whoever marks next goes on from there."""
    return max((one[1] for one in kept.values()), default=0)


def next_stamp(kept: Mapping[str, list[Any]], now: int) -> int:
    """The stamp of a tap at `now`, in milliseconds, whatever the clocks of others said."""
    return min(max(now, latest(kept) + 1), MOST_STAMP - 1)
