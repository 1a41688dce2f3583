"""Somebody is taught the words of the page where they began, also where those change while they read."""

import re

import pytest
from django.urls import reverse

from courses.enrollment.services import enroll
from courses.pages.models import LessonPage
from courses.progress.models import Completion, Place
from courses.progress.services import complete_activity, turn_page
from courses.review.queries import reviews_of
from courses.review.waiting import CHANGED, waiting_reviews
from tests import builders
from tests.courses.review.conftest import edited
from tests.courses.test_learn import address, answer


@pytest.fixture
def enrollment(rosa, harbor, course):
    return enroll(learner=rosa, organization=harbor, course=course)


@pytest.fixture
def client(signed_in, rosa, enrollment, lesson):
    """Rosa, who reads the page that makes a claim."""
    reader = signed_in(rosa)
    reader.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 1}))
    answer(reader, lesson, right=True)
    return reader


def turn(client, lesson, page, shown):
    mark = re.search(r'name="opened" value="([^"]+)"', shown.text)[1]
    return client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": page}), {"opened": mark})


def words(harbor, lesson):
    """What the lesson teaches now."""
    lesson.refresh_from_db()
    return reviews_of(harbor).of(lesson).taught_digest


def test_it_keeps_the_words_that_the_page_showed(client, lesson, harbor):
    shown, before = client.get(address(lesson)), words(harbor, lesson)
    edited(lesson, "not waking", "not talking")
    turn(client, lesson, 2, shown)
    assert (Completion.objects.get().wording, Completion.objects.get().language) == (before, "en")
    assert before != words(harbor, lesson)


def test_it_asks_what_changed_before_the_certificate(client, lesson, reviewed, enrollment):
    shown = client.get(address(lesson))
    edited(lesson, "not waking", "not talking")
    reviewed(lesson)
    turn(client, lesson, 2, shown)
    enrollment.refresh_from_db()
    assert [one.why for one in waiting_reviews(enrollment)] == [CHANGED]
    assert reverse("lms_courses:changed", kwargs={"key": lesson.key}) in client.get("/").text


def test_it_shows_the_words_before_and_now(rosa, lesson, reviewed, enrollment, signed_in):
    turn_page(enrollment=enrollment, activity=lesson, page=2)
    edited(lesson, "not waking", "not talking")
    reviewed(lesson)
    complete_activity(enrollment=enrollment, activity=lesson)
    shown = signed_in(rosa).get(reverse("lms_courses:changed", kwargs={"key": lesson.key}))
    (change,) = shown.context["changes"].changes
    assert (change.before, change.now) == (["Aim for breathing, not waking."], ["Aim for breathing, not talking."])


def test_it_asks_nothing_where_the_page_came_after_the_edit(client, lesson, reviewed, enrollment):
    edited(lesson, "not waking", "not talking")
    reviewed(lesson)
    turn(client, lesson, 2, client.get(address(lesson)))
    enrollment.refresh_from_db()
    assert waiting_reviews(enrollment) == []


def test_it_notes_no_words_on_a_page_that_claims_nothing(client, lesson, harbor):
    assert Place.objects.get().wording == ""
    edited(lesson, "not waking", "not talking")
    turn(client, lesson, 2, client.get(address(lesson)))
    assert Completion.objects.get().wording == words(harbor, lesson)


def test_it_stays_with_the_earliest_words(enrollment, timed, harbor):
    before = words(harbor, timed)
    turn_page(enrollment=enrollment, activity=timed, page=1)
    edited(timed, "Look again.", "Look once more.")
    turn_page(enrollment=enrollment, activity=timed, page=1)
    assert Place.objects.get().wording == before


def test_it_keeps_the_language_of_the_earliest_words(enrollment, lesson):
    spanish = builders.in_spanish(lesson)
    turn_page(enrollment=enrollment, activity=lesson, page=2)
    complete_activity(enrollment=enrollment, activity=spanish)
    assert Completion.objects.get().language == "en"


def test_it_believes_no_mark_that_was_written_by_hand(client, lesson, harbor):  # H12
    forged = f"1700000000 en {'0' * 64}:forged"
    client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 2}), {"opened": forged})
    assert Place.objects.get().wording == words(harbor, lesson)


def test_it_counts_every_page_where_nothing_is_tagged(lesson):
    plain = LessonPage(pages=[("page", {"heading": "One", "body": []})] * 2, safety_critical=True)
    assert (plain.teaching_pages(), lesson.teaching_pages()) == ({1, 2}, {2})


def test_it_asks_the_database_no_more_once_the_words_are_noted(client, lesson, django_assert_max_num_queries):
    turn(client, lesson, 2, client.get(address(lesson)))
    shown = client.get(address(lesson, 1))
    with django_assert_max_num_queries(4 + 2):  # the two that open and close the transaction
        turn(client, lesson, 1, shown)
