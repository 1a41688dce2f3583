"""Marks that come late, twice, in any order, or from elsewhere."""

import re

from hypothesis import given
from hypothesis import strategies as st

from assessments.roleplay.observed.taps import Mark, fits, latest, merge, moments_of, next_stamp, read, unmarked
from assessments.roleplay.rubrics.content import Content, CriterionText, StepText

RUBRIC = Content(
    scenario="RP08",
    language="en",
    title="Down behind the van",
    criteria=(CriterionText("G1", "Listening", 2, ("a", "b", "c", "d")),),
    steps=(StepText("O1", "Calls", must_do=True),),
    moments=("Help called",),
)
moments = st.one_of(
    st.none(),
    st.builds(lambda at, about: {"at": at, "about": about}, st.integers(0, 600), st.sampled_from(["", "Help called"])),
)
taps = st.one_of(
    st.tuples(st.just("G1"), st.integers(1, 4)),
    st.tuples(st.just("O1"), st.sampled_from(["yes", "partly", "no"])),
    st.tuples(st.sampled_from(["m:1", "m:2"]), moments),
)
# A phone never gives one id to two taps.
phone = st.lists(st.tuples(taps, st.integers(1, 20)), max_size=12).map(
    lambda tapped: [Mark(key, value, stamp, str(n)) for n, ((key, value), stamp) in enumerate(tapped)]
)


@given(phone, st.randoms(use_true_random=False), st.integers(1, 5))
def test_it_is_the_same_in_whatever_order_and_however_often(marks, chance, batch):
    """Each mark arrives at least once, some twice, in batches of any size."""
    arriving = marks + [mark for mark in marks if chance.random() < 0.5]
    chance.shuffle(arriving)
    kept: dict = {}
    for start in range(0, len(arriving), batch):
        kept = merge(kept, arriving[start : start + batch])
    assert kept == merge({}, marks)


@given(phone)
def test_it_loses_no_last_tap(marks):
    kept = merge({}, marks)
    for key in {mark.key for mark in marks}:
        last = max((mark for mark in marks if mark.key == key), key=lambda mark: mark.rank)
        assert kept[key] == [last.value, last.stamp, last.id]
    assert latest(kept) == max((mark.stamp for mark in marks), default=0)


@given(phone)
def test_it_fits_what_a_phone_sends(marks):
    assert all(fits(mark, RUBRIC) for mark in marks)


@given(
    st.one_of(st.sampled_from(["G1", "O1", "m:1"]), st.text()), st.none() | st.integers() | st.text() | st.booleans()
)
def test_it_takes_nothing_foreign(key, value):
    mark = Mark(key, value, 1, "a")
    is_known = (key == "G1" and value in {1, 2, 3, 4} and value is not True) or (
        key == "O1" and value in {"yes", "partly", "no"}
    )
    is_gone_moment = re.fullmatch(r"m:[A-Za-z0-9:._-]{0,38}", key) is not None and value is None
    assert fits(mark, RUBRIC) == (is_known or is_gone_moment)


def test_it_takes_no_stamp_from_beyond_all_time():
    assert not fits(Mark("G1", 3, 2**52, "a"), RUBRIC)
    assert not fits(Mark("G1", 3, 0, "a"), RUBRIC)
    assert not fits(Mark("G1", 3, 1, "x" * 41), RUBRIC)


def test_it_does_not_bring_a_moment_back_that_was_taken_away():
    there = Mark("m:1", {"at": 5, "about": "Help called"}, 1, "a")
    gone = Mark("m:1", None, 2, "b")
    assert moments_of(merge(merge({}, [gone]), [there])) == []
    assert moments_of(merge({}, [there])) == [{"key": "m:1", "at": 5, "about": "Help called"}]


def test_it_says_what_is_left_to_mark():
    assert unmarked({}, RUBRIC) == ["G1", "O1"]
    assert unmarked(merge({}, [Mark("O1", "no", 1, "a")]), RUBRIC) == ["G1"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["key", "at", "about", "x"]), inner),
    max_leaves=6,
)


@given(JSON | st.lists(st.fixed_dictionaries({"key": st.just("O1") | JSON, "value": JSON, "stamp": JSON, "id": JSON})))
def test_it_reads_whatever_comes_and_keeps_what_fits(raw):
    assert all(isinstance(fits(mark, RUBRIC), bool) for mark in read(raw))


def test_it_reads_what_a_phone_sent():
    assert read([{"key": "G1", "value": 3, "stamp": 5, "id": "a"}, {"key": "G1"}, 7]) == [Mark("G1", 3, 5, "a")]
    assert read({"key": "G1"}) == []


def test_it_keeps_out_what_no_database_can_keep():
    assert not fits(Mark("m:\0", None, 1, "a"), RUBRIC)
    assert not fits(Mark("G1", 3, 1, "\ud800"), RUBRIC)


def test_it_goes_on_from_the_greatest_stamp_whatever_the_clock_says():
    assert next_stamp({}, 9) == 9
    assert next_stamp({"G1": [3, 20, "a"]}, 9) == 21


def test_it_tells_moments_of_the_same_second_in_the_order_of_the_taps():
    taps = [Mark(key, {"at": 5, "about": ""}, stamp, key) for key, stamp in (("m:z", 1), ("m:a", 3), ("m:k", 2))]
    assert [one["key"] for one in moments_of(merge({}, taps))] == ["m:z", "m:k", "m:a"]
