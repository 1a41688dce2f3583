"""The map of a scenario: where each box and line stands, and the same in words. Pure: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.roleplay.scenarios.graph import Ending, Scenario, Turn, links

WIDE, HIGH, GAP_X, GAP_Y, EDGE = 150, 44, 70, 22, 10
_LONGEST = 18


@dataclass(frozen=True)
class Box:
    """A turn or an ending on the map, with the point of its upper left corner."""

    name: str
    x: int
    y: int
    is_ending: bool
    is_odd: bool = False

    @property
    def label(self) -> str:
        """Its name, cut to what the box has room for."""
        return self.name if len(self.name) <= _LONGEST else f"{self.name[: _LONGEST - 1]}…"

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + WIDE // 2, self.y + HIGH // 2


@dataclass(frozen=True)
class Line:
    """A way from one box to another, as the path of an SVG."""

    path: str


@dataclass(frozen=True)
class Chart:
    """Boxes and lines, and the size of what they stand on."""

    boxes: list[Box]
    lines: list[Line]
    width: int
    height: int


def chart(scenario: Scenario, odd: frozenset[str] = frozenset()) -> Chart:
    """The map, from left to right: each column is one choice further from the beginning. `odd` are marked."""
    columns = _columns(scenario)
    boxes = {
        name: Box(name, EDGE + x * (WIDE + GAP_X), EDGE + y * (HIGH + GAP_Y), name in _endings(scenario), name in odd)
        for x, names in enumerate(columns)
        for y, name in enumerate(names)
    }
    deepest = max((len(names) for names in columns), default=0)
    lines = [Line(_path(boxes[a], boxes[b])) for a, b in dict.fromkeys(_ways(scenario)) if a in boxes and b in boxes]
    return Chart(
        list(boxes.values()),
        lines,
        width=2 * EDGE + len(columns) * (WIDE + GAP_X) - GAP_X if columns else 0,
        height=2 * EDGE + deepest * (HIGH + GAP_Y) if columns else 0,
    )


def _endings(scenario: Scenario) -> set[str]:
    return {one.name for one in scenario.endings}


def _ways(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """From where to where one can go, also by a condition that is not met."""
    yield from ((turn.name, choice.to) for turn, choice in links(scenario.turns))
    for place in scenario.places.values():
        if place.needs and place.otherwise:
            yield place.name, place.otherwise


def _columns(scenario: Scenario) -> list[list[str]]:
    """Names by how many choices they are away from the beginning; who is never reached stands in the last column."""
    left = dict.fromkeys(place.name for place in (*scenario.turns, *scenario.endings) if place.name)
    after: dict[str, list[str]] = {}
    for a, b in _ways(scenario):
        after.setdefault(a, []).append(b)
    columns, here = [], [scenario.turns[0].name] if scenario.turns and scenario.turns[0].name else []
    while here:
        for name in here:
            left.pop(name, None)
        columns.append(here)
        here = [name for name in dict.fromkeys(b for a in here for b in after.get(a, [])) if name in left]
    return [*columns, list(left)] if left else columns


def _path(a: Box, b: Box) -> str:
    """A curve that leaves on the right and comes in on the left; one that goes back swings below."""
    (_, ya), (_, yb) = a.middle, b.middle
    if b.x > a.x:
        x1, x2 = a.x + WIDE, b.x
        half = (x1 + x2) // 2
        return f"M{x1} {ya}C{half} {ya} {half} {yb} {x2} {yb}"
    (xa, xb), low = (a.middle[0], b.middle[0]), max(a.y, b.y) + HIGH + GAP_Y
    return f"M{xa} {a.y + HIGH}C{xa} {low} {xb} {low} {xb} {b.y + HIGH}"


@dataclass(frozen=True)
class Way:
    """One line of the map in words: after this choice of this turn comes that."""

    turn: Turn
    text: str
    to: Turn | Ending | None
    name: str

    @property
    def is_end(self) -> bool:
        return isinstance(self.to, Ending)


def ways(scenario: Scenario) -> list[Way]:
    """The map in words, turn by turn."""
    found = links(scenario.turns)
    return [Way(turn, _bare(choice.text), scenario.places.get(choice.to), choice.to) for turn, choice in found]


def _bare(text: str) -> str:
    """Without the marks around it, where all of it is spoken."""
    return text[1:-1] if text.startswith("“") and text.find("”") == len(text) - 1 else text
