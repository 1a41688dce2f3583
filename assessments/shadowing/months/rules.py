"""Which months can be counted in. Pure: no database, no clock."""

from datetime import date

# This month and so many before it: long enough to catch up, short enough to remember.
EARLIER = 2
MOST = 200


def month_of(day: date) -> date:
    """The month of a day, as its first day."""
    return day.replace(day=1)


def open_months(today: date) -> list[date]:
    """The months that can be counted in today, the latest first."""
    found = [month_of(today)]
    for _again in range(EARLIER):
        found.append(_before(found[-1]))
    return found


def _before(month: date) -> date:
    return month.replace(year=month.year - 1, month=12) if month.month == 1 else month.replace(month=month.month - 1)
