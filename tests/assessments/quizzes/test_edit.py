"""A check is edited while people take it: what they read is what they are judged by, and nothing they did is lost."""

import pytest
from django.core.exceptions import ValidationError

from assessments.quizzes.models import Answer, Question
from assessments.quizzes.services import answer_question
from assessments.quizzes.taking import Taking
from courses.progress.models import Completion
from tests.assessments.quizzes import building
from tests.assessments.quizzes.building import answer_all, answer_next, begin, right_answer
from tests.courses.review.conftest import _replaced


def edited(check, old, new):
    """Published with other words in its bank."""
    check.bank = _replaced([dict(one) for one in check.bank.raw_data], old, new)
    check.save_revision().publish()
    check.refresh_from_db()
    return check


def without(check, *names):
    """Published without these questions; the others of their objective are all asked."""
    check.bank = [dict(one) for one in check.bank.raw_data if one["value"]["name"] not in names]
    parts = [dict(part) for part in check.parts.raw_data]
    for part in parts:
        part["value"] = part["value"] | {"ask": part["value"]["ask"] - len(names) * (part["value"]["ask"] > 1)}
    check.parts = parts
    check.save_revision().publish()
    check.refresh_from_db()
    return check


def test_it_freezes_the_questions_when_somebody_answers_the_first(rosas, check):
    begin(rosas, check)
    assert not Question.objects.exists()
    asked = Taking(rosas, check).bank
    first = answer_next(rosas, check)
    assert first.question.digest == asked[first.question_key].digest
    assert {one.digest for one in Question.objects.all()} == {one.digest for one in asked.values()}


def test_it_keeps_old_answers_with_the_words_that_were_answered(rosas, check):
    answer_all(rosas, check, wrong=("Q1", "Q2", "Q3", "Q4", "Q5", "Q6"))
    edited(check, "Q1 right", "Q1, better said")
    answer_all(rosas, check)
    old, new = Answer.objects.filter(question__kind="single").order_by("answered_at")
    texts = [one.question.content["options"][0]["text"] for one in (old, new)]
    assert texts == ["Q1 right", "Q1, better said"]
    assert (old.question.key, old.question.pk) != (new.question.key, new.question.pk)
    assert Question.objects.count() == 7


def test_it_does_not_judge_words_that_are_not_asked_any_more(rosas, check):
    begin(rosas, check)
    one = next(one for one in Taking(rosas, check).bank.values() if one.name == "Q1")
    edited(check, "Q1 right", "Q1, better said")
    sent = {"key": one.key, "digest": one.digest, "given": right_answer(one.kind, one.content)}
    with pytest.raises(ValidationError, match="changed while you were reading"):
        answer_question(enrollment=rosas, check=check, number=1, **sent)
    assert not Answer.objects.exists()


def test_it_goes_on_without_a_question_that_is_gone(rosas, check):
    begin(rosas, check)
    before = Taking(rosas, check).todo
    gone = next(key for key in before if Taking(rosas, check).bank[key].name == "Q2")
    without(check, "Q2")
    assert Taking(rosas, check).todo == [key for key in before if key != gone]


def test_it_asks_another_question_for_one_that_is_gone(module, rosas):
    bank = [building.question(f"Q{n}") for n in range(4)]
    larger = building.check(module, bank, {building.FIRST: (2, 0)}, title="Larger")
    begin(rosas, larger)
    before = Taking(rosas, larger).todo
    name = Taking(rosas, larger).bank[before[0]].name
    larger.bank = [dict(one) for one in larger.bank.raw_data if one["value"]["name"] != name]
    larger.save_revision().publish()
    after = Taking(rosas, larger).todo
    assert (after[0], len(after)) == (before[1], 2)


def test_it_leaves_out_of_the_count_what_is_gone(rosas, check):
    answer_all(rosas, check, wrong=("Q2", "Q3"))
    without(check, "Q2")
    taking = Taking(rosas, check)
    assert (taking.outcome.right, taking.outcome.total) == (4, 5)


def test_it_finishes_where_an_edit_made_it_enough(rosas, check):
    answer_all(rosas, check, wrong=("Q2", "Q3"))
    without(check, "Q2", "Q3")
    begin(rosas, check)
    assert Completion.objects.count() == 1
