"""A level goes up with what is signed, and down after a break: in whatever order we hear of it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessments.shadowing.levels.rules import Moment, level_now, may_be_set_to

START = datetime(2026, 3, 1, tzinfo=UTC)
days = st.integers(0, 400).map(lambda n: START + timedelta(days=n))
moments = st.lists(st.builds(Moment, days, st.integers(1, 5)), max_size=8)
steps = st.lists(st.builds(Moment, days, st.integers(1, 4)), max_size=4, unique_by=lambda one: one.at)


@given(moments, steps, st.randoms())
def test_it_does_not_depend_on_the_order(done, down, chance):
    assert level_now(chance.sample(done, len(done)), chance.sample(down, len(down))) == level_now(done, down)


@given(moments, steps, st.builds(Moment, days, st.integers(1, 5)))
def test_it_never_falls_by_another_signed_shift(done, down, another):
    assert level_now([*done, another], down) >= level_now(done, down)


@given(moments, st.builds(Moment, days, st.integers(1, 4)))
def test_it_counts_from_where_it_was_set_until_later_shifts(done, down):
    later = [one.level for one in done if one.at > down.at]
    assert level_now(done, [down]) == max([down.level, *later])


def test_it_is_not_yet_before_anything_was_done():
    assert level_now([], []) == 0
    assert list(may_be_set_to(0)) == list(may_be_set_to(1)) == []
    assert list(may_be_set_to(4)) == [1, 2, 3]
