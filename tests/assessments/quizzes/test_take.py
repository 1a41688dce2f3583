"""Taking a check, by its services: what is kept, what comes again, when it is done."""

import pytest
from django.core.exceptions import ValidationError

from assessments.quizzes.models import Answer, QuizAttempt
from assessments.quizzes.services import answer_question, begin_check
from assessments.quizzes.taking import Taking
from courses.progress.models import Completion, Place
from tests.assessments.quizzes import building
from tests.assessments.quizzes.building import answer_all, answer_next, begin


def given(check, enrollment, key, **more):
    one = Taking(enrollment, check).bank[key]
    right = building.right_answer(one.kind, one.content)
    return {"enrollment": enrollment, "check": check, "key": key, "digest": one.digest, "given": right, **more}


def test_it_asks_what_was_drawn_and_nothing_twice(rosas, check):
    begin(rosas, check)
    drawn = Taking(rosas, check).todo
    for key in drawn:
        assert answer_next(rosas, check).question_key == key
    assert len(set(drawn)) == 6
    assert Taking(rosas, check).todo == []


def test_it_is_done_with_the_cut_and_every_must_know(rosas, check):
    answer_all(rosas, check, wrong=("Q2",))
    done = Completion.objects.get()
    assert (done.kind, done.result, done.kind_label) == ("check", "80 percent reached", "Knowledge check")


def test_it_is_not_done_below_the_cut(rosas, check):
    answer_all(rosas, check, wrong=("Q2", "Q3"))
    assert not Completion.objects.exists()
    assert Taking(rosas, check).outcome.right == 4


def test_it_is_not_done_without_a_must_know(rosas, check):
    answer_all(rosas, check, wrong=("Q1",))
    assert not Completion.objects.exists()


def test_it_asks_only_what_was_missed_again_as_often_as_one_likes(rosas, check):
    answer_all(rosas, check, wrong=("Q2", "Q3"))
    for _time in range(3):
        answer_all(rosas, check, wrong=("Q2", "Q3"))
    begin(rosas, check)
    again = Taking(rosas, check)
    assert {again.bank[key].name for key in again.todo} == {"Q2", "Q3"}
    answer_next(rosas, check)
    answer_next(rosas, check)
    assert Completion.objects.count() == 1


def test_it_keeps_the_first_answer_of_a_go(rosas, check):
    begin(rosas, check)
    first = answer_next(rosas, check)
    again = answer_question(**given(check, rosas, first.question_key, number=1) | {"given": [2]})
    assert (again.pk, again.given) == (first.pk, first.given)


def test_it_begins_a_go_once(rosas, check):
    for _time in range(3):
        begin_check(enrollment=rosas, check=check, number=1)
    begin_check(enrollment=rosas, check=check, number=2)
    begin_check(enrollment=rosas, check=check, number=7)
    assert QuizAttempt.objects.count() == 1


@pytest.mark.parametrize(
    "more", [{"number": 2}, {"digest": "f" * 64}, {"given": []}, {"given": [9]}, {"given": [0, 1]}]
)
def test_it_keeps_nothing_that_does_not_fit(rosas, check, more):
    begin(rosas, check)
    taking = Taking(rosas, check)
    single = next(key for key in taking.todo if taking.bank[key].kind in {"single", "say"})
    with pytest.raises(ValidationError):
        answer_question(**given(check, rosas, single, number=1) | more)
    assert not Answer.objects.exists()


def test_it_knows_where_one_is_on_the_path(rosas, check):
    begin(rosas, check)
    answer_next(rosas, check)
    answer_next(rosas, check, right=False)
    assert (Place.objects.get().page, check.page_count) == (3, 6)


def test_it_never_takes_done_away(rosas, check):
    answer_all(rosas, check)
    check.cut = 100
    check.save_revision().publish()
    answer_all(rosas, check, wrong=("Q2",))
    assert Completion.objects.count() == 1
