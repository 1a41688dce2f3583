"""When a shift was: what is typed, and what the clocks did meanwhile."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.shadowing.local_times import Shift, Typed, Which, moments, read, typed_as

NEW_YORK = ZoneInfo("America/New_York")
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)
ZONES = ["America/New_York", "America/Phoenix", "Pacific/Pago_Pago", "Australia/Lord_Howe", "Africa/Casablanca"]


def typed(day: date, start: str, end: str) -> Typed:
    return Typed(day, time.fromisoformat(start), time.fromisoformat(end))


@pytest.mark.parametrize(
    ("day", "start", "end", "minutes"),
    [
        (date(2026, 5, 4), "09:00", "13:30", 270),
        (date(2026, 5, 4), "22:00", "06:00", 480),
        (AUTUMN - timedelta(days=1), "22:00", "06:00", 540),
        (SPRING - timedelta(days=1), "22:00", "06:00", 420),
    ],
)
def test_it_counts_the_time_that_passed(day, start, end, minutes):  # H09
    shift = read(typed(day, start, end), NEW_YORK).shift
    assert shift.minutes == minutes
    assert shift.start.tzinfo is UTC


def test_it_knows_no_time_that_a_clock_jumped_over():  # H10
    assert moments(SPRING, time(2, 30), NEW_YORK) == []
    assert read(typed(SPRING, "02:30", "06:00"), NEW_YORK).missing == {"start"}
    assert read(typed(SPRING, "01:00", "02:30"), NEW_YORK).missing == {"end"}


def test_it_asks_which_of_two_times_is_meant():  # H10
    late = typed(AUTUMN, "01:30", "06:00")
    assert read(late, NEW_YORK).asks == {"start"}
    assert read(late, NEW_YORK, {"start": Which.FIRST}).shift.minutes == 330
    assert read(late, NEW_YORK, {"start": Which.SECOND}).shift.minutes == 270


def test_it_asks_about_the_end_too():  # H10
    early = typed(AUTUMN - timedelta(days=1), "20:00", "01:30")
    assert read(early, NEW_YORK).asks == {"end"}
    assert read(early, NEW_YORK, {"end": Which.FIRST}).shift.minutes == 330
    assert read(early, NEW_YORK, {"end": Which.SECOND}).shift.minutes == 390


def test_it_asks_nothing_where_only_one_of_the_two_is_possible():
    inside = typed(AUTUMN, "01:30", "01:15")
    assert read(inside, NEW_YORK, {"start": Which.FIRST}).shift.minutes == 45
    assert read(inside, NEW_YORK, {"start": Which.SECOND}).shift.minutes == 23 * 60 + 45


def test_it_takes_a_day_for_two_times_that_are_the_same():
    assert read(typed(date(2026, 5, 4), "09:00", "09:00"), NEW_YORK).shift.minutes == 24 * 60


def test_it_leaves_seconds_out():
    shift = read(Typed(date(2026, 5, 4), time(9, 0, 59), time(10, 0, 1)), NEW_YORK).shift
    assert shift.minutes == 60
    assert isinstance(shift.minutes, int)


def test_it_lets_one_shift_begin_when_another_ends():
    first, second = (
        Shift(datetime(2026, 5, 4, hour, tzinfo=UTC), datetime(2026, 5, 4, hour + 2, tzinfo=UTC)) for hour in (8, 10)
    )
    assert not first.overlaps(second)
    assert first.overlaps(Shift(first.start, second.end))


@given(st.sampled_from(ZONES), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.times())
def test_its_moments_all_show_what_was_typed(name, day, at):
    zone = ZoneInfo(name)
    found = moments(day, at, zone)
    assert len(found) <= 2
    assert {one.astimezone(zone).replace(tzinfo=None) for one in found} <= {
        datetime.combine(day, at.replace(second=0, microsecond=0))
    }


@given(st.sampled_from(ZONES), st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.integers(1, 16 * 60))
def test_it_reads_what_it_would_type(name, start, minutes):
    begin = start.replace(second=0, microsecond=0, tzinfo=UTC)
    shift = Shift(begin, begin + timedelta(minutes=minutes))
    again, said = typed_as(shift, ZoneInfo(name))
    assert read(again, ZoneInfo(name), said).shift == shift
