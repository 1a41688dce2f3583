"""Small figures that could tell who somebody is are not published, nor any by which they could be told (P04).

Pure: no database, no clock. Whoever reads a table may know this rule. They know that "few" is less than `least`, nobody
at all among it, that what is held back is at least `least`, and that rows and columns add up. A figure is told where
only one number fits. Tables add up like water in pipes: from a source into the rows, through the cells into the
columns, and back. Two numbers fit a figure exactly where there is a round trip through its pipe that could carry one
person more, or one less, and along which every figure is hidden.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush

# facts.md 7, threats.md 7.
LEAST = 10

Pipe = tuple[str, str]
Figures = Mapping[Pipe, int]
SOURCE, SINK = "source", "sink"


class Hidden(StrEnum):
    """What stands where a figure is not published."""

    FEW = "few"
    HELD_BACK = "held back"


Shown = int | Hidden


@dataclass(frozen=True)
class Published:
    """A table as it may be shown, with what its rows and columns add up to."""

    cells: list[list[Shown]]
    rows: list[Shown]
    columns: list[Shown]
    total: Shown


def publish(counts: Sequence[Sequence[int]], *, least: int = LEAST) -> Published:
    """The table of counts of people, without those that are fewer than `least` and without what would tell them.

    Hides the smaller figures first. Where that cannot help, every figure is held back, and may be any number.
    """
    figures = _figures(counts)
    hidden = {pipe for pipe, count in figures.items() if count < least}
    for pipe in sorted(hidden):
        trip = _cheapest_trip(pipe, figures, hidden, least)
        if trip is None:
            return _published(counts, dict.fromkeys(figures, Hidden.HELD_BACK))
        hidden |= trip
    return _published(counts, {pipe: _shown(count, pipe in hidden, least) for pipe, count in figures.items()})


def _shown(count: int, is_hidden: bool, least: int) -> Shown:
    if not is_hidden:
        return count
    return Hidden.FEW if count < least else Hidden.HELD_BACK


def publish_amounts(amounts: Sequence[tuple[int, int]], *, least: int = LEAST) -> tuple[list[Shown], Shown]:
    """`(each, together)` of a list of `(people, amount)`: an amount that fewer than `least` people made is hidden, and
    one that more made with it, or the sum: taking the others from all of them tells nothing that a few made, and
    neither what they made in all. They may be the same few behind every such amount."""
    few = {n for n, (people, _amount) in enumerate(amounts) if people < least}
    others = sorted((amount, n) for n, (_people, amount) in enumerate(amounts) if n not in few)
    hidden = few | {n for _amount, n in others[:1] if few}
    each = [_amount(n, amount, hidden, few) for n, (_people, amount) in enumerate(amounts)]
    # Told by the sum: where nobody else is hidden with the few, or that one can only be the least that it can be: it is
    # no more than what is hidden, and no more than the next one, which is shown.
    most = min([sum(amounts[n][1] for n in hidden), *(amount for amount, _n in others[1:])])
    is_told = bool(few) and (not others or most <= least)
    return each, Hidden.HELD_BACK if is_told else sum(amount for _people, amount in amounts)


def _amount(number: int, amount: int, hidden: set[int], few: set[int]) -> Shown:
    if number not in hidden:
        return amount
    return Hidden.FEW if number in few else Hidden.HELD_BACK


def _figures(counts: Sequence[Sequence[int]]) -> dict[Pipe, int]:
    """Every figure of the table by its pipe: cells, what rows and columns add up to, and everything."""
    cells = {(f"row {r}", f"column {c}"): count for r, row in enumerate(counts) for c, count in enumerate(row)}
    rows = {(SOURCE, f"row {r}"): sum(row) for r, row in enumerate(counts)}
    columns = {(f"column {c}", SINK): sum(column) for c, column in enumerate(zip(*counts, strict=True))}
    return {**cells, **rows, **columns, (SINK, SOURCE): sum(map(sum, counts))}


def _cheapest_trip(pipe: Pipe, figures: Figures, hidden: set[Pipe], least: int) -> set[Pipe] | None:
    """The pipes of a round trip through this one that hides least more; None where there is none."""
    start, end = pipe
    count, trips = figures[pipe], []
    if _may_grow(count, least):
        trips.append(_way(end, start, pipe, figures, hidden, least))
    if _may_shrink(count, least):
        trips.append(_way(start, end, pipe, figures, hidden, least))
    found = [trip for trip in trips if trip is not None]
    return min(found, key=lambda trip: trip[0])[1] if found else None


def _way(
    start: str, end: str, without: Pipe, figures: Figures, hidden: set[Pipe], least: int
) -> tuple[int, set[Pipe]] | None:
    """`(what it hides more, its pipes)` of the cheapest way from one joint to another (Dijkstra's)."""
    waiting: list[tuple[int, str, tuple[Pipe, ...]]] = [(0, start, ())]
    been: set[str] = set()
    while waiting:
        cost, joint, pipes = heappop(waiting)
        if joint == end:
            return cost, set(pipes)
        if joint in been:
            continue
        been.add(joint)
        for pipe, count in figures.items():
            if pipe == without:
                continue
            price = cost + (0 if pipe in hidden else count)
            if pipe[0] == joint and _may_grow(count, least):
                heappush(waiting, (price, pipe[1], (*pipes, pipe)))
            if pipe[1] == joint and _may_shrink(count, least):
                heappush(waiting, (price, pipe[0], (*pipes, pipe)))
    return None


def _may_grow(count: int, least: int) -> bool:
    """Whether a hidden figure could be one more, as far as anybody knows."""
    return count != least - 1


def _may_shrink(count: int, least: int) -> bool:
    """Whether a hidden figure could be one less, as far as anybody knows."""
    return count not in (0, least)


def _published(counts: Sequence[Sequence[int]], shown: Mapping[Pipe, Shown]) -> Published:
    rows = [f"row {r}" for r in range(len(counts))]
    columns = [f"column {c}" for c in range(len(counts[0]) if counts else 0)]
    return Published(
        cells=[[shown[row, column] for column in columns] for row in rows],
        rows=[shown[SOURCE, row] for row in rows],
        columns=[shown[column, SINK] for column in columns],
        total=shown[SINK, SOURCE],
    )
