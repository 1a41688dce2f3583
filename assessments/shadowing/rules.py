"""Pure decisions about shifts: no database, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from assessments.shadowing.local_times import Shift

# Longer than anybody should work; what is longer is a slip of the thumb.
MOST_MINUTES = 16 * 60
EARLIEST = date(2000, 1, 1)
# Phones and servers may disagree by so much about what time it is.
SKEW = timedelta(minutes=5)


class Trouble(StrEnum):
    """Why a shift cannot have been like that."""

    BACKWARD = "backward"
    TOO_LONG = "too long"
    TO_COME = "to come"


@dataclass(frozen=True)
class Told:
    """What somebody says of a shift besides when it was. `activities` is `{activity: level}`."""

    setting: str
    colleague_id: int | None = None
    activities: Mapping[str, int] = field(default_factory=dict)
    introductions: int = 0
    permission_asked: bool = False
    debrief: str = ""
    wish: str = ""
    to_practice: str = ""
    noticed: str = ""


def trouble_with(shift: Shift, *, now: datetime) -> Trouble | None:
    """What is wrong with when a shift was; None where it can be."""
    if shift.minutes < 1:
        return Trouble.BACKWARD
    if shift.minutes > MOST_MINUTES:
        return Trouble.TOO_LONG
    return Trouble.TO_COME if shift.end > now + SKEW else None
