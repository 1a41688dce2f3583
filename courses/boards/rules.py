"""Pure decisions about what a board asks: no database, no clock."""

from collections.abc import Mapping
from typing import NamedTuple


class Line(NamedTuple):
    """One domain, in minutes: what is asked, what courses here and trainings from elsewhere gave, what is missing."""

    domain: str
    asked: int
    here: int
    elsewhere: int
    missing: int


def measure(required: Mapping[str, int], *, here: Mapping[str, int], elsewhere: Mapping[str, int]) -> list[Line]:
    """What a board asks beside what somebody has. More than enough in one domain fills no other."""
    lines = []
    for domain, asked in required.items():
        have = (here.get(domain, 0), elsewhere.get(domain, 0))
        lines.append(Line(domain, asked, *have, max(0, asked - sum(have))))
    return lines


def together(lines: list[Line]) -> Line:
    """All domains in one: what is missing is what is missing in each."""
    return Line("", *(sum(column) for column in list(zip(*lines, strict=True))[1:]))
