"""What was worked, what it credits, and for which day: the pure rules."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.progress import hours

NOON = 1_700_000_000
IDLE = 300
TODAY = date(2026, 11, 26)

pieces = st.lists(
    st.tuples(st.integers(0, 500), st.integers(1, 200)).map(lambda piece: (NOON + piece[0], NOON + sum(piece))),
    max_size=12,
)
numbers = st.integers(-(10**9), 10**9)
domains = st.dictionaries(st.sampled_from("abcde"), st.integers(1, 200), min_size=1)


def counted(stretches, now=NOON + 700):
    """What is kept and counted when these are told one after the other, none of them too late."""
    recent, seconds = [], 0
    for stretch in stretches:
        recent, more = hours.add(recent, stretch, now=now, idle=600)
        seconds += more
    return recent, seconds


@given(pieces, st.randoms())
def test_it_ends_the_same_in_any_order_and_however_often(told, chance):  # P09 H12
    again = [*told, *chance.choices(told, k=5)] if told else []
    chance.shuffle(again)
    assert counted(again) == counted(told)


@given(pieces)
def test_it_counts_each_second_once(told):
    seconds = {second for start, end in told for second in range(start, end)}
    assert counted(told)[1] == len(seconds) == hours.length(told)


@given(pieces, st.data())
def test_it_loses_no_more_than_what_was_lost(told, data):
    kept = [piece for piece in told if data.draw(st.booleans())]
    assert hours.length(kept) == counted(kept)[1] <= counted(told)[1]


@given(pieces)
def test_it_keeps_few_stretches_that_neither_meet_nor_are_old(told):
    recent, _seconds = counted(told * 3)
    assert len(recent) <= hours.MOST_STRETCHES
    assert all(before[1] < after[0] for before, after in pairwise(recent))
    assert hours.add(recent, (NOON + 5000, NOON + 5001), now=NOON + 5001, idle=IDLE)[0] == [(NOON + 5000, NOON + 5001)]


@given(numbers, numbers, st.none() | st.tuples(numbers, numbers))
def test_it_believes_no_clock_but_the_servers(opened, now, beat):  # H12
    stretch = hours.worked(opened=opened, now=now, idle=IDLE, beat=beat)
    if stretch:
        start, end = stretch
        assert max(opened, now - hours.LATEST * IDLE) <= start < end <= now
        assert end - start <= IDLE


@pytest.mark.parametrize(
    ("opened", "beat", "worked"),
    [
        (NOON - 60, (0, 60), (NOON - 60, NOON)),  # a heartbeat
        (NOON - 60, (30, 999), (NOON - 30, NOON)),  # the future
        (NOON - 60, (50, 20), None),  # backwards
        (NOON - 60, (-90, 10), (NOON - 60, NOON - 50)),  # before there was a page
        (NOON - 9000, (0, 60), None),  # hours late
        (NOON - 400, (0, 400), (NOON - IDLE, NOON)),  # more than the idle limit at once
        (NOON + 60, (0, 60), None),  # the server's clock went back
        (NOON - 40, None, (NOON - 40, NOON)),  # a click without scripts
        (NOON - 9000, None, (NOON - IDLE, NOON)),  # after a long silence
    ],
)
def test_it_takes_from_a_heartbeat_what_can_be_so(opened, beat, worked):  # H11 H12
    assert hours.worked(opened=opened, now=NOON, idle=IDLE, beat=beat) == worked


@pytest.mark.parametrize(
    ("seconds", "half", "credited"),
    [
        (0, True, 1),
        (299, True, 4),
        (300, True, 10),
        (9999, True, 10),
        (300, False, 5),
        (599, False, 9),
        (900, False, 10),
    ],
)
def test_it_credits_all_of_it_from_half_on(seconds, half, credited):
    assert hours.credited(published=10, seconds=seconds, half=half) == credited


@given(st.integers(1, 480), st.integers(0, 40_000), st.integers(0, 40_000), st.booleans())
def test_it_never_credits_less_for_more_work_nor_more_than_published(published, fewer, more, half):
    fewer, more = sorted([fewer, more])
    low, high = (hours.credited(published=published, seconds=seconds, half=half) for seconds in (fewer, more))
    assert 1 <= low <= high <= published


@given(domains, st.data())
def test_it_shares_credit_over_the_domains_without_losing_a_minute(parts, data):
    published = sum(parts.values())
    minutes = data.draw(st.integers(1, published))
    shared = hours.share(parts, minutes=minutes, published=published)
    assert sum(shared.values()) == minutes
    assert all(0 < part <= parts[key] for key, part in shared.items())


def test_it_shares_nothing_where_there_is_no_domain():
    assert hours.share({}, minutes=4, published=10) == {}


@given(st.integers(0, 5000), st.lists(st.integers(0, 480), max_size=4), st.integers(1, 480))
def test_it_puts_what_is_over_the_cap_on_the_next_days(minutes, before, cap):
    taken = {(TODAY + timedelta(days=n)).isoformat(): min(part, cap) for n, part in enumerate(before)}
    days = hours.spread(minutes, day=TODAY, taken=taken, cap=cap)
    assert sum(days.values()) == minutes
    assert all(part + taken.get(day, 0) <= cap for day, part in days.items())
    assert all(day >= TODAY.isoformat() for day in days)


def test_it_fills_a_day_before_it_goes_on_to_the_next():
    days = hours.spread(300, day=TODAY, taken={"2026-11-26": 400, "2026-11-27": 300}, cap=480)
    assert days == {"2026-11-26": 80, "2026-11-27": 180, "2026-11-28": 40}


@pytest.mark.parametrize(
    ("night", "hours_long"), [(date(2026, 11, 1), 9), (date(2026, 3, 8), 7), (date(2026, 6, 1), 8)]
)
def test_it_counts_real_time_through_a_night_on_which_clocks_change(night, hours_long):  # H09
    zone = ZoneInfo("America/New_York")
    start, end = (int(datetime.combine(night, time(hour), zone).timestamp()) for hour in (0, 8))
    beats = [(moment, min(moment + IDLE, end)) for moment in range(start, end, IDLE)]
    assert counted(beats, now=end)[1] == hours.length(beats) == hours_long * 3600
