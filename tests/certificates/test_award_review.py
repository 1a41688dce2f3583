"""A certificate rests on reviewed words, and on having been taught exactly those."""

from datetime import timedelta

import pytest

from certificates.models import Certificate
from certificates.services import award, sweep
from courses.review.models import Review
from courses.review.services import take_back_review
from courses.review.waiting import waiting_reviews
from tests import builders
from tests.courses.review.conftest import course, edited, lesson, reviewed, stands, teaches, timed

__all__ = ["course", "lesson", "reviewed", "stands", "teaches", "timed"]


@pytest.fixture
def sams(sam, course, inez):
    return builders.finish_course(sam, course, inez)


def why(enrollment):
    return [one.why for one in waiting_reviews(enrollment)]


def test_it_waits_for_the_review_and_says_so(sams):
    assert why(sams) == ["review"]
    assert award(enrollment=sams) is None


def test_it_comes_by_itself_once_signed(sams, lesson, reviewed, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reviewed(lesson)
    assert Certificate.objects.get().enrollment == sams


def test_it_is_swept_up_when_the_process_died_before(sams, lesson, reviewed):
    reviewed(lesson)
    assert not Certificate.objects.exists()
    sweep()
    assert Certificate.objects.get().enrollment == sams


def test_it_waits_for_who_was_taught_earlier_words(sams, lesson, reviewed):
    edited(lesson, "not waking", "not talking")
    reviewed(lesson)
    assert why(sams) == ["changed"]
    assert award(enrollment=sams) is None


def test_it_waits_for_who_was_taught_without_a_value(sam, timed, course, inez, teaches, lesson, reviewed):
    enrollment = builders.finish_course(sam, course, inez)
    teaches("2-3")
    reviewed(lesson)
    reviewed(timed)
    assert [(one.title, one.why) for one in waiting_reviews(enrollment)] == [("The next dose", "changed")]


@pytest.mark.parametrize(("days", "waits"), [(60, []), (61, ["review"])])
def test_it_rests_on_an_overdue_review_for_sixty_days(sams, lesson, reviewed, days, waits):
    reviewed(lesson)
    past = builders.today() - timedelta(days=days)
    Review.objects.update(review_due=past, reviewed_on=past - timedelta(days=90))
    assert why(sams) == waits


def test_it_rests_on_nothing_that_was_taken_back(sams, lesson, reviewed, harbor, jo):
    reviewed(lesson)
    taken = {"organization": harbor, "activity_key": lesson.key, "language": "en", "by": jo}
    take_back_review(**taken, reason="The protocol changed.")
    assert why(sams) == ["review"]
    assert award(enrollment=sams) is None


def test_it_keeps_what_was_awarded(sams, lesson, reviewed, harbor, jo):
    reviewed(lesson)
    kept = award(enrollment=sams)
    edited(lesson, "not waking", "not talking")
    assert award(enrollment=sams) == kept
    assert Certificate.objects.get().status == "valid"


def test_it_needs_the_language_that_was_taught(sam, course, lesson, harbor, reviewed):
    from courses.enrollment.services import enroll

    spanish = builders.in_spanish(lesson)
    enrollment = enroll(learner=sam, organization=harbor, course=course)
    builders.take_lesson(enrollment, spanish)
    enrollment.refresh_from_db()
    reviewed(lesson)
    assert [(one.language, one.why) for one in waiting_reviews(enrollment)] == [("es", "review")]
    reviewed(spanish)
    assert award(enrollment=enrollment)
