"""What shadowing asks, and what is left of it: the same in any order, never more by doing more, nothing twice."""

from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from assessments.shadowing.requirements import CountedShift, Gap, Part, Requirement, gentler, missing
from assessments.shadowing.whats_left import sentence

NAMES = ("naloxone", "listen", "handoff")
few = st.integers(0, 4)
requirements = st.builds(
    Requirement,
    watched=few,
    together=few,
    led=few,
    minutes=st.integers(0, 1200),
    activities=st.sets(st.sampled_from(NAMES)).map(sorted),
    level=st.integers(1, 5),
    times=few,
    settings=few,
    colleagues=few,
)
shifts = st.lists(
    st.builds(
        CountedShift,
        key=st.integers(0, 30),
        minutes=st.integers(1, 960),
        setting=st.sampled_from(["van", "street", "clinic"]),
        colleague=st.sampled_from([None, "marcus", "sam"]),
        activities=st.dictionaries(st.sampled_from(NAMES), st.integers(1, 5)),
    ),
    unique_by=lambda shift: shift.key,
    max_size=12,
)
DEFAULT = Requirement(3, 3, 4, 2400, ("naloxone",), 4, 2, 2, 2)


def left(requirement: Requirement, counted: list[CountedShift]) -> dict[tuple, int]:
    return {(gap.part, gap.activity): gap.left for gap in missing(requirement, counted)}


@given(requirements, shifts, st.randoms())
def test_it_says_the_same_in_any_order(requirement, counted, chance):
    shuffled = chance.sample(counted, len(counted))
    assert missing(requirement, shuffled) == missing(requirement, counted)


@given(requirements, shifts)
def test_it_never_asks_for_more_after_more_shifts(requirement, counted):
    before = left(requirement, counted[1:])
    for gap, number in left(requirement, counted).items():
        assert number <= before[gap]


@given(requirements, shifts)
def test_it_counts_nothing_twice(requirement, counted):
    assert missing(requirement, [*counted, *counted]) == missing(requirement, counted)
    by_kind = {part: number for (part, _name), number in left(requirement, counted).items()}
    asked = {Part.WATCHED: requirement.watched, Part.TOGETHER: requirement.together, Part.LED: requirement.led}
    filled = sum(number - by_kind.get(part, 0) for part, number in asked.items())
    assert filled <= len(counted)


@given(requirements)
def test_it_is_never_done_before_it_began_unless_nothing_is_asked(requirement):
    asks = requirement.watched + requirement.together + requirement.led + requirement.minutes
    asks += requirement.settings + requirement.colleagues + requirement.times * len(requirement.activities)
    assert bool(missing(requirement, [])) == bool(asks)


@given(requirements, requirements, shifts)
def test_it_asks_nobody_for_more_than_either(owed, now, counted):
    asked = left(gentler(owed, now), counted)
    for one in (owed, now):
        before = left(replace(one, level=min(owed.level, now.level)), counted)
        assert all(number <= before.get(gap, 0) for gap, number in asked.items())


@pytest.mark.parametrize(
    ("levels", "kind"),
    [({}, None), ({"listen": 1}, "watched"), ({"listen": 1, "naloxone": 2}, "together"), ({"listen": 3}, "led")],
)
def test_it_knows_a_shift_by_the_highest_level_on_it(levels, kind):
    assert CountedShift("one", 60, activities=levels).kind == kind


def test_it_asks_for_each_activity_at_its_level_on_shifts_that_differ():
    shift = CountedShift("one", 60, "van", "marcus", {"naloxone": 4, "listen": 3})
    requirement = Requirement(activities=("naloxone", "listen"), level=4, times=2)
    assert missing(requirement, [shift]) == [Gap(Part.ACTIVITY, 1, "naloxone"), Gap(Part.ACTIVITY, 2, "listen")]
    both = [shift, replace(shift, key="two", activities={"naloxone": 5, "listen": 4})]
    assert missing(requirement, both) == [Gap(Part.ACTIVITY, 1, "listen")]


def test_it_names_no_colleague_who_is_not_named():
    assert missing(Requirement(colleagues=1), [CountedShift("one", 60)]) == [Gap(Part.COLLEAGUES, 1)]


def test_it_speaks_in_words():
    counted = [CountedShift(n, 200, "van", "marcus", {"naloxone": 2 + n % 3}) for n in range(11)]
    assert [sentence(gap) for gap in missing(DEFAULT, counted)] == [
        "3 shifts of watching left",
        "3 h 20 min left",
        "one more kind of place",
        "one more colleague to go along with",
    ]
    assert sentence(Gap(Part.ACTIVITY, 2, "naloxone")) == "2 shifts with “Naloxone training to a participant” left"
    assert sentence(Gap(Part.LED, 1)) == "1 shift of leading with a partner left"
    with translation.override("es"):
        assert sentence(Gap(Part.MINUTES, 180)) == "Quedan 3 h"
        assert sentence(Gap(Part.SETTINGS, 2)) == "2 tipos de lugar más"
