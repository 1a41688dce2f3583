"""Where a review stands: pure decisions."""

from datetime import date, timedelta

import pytest

from courses.review import rules
from courses.review.reader import Kind, registry
from courses.review.rules import Passage, Signed, State

TODAY = date(2026, 11, 26)
BOTH = (frozenset({Kind.CLINICIAN}), frozenset({Kind.LEGAL}))


@pytest.mark.parametrize(
    ("days", "expected", "counts"),
    [
        (200, State.REVIEWED, True),
        (31, State.REVIEWED, True),
        (30, State.DUE_SOON, True),
        (0, State.DUE_SOON, True),
        (-1, State.OVERDUE, True),
        (-60, State.OVERDUE, True),
        (-61, State.OVERDUE, False),
    ],
)
def test_it_counts_the_days(days, expected, counts):
    due = TODAY + timedelta(days=days)
    assert rules.state(due=due, today=TODAY, was_begun=True, was_taken_back=False) == expected
    assert rules.counts_for_awards(due, TODAY) is counts


@pytest.mark.parametrize(
    ("begun", "taken_back", "expected"),
    [(False, False, State.NOT_REVIEWED), (True, False, State.IN_REVIEW), (True, True, State.TAKEN_BACK)],
)
def test_it_says_why_nobody_stands_behind_it(begun, taken_back, expected):
    assert rules.state(due=None, today=TODAY, was_begun=begun, was_taken_back=taken_back) == expected
    assert not rules.counts_for_awards(None, TODAY)


def test_it_needs_each_kind_and_goes_by_the_earlier_day():
    clinician = Signed("clinician", {}, TODAY + timedelta(days=90))
    assert rules.due_of(BOTH, [clinician]) is None
    assert rules.still_needed(BOTH, {"clinician"}) == {Kind.LEGAL}
    lawyer = Signed("legal", {}, TODAY + timedelta(days=10))
    assert rules.due_of(BOTH, [clinician, lawyer]) == lawyer.due


def test_it_changes_an_item_with_its_own_wording_only():
    def items(*texts, value=""):
        passages = [Passage(str(n), text, claims=claims) for n, (text, *claims) in enumerate(texts)]
        return rules.items(passages, {"naloxone_reassess_min": value}, registry())

    before = items(("Air.", "SC06"), ("Wait [[param:naloxone_reassess_min]].", "SC04"), ("Hello.",))
    assert list(before) == ["SC06", "SC04", "naloxone_reassess_min"]
    assert items(("Air.", "SC06"), ("Wait [[param:naloxone_reassess_min]].", "SC04"), ("Hi.",)) == before
    later = items(("Air.", "SC06"), ("Wait [[param:naloxone_reassess_min]].", "SC04"), ("Hello.",), value="3")
    assert rules.changed_items(before, later) == {"SC04", "naloxone_reassess_min"}


def test_it_takes_the_whole_lesson_where_nobody_tagged_anything():
    one, other = [Passage("a", "Listen.")], [Passage("a", "Listen well.")]
    assert list(rules.items(one, {}, registry())) == [rules.WHOLE]
    assert rules.items(one, {}, registry()) != rules.items(other, {}, registry())


def test_it_does_not_mind_ids_that_the_editor_gives():
    content = ["check", {"options": [{"id": "1", "value": "Yes"}]}]
    assert rules.digest(content) == rules.digest(["check", {"options": [{"id": "2", "value": "Yes"}]}])


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 26), 12, date(2027, 11, 26)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
    ],
)
def test_it_counts_months_as_people_do(day, months, expected):
    assert rules.months_after(day, months) == expected
