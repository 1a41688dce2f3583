"""What is kept about somebody who took a check, in words, and how it goes."""

from datetime import timedelta

from django.utils import timezone

from assessments.quizzes.models import Answer, Question, QuizAttempt
from certificates.services import award
from courses.progress.models import Completion
from lms.home import privacy, retention
from lms.people.models import Membership
from tests.assessments.quizzes.building import answer_all


def test_it_says_what_was_asked_and_answered_in_words(rosa, rosas, check):
    answer_all(rosas, check)
    held = privacy.held_about(rosa)
    (go,) = held["Checks you took"]
    assert (go["course"], go["part"], go["questions"]) == ("First weeks", "What you know", "6")
    said = {row["question"]: row["answer"] for row in held["Your answers to checks"]}
    assert said["Q1?"] == "Q1 right"
    assert said["Q3?"] == "False"
    assert said["Q4?"] == "Look, Call, Stay"
    assert said["Q5?"] == "Steady breath: Sleep, Hot skin: Overamping"


def test_it_says_nothing_about_anybody_else(sam, rosas, check):
    answer_all(rosas, check)
    assert "Q1" not in str(privacy.held_about(sam))


def test_it_goes_with_the_account_and_the_questions_stay(rosa, rosas, check):
    answer_all(rosas, check)
    privacy.erase(user=rosa)
    assert not QuizAttempt.objects.exists()
    assert not Answer.objects.exists()
    assert Question.objects.exists()


def test_it_keeps_what_a_certificate_rests_on(rosa, rosas, check):
    answer_all(rosas, check)
    rosas.refresh_from_db()
    award(enrollment=rosas)
    privacy.erase(user=rosa)
    assert (Completion.objects.count(), Answer.objects.count()) == (1, 0)


def test_it_goes_some_time_after_somebody_left(rosa, rosas, check):
    answer_all(rosas, check, wrong=("Q1",))
    retention.expire(now=timezone.now())
    assert Answer.objects.exists()
    Membership.objects.filter(user=rosa).update(ended_at=timezone.now() - timedelta(days=4000))
    retention.expire(now=timezone.now())
    assert not Answer.objects.exists()
