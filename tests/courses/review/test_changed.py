"""Whoever was taught earlier words reads what changed and answers its must-know questions again."""

import pytest
from django.urls import reverse

from certificates.models import Certificate
from courses.enrollment.services import enroll
from courses.pages.models import organization_of
from courses.review.models import Renewal
from courses.review.queries import reviews_of
from courses.review.waiting import waiting_reviews
from tests import builders
from tests.courses.review.conftest import edited


@pytest.fixture
def sams(sam, course, timed, inez, lesson, reviewed):
    """Sam finished; the first lesson was reviewed and edited since, the other waits for its value."""
    enrollment = builders.finish_course(sam, course, inez)
    edited(lesson, "not waking", "not talking")
    reviewed(lesson)
    return enrollment


@pytest.fixture
def client(signed_in, sam, sams):
    return signed_in(sam)


def where(lesson):
    return reverse("lms_courses:changed", kwargs={"key": lesson.key})


def answers(lesson, *, right=True):
    """What its page sends: which words were read, and an answer to every question of the lesson."""
    read = reviews_of(organization_of(lesson)).of(lesson).taught_digest
    return {"seen": read} | {
        block: next(pk for pk, is_right in options.items() if is_right is right)
        for block, options in lesson.answer_key().items()
    }


def test_it_shows_the_words_before_and_now(client, lesson):
    shown = client.get(where(lesson))
    (change,) = shown.context["changes"].changes
    assert (change.before, change.now) == (["Aim for breathing, not waking."], ["Aim for breathing, not talking."])
    assert "Aim for breathing, not talking." in shown.text
    assert [question["text"] for question in shown.context["questions"]] == ["What tells you to act?"]


def test_it_keeps_the_renewal_once_everything_is_right(client, lesson, sams):
    wrong = client.post(where(lesson), answers(lesson, right=False))
    assert "Look again." in wrong.text
    assert "Not yet" in wrong.text
    assert not Renewal.objects.exists()
    client.post(where(lesson), answers(lesson))
    assert [one.title for one in waiting_reviews(sams)] == ["The next dose"]


def test_it_wants_an_answer(client, lesson):
    assert "Not yet" in client.post(where(lesson), {"seen": answers(lesson)["seen"]}).text
    assert not Renewal.objects.exists()


def test_it_asks_what_could_not_be_asked_without_the_value(client, timed, teaches, reviewed):
    teaches("7-8")
    reviewed(timed)
    shown = client.get(where(timed))
    assert [(one.before, one.now) for one in shown.context["changes"].changes] == [
        (["Wait the time your agency teaches (not set yet; ask Inez)."], ["Wait 7-8 minutes."])
    ]
    (question,) = shown.context["questions"]
    assert [option["text"] for option in question["options"]] == ["Until they wake", "7-8 minutes"]


def test_it_leads_to_the_certificate(client, lesson, timed, teaches, reviewed, django_capture_on_commit_callbacks):
    teaches("7-8")
    reviewed(timed)
    client.post(where(lesson), answers(lesson))
    assert not Certificate.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        ended = client.post(where(timed), answers(timed))
    assert "/finish/" in ended.url
    assert Certificate.objects.count() == 1


def test_it_does_not_ask_what_did_not_change(client, lesson, timed, teaches, reviewed):
    teaches("7-8")
    reviewed(timed)
    assert "Whose name?" not in client.get(where(timed)).text


def test_it_has_nothing_to_read_before_somebody_stands_behind_it(client, timed):
    assert client.get(where(timed)).url == reverse("lms_courses:activity", kwargs={"key": timed.key})


@pytest.mark.parametrize("role", ["new_hire", "trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, lesson, sams, role):  # A12
    outsider = signed_in(dana(role))
    assert outsider.get(where(lesson)).status_code == 404
    assert outsider.post(where(lesson), answers(lesson)).status_code == 404


def test_it_leads_to_the_lesson_before_it_was_taken(signed_in, rosa, harbor, course, lesson):
    enroll(learner=rosa, organization=harbor, course=course)
    assert signed_in(rosa).get(where(lesson)).url == reverse("lms_courses:activity", kwargs={"key": lesson.key})


def test_it_is_for_the_learner_alone(signed_in, marcus, inez, rosa, lesson, sams):
    assert [signed_in(user).get(where(lesson)).status_code for user in (marcus, inez, rosa)] == [404] * 3


def test_it_keeps_nothing_of_words_that_changed_while_they_were_read(client, lesson, reviewed):
    read = client.get(where(lesson)).context["changes"].digest
    edited(lesson, "not talking", "not standing")
    reviewed(lesson)
    shown = client.post(where(lesson), {**answers(lesson), "seen": read})
    assert "Something changed while you were reading." in shown.text
    assert "Aim for breathing, not standing." in shown.text
    assert not Renewal.objects.exists()
