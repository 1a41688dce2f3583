"""Pure decisions about training that somebody took elsewhere: no database, no clock."""

from dataclasses import dataclass
from datetime import date

# A hundred hours in one line is a list of trainings.
MOST_MINUTES = 6_000
EARLIEST = date(1970, 1, 1)


@dataclass(frozen=True)
class Details:
    """What somebody says of a training they took: whole minutes, and the domain they count for ("" = none)."""

    title: str
    provider: str
    taken_on: date
    minutes: int
    domain: str = ""


def is_day_possible(day: date, *, today: date) -> bool:
    """Whether a training can have taken place then: not tomorrow, and in somebody's lifetime."""
    return EARLIEST <= day <= today


def is_length_possible(minutes: int) -> bool:
    """Whether one training can have taken so long."""
    return 1 <= minutes <= MOST_MINUTES


def read_day(text: str) -> date | None:
    """A day as spreadsheets write it, 2026-11-26 or 11/26/2026; None where it is none."""
    iso = text.split("-")
    american = text.split("/")
    parts = iso if len(iso) == 3 else [american[2], american[0], american[1]] if len(american) == 3 else []
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None
