"""What the doctor says: about what, how bad it is, what was seen, and the one thing to do."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    FINE = "fine"
    SOON = "soon"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One sentence about one thing, and what to do about it."""

    about: str
    level: Level
    says: str
    do: str = ""

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


Examination = Callable[[], Iterator[Finding]]


def fine(about: str, says: str) -> Finding:
    return Finding(about, Level.FINE, says)


def soon(about: str, says: str, do: str) -> Finding:
    """It works today."""
    return Finding(about, Level.SOON, says, do)


def wrong(about: str, says: str, do: str) -> Finding:
    """It does not work, or somebody could be hurt."""
    return Finding(about, Level.WRONG, says, do)
