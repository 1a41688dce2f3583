"""Judging answers: the pure rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.quizzes import grading
from tests.assessments.quizzes.building import right_answer, wrong_answer

OPTIONS = [{"text": text, "right": right, "feedback": f"To {text}."} for text, right in (("a", True), ("b", False))]
CONTENT = {
    "single": {"stem": "?", "options": OPTIONS},
    "say": {"stem": "?", "options": OPTIONS[::-1]},
    "several": {"stem": "?", "options": [*OPTIONS, {"text": "c", "right": True, "feedback": "To c."}]},
    "true_false": {"stem": "?", "answer": False, "reason": "Why.", "why_true": "Not so.", "why_false": ""},
    "order": {"stem": "?", "items": ["a", "b", "c"], "feedback": "Why."},
    "match": {"stem": "?", "pairs": [["a", "1"], ["b", "2"]], "feedback": "Why."},
}
kinds = pytest.mark.parametrize("kind", grading.KINDS)
keys = st.lists(st.integers(0, 30), unique=True)


@kinds
def test_it_knows_right_from_not_yet(kind):
    content = CONTENT[kind]
    assert grading.is_right(kind, content, right_answer(kind, content))
    assert not grading.is_right(kind, content, wrong_answer(kind, content))


@kinds
def test_it_wants_a_whole_answer(kind):
    whole = right_answer(kind, CONTENT[kind])
    assert grading.is_complete(kind, CONTENT[kind], whole)
    for half in ([], [7], [-1], [*whole, *whole], [0, 0, 0, 0]):
        assert not grading.is_complete(kind, CONTENT[kind], half), half


@kinds
def test_it_has_something_to_say_to_every_answer(kind):
    for given_answer in (right_answer(kind, CONTENT[kind]), wrong_answer(kind, CONTENT[kind])):
        assert all(grading.replies(kind, CONTENT[kind], given_answer))


def test_it_wants_all_that_are_right_and_no_other():
    several = CONTENT["several"]
    assert [grading.is_right("several", several, one) for one in ([0], [0, 2], [0, 1, 2])] == [False, True, False]


def test_it_says_why_to_each_side():
    said = [grading.replies("true_false", CONTENT["true_false"], [side]) for side in (1, 0)]
    assert said == [["Not so."], ["Why."]]


@given(keys, keys, keys, st.integers(1, 100))
def test_it_is_done_with_enough_right_and_every_must_know(asked, must_know, right, cut):
    found = grading.outcome(asked, must_know=must_know, right=right, cut=cut)
    assert found.right + len(found.missed) == found.total == len(asked)
    assert found.is_done == (
        found.right >= max(1, grading.enough(len(asked), cut)) and not {*found.missed} & {*must_know}
    )


@given(keys, keys, st.integers(1, 100))
def test_it_is_never_undone_by_one_more_right_answer(asked, right, cut):
    before = grading.outcome(asked, must_know=asked[:2], right=right, cut=cut)
    for more in asked:
        after = grading.outcome(asked, must_know=asked[:2], right=[*right, more], cut=cut)
        assert after.is_done >= before.is_done
