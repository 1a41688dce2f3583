"""Home and record say what became of a lesson that one took."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.progress.models import Completion
from courses.review.models import Review
from courses.review.services import take_back_review
from tests import builders
from tests.courses.review.conftest import course, edited, lesson, reviewed, stands, teaches, timed

__all__ = ["course", "lesson", "reviewed", "stands", "teaches", "timed"]


@pytest.fixture
def client(signed_in, sam, course, inez):
    builders.finish_course(sam, course, inez)
    return signed_in(sam)


@pytest.fixture
def taken_back(harbor, jo, lesson, reviewed):
    def because(reason="A new device is carried here."):
        reviewed(lesson)
        taken = {"organization": harbor, "activity_key": lesson.key, "language": "en", "by": jo}
        return take_back_review(**taken, reason=reason)

    return because


def is_told(client):
    return '<section class="note">' in client.get("/").text


def test_it_says_nothing_while_nothing_happened(client, lesson, reviewed):
    assert not is_told(client)
    reviewed(lesson)
    assert not is_told(client)


def test_it_leads_to_what_changed(client, lesson, reviewed):
    edited(lesson, "not waking", "not talking")
    assert not is_told(client), "nobody stands behind the new words yet"
    reviewed(lesson)
    for page in ("/", reverse("lms_home:record")):
        assert reverse("lms_courses:changed", kwargs={"key": lesson.key}) in client.get(page).text


def test_it_says_why_a_review_was_taken_back(client, taken_back):
    taken_back()
    for page in ("/", reverse("lms_home:record")):
        assert "A new device is carried here." in client.get(page).text


@pytest.mark.parametrize(("ago", "told"), [(364, True), (366, False)])
def test_it_tells_whoever_took_it_within_a_year(client, taken_back, ago, told):
    taken_back()
    Completion.objects.update(completed_at=Review.objects.get().taken_back_at - timedelta(days=ago))
    assert is_told(client) is told


def test_it_stops_after_a_year(client, taken_back):
    taken_back()
    long_ago = timezone.now() - timedelta(days=366)
    Completion.objects.update(completed_at=long_ago - timedelta(days=9))
    Review.objects.update(taken_back_at=long_ago)
    assert not is_told(client)


def test_it_tells_nobody_who_did_not_take_it(signed_in, rosa, taken_back, course, harbor):
    from courses.enrollment.services import enroll

    taken_back()
    enroll(learner=rosa, organization=harbor, course=course)
    assert not is_told(signed_in(rosa))


def test_it_says_on_the_finish_page_what_waits(client, sam, lesson, reviewed):
    finish = reverse("lms_home:finish", kwargs={"enrollment": sam.enrollments.get().pk})
    assert "“Breathing first” waits for its review." in client.get(finish).text
    edited(lesson, "not waking", "not talking")
    reviewed(lesson)
    assert reverse("lms_courses:changed", kwargs={"key": lesson.key}) in client.get(finish).text
