"""The time that a report is about: days on the clock of an agency."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

# Nothing was learned here before, and nobody asks about later; a clock elsewhere has no day before the first of all.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True)
class Span:
    """From one day to another, both of them in it; None where it has no end."""

    since: date | None = None
    until: date | None = None

    def holds(self, column: str, zone: ZoneInfo) -> Q:
        """Rows in which the moment in `column` lies within these days, as a clock there shows them."""
        found = Q(**{f"{column}__isnull": False})
        if self.since:
            found &= Q(**{f"{column}__gte": _begin(self.since, zone)})
        if self.until:
            found &= Q(**{f"{column}__lt": _begin(self.until + timedelta(days=1), zone)})
        return found


def this_month(today: date) -> Span:
    """From the first of the month up to today."""
    return Span(today.replace(day=1), today)


def last_twelve_months(today: date) -> Span:
    """From the day after this one a year ago, up to today."""
    last_day = 28 if (today.month, today.day) == (2, 29) else today.day
    return Span(today.replace(year=today.year - 1, day=last_day) + timedelta(days=1), today)


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)
