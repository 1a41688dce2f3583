"""When a shift was, as somebody types it: two times on a clock at work. No database, no clock of its own.

Clocks change twice a year. What is typed may then name no moment at all, or two; both are said, neither is guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


class Which(StrEnum):
    """Which of the two moments is meant, where a clock showed the same time twice."""

    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True)
class Shift:
    """From one moment to a later one, in UTC, both on a whole minute."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """How long it really took, whatever the clocks did meanwhile."""
        return (self.end - self.start) // MINUTE

    def overlaps(self, other: "Shift") -> bool:
        """Whether both took place at some moment. One that begins when the other ends does not."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Typed:
    """What somebody typed. An end that is not after the start is on the next day."""

    day: date
    start: time
    end: time


@dataclass(frozen=True)
class Reading:
    """What typed times mean: a shift, or "start" and "end" among what to ask about or what no clock there showed."""

    shift: Shift | None = None
    asks: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()


def moments(day: date, at: time, zone: ZoneInfo) -> list[datetime]:
    """When a clock there showed this time on this day, in UTC: never where it jumped over it, twice where it was turned
    back, else once."""
    shown = datetime.combine(day, at.replace(second=0, microsecond=0, tzinfo=None))
    found = {shown.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(moment for moment in found if moment.astimezone(zone).replace(tzinfo=None) == shown)


def read(typed: Typed, zone: ZoneInfo, which: Mapping[str, Which] | None = None) -> Reading:
    """The shift that was typed. `which` answers what was asked before, `{"start" or "end": Which}`."""
    told = which or {}
    starts = moments(typed.day, typed.start, zone)
    if not starts:
        return Reading(missing=frozenset({"start"}))
    if len(starts) > 1 and "start" not in told:
        return Reading(asks=frozenset({"start"}))
    start = _one(starts, told.get("start"))
    ends = _ends(typed, start, zone)
    if not ends:
        return Reading(missing=frozenset({"end"}))
    if len(ends) > 1 and "end" not in told:
        return Reading(asks=frozenset({"end"}))
    return Reading(shift=Shift(start, _one(ends, told.get("end"))))


def typed_as(shift: Shift, zone: ZoneInfo) -> tuple[Typed, dict[str, Which]]:
    """What somebody would type for this shift, and answer where it is asked."""
    start, end = shift.start.astimezone(zone), shift.end.astimezone(zone)
    said = {"start": Which.SECOND if start.fold else Which.FIRST, "end": Which.SECOND if end.fold else Which.FIRST}
    return Typed(start.date(), start.time(), end.time()), said


def _one(found: list[datetime], which: Which | None) -> datetime:
    return found[-1] if which == Which.SECOND else found[0]


def _ends(typed: Typed, start: datetime, zone: ZoneInfo) -> list[datetime]:
    same_day = [moment for moment in moments(typed.day, typed.end, zone) if moment > start]
    if same_day or typed.end > typed.start:
        return same_day
    return moments(typed.day + timedelta(days=1), typed.end, zone)
