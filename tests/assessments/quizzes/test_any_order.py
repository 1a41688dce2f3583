"""Clicks in any order, twice, late, from other tabs and languages: nothing is lost and nothing is doubled."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assessments.quizzes import grading
from assessments.quizzes.models import Answer, QuizAttempt
from assessments.quizzes.services import answer_question, begin_check
from assessments.quizzes.taking import Taking
from courses.progress.models import Completion
from tests.assessments.quizzes import building
from tests.assessments.quizzes.building import right_answer, wrong_answer

BANK = [building.question("Q1", must_know=True), building.question("Q2", "several"), building.question("Q3", "order")]
goes, hows = st.integers(0, 3), st.sampled_from(["right", "wrong", "odd"])
clicks = st.lists(
    st.one_of(
        st.tuples(st.just("begin"), goes),
        st.tuples(st.just("answer"), goes, st.integers(0, 3), hows),
        # Somebody goes through the whole bank in one go.
        st.tuples(st.just("all"), goes, st.lists(hows, min_size=3, max_size=3)),
    ),
    max_size=8,
)


@pytest.fixture
def check(module):
    return building.check(module, BANK, {building.FIRST: (3, 1)}, cut=60)


@pytest.fixture
def clean(rosas):
    def afresh():
        QuizAttempt.objects.all().delete()
        Completion.objects.all().delete()

    return afresh


def click(enrollment, check, number, place, how):
    """One click on the question at this place of the bank; whether it was kept."""
    everything = [*Taking(enrollment, check).bank.values()]
    if place == len(everything):  # a question of nobody's
        where, digest, answer = uuid.uuid4(), "f" * 64, [0]
    else:
        one = everything[place]
        answers = {"right": right_answer, "wrong": wrong_answer, "odd": lambda *_said: [77]}
        where, digest, answer = one.key, one.digest, answers[how](one.kind, one.content)
    try:
        said = {"number": number, "key": where, "digest": digest, "given": answer}
        return answer_question(enrollment=enrollment, check=check, **said)
    except ValidationError:
        return None


def single_clicks(clicked):
    for what, number, *more in clicked:
        if what == "all":
            yield from (("answer", number, place, how) for place, how in enumerate(more[0]))
        else:
            yield what, number, *more


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(clicks)
@example([("all", 1, ["wrong", "right", "right"]), ("begin", 2), ("answer", 2, 1, "right")])  # not missed, not asked
@example([("answer", 1, 0, "right"), ("answer", 1, 1, "right")])  # enough is right, and one is still to answer
@example([("all", 1, ["wrong"] * 3), ("begin", 2), ("all", 2, ["right"] * 3), ("all", 1, ["right"] * 3)])
def test_it_keeps_each_answer_once_whatever_is_clicked(clean, rosas, check, clicked):
    clean()
    first: dict = {}
    for what, number, *more in single_clicks([("begin", 1), *clicked]):
        if what == "begin":
            begin_check(enrollment=rosas, check=check, number=number)
        elif kept := click(rosas, check, number, *more):
            assert first.setdefault(kept.pk, kept.given) == kept.given
    assert {one.pk: one.given for one in Answer.objects.all()} == first
    check_invariants(rosas, check)


def check_invariants(rosas, check):
    """Goes come one after the other; a later one asks what was not right; done is what the rule says."""
    taking = Taking(rosas, check)
    assert [go.number for go in taking.attempts] == list(range(1, len(taking.attempts) + 1))
    right: set = set()
    for go in taking.attempts:
        answers = {one.question_key: one.right for one in go.answers.all()}
        assert {str(key) for key in answers} <= set(go.drawn)
        assert not right & answers.keys()
        right |= {key for key, is_right in answers.items() if is_right}
    must_know = {one.key for one in taking.bank.values() if one.must_know}
    rule = grading.outcome(taking.asked, must_know=must_know, right=right, cut=check.cut)
    # Done stays done, also while somebody goes on.
    assert Completion.objects.count() >= (rule.is_done and taking.is_over)
    assert rule.is_done or not Completion.objects.exists()
    assert len(taking.attempts) > 1 or taking.is_over or not Completion.objects.exists()
