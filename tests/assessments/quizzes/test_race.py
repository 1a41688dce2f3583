"""Many clicks at the same moment, from two tabs and an impatient thumb."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from assessments.quizzes.models import Answer, Question, QuizAttempt
from assessments.quizzes.services import answer_question, begin_check
from assessments.quizzes.taking import Taking
from courses.pages.standing import standing
from courses.progress.models import Completion, Place
from tests.assessments.quizzes import building
from tests.assessments.quizzes.building import answer_next, begin, right_answer, wrong_answer

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
CLICKS = 8


def at_once(job: Callable[[int], Any]) -> list[Any]:
    barrier = Barrier(CLICKS)

    def click(number: int) -> Any:
        try:
            barrier.wait(timeout=30)
            return job(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(CLICKS) as pool:
        return list(pool.map(click, range(CLICKS)))


def test_it_begins_once(rosas, check):
    at_once(lambda _click: begin_check(enrollment=rosas, check=check, number=1))
    assert QuizAttempt.objects.count() == 1


def test_it_keeps_one_answer_and_finishes_once(rosas, module):
    check = building.check(module, [building.question(f"Q{n}") for n in range(6)], {building.FIRST: (6, 0)})
    begin(rosas, check)
    for _question in range(5):
        answer_next(rosas, check)
    taking = Taking(rosas, check)
    one = taking.bank[taking.todo[0]]
    answers = [right_answer(one.kind, one.content), wrong_answer(one.kind, one.content)]
    said = {"enrollment": rosas, "check": check, "number": 1, "key": one.key, "digest": one.digest}
    kept = at_once(lambda click: answer_question(**said, given=answers[click % 2]).pk)
    assert len(set(kept)) == 1
    assert (Answer.objects.count(), Question.objects.count()) == (6, 6)
    assert Completion.objects.count() == 1


def test_it_finishes_where_the_last_questions_are_answered_at_once(rosas, check):
    begin(rosas, check)
    answer_next(rosas, check)
    taking, known = Taking(rosas, check), standing(rosas.learner, check.key).place
    said = {"enrollment": rosas, "check": check, "number": 1, "known": known}

    def answer(click: int) -> None:
        one = taking.bank[taking.todo[click % 5]]
        right = right_answer(one.kind, one.content)
        answer_question(**said, key=one.key, digest=one.digest, given=right)

    at_once(answer)
    assert (Answer.objects.count(), Completion.objects.count()) == (6, 1)
    assert Place.objects.get().page == 6
