"""`/learn/<key>/`: reading, answering, coming back."""

import pytest
from django.urls import reverse

from courses.enrollment.services import enroll
from courses.progress.models import Completion, Place
from tests import builders


def address(lesson, page=None):
    if page is None:
        return reverse("lms_courses:activity", kwargs={"key": lesson.key})
    return reverse("lms_courses:page", kwargs={"key": lesson.key, "page": page})


def turn(client, lesson, page):
    return client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": page}))


def answer(client, lesson, *, right):
    (block, options), *_rest = lesson.answer_key().items()
    option = next(pk for pk, is_right in options.items() if is_right is right)
    where = {"key": lesson.key, "page": lesson.page_of_block(block), "block": block}
    return client.post(reverse("lms_courses:answer", kwargs=where), {"option": option})


@pytest.fixture
def lesson(course):
    return builders.lessons_of(course)[0]


@pytest.fixture
def client(signed_in, rosa, enrollment):
    return signed_in(rosa)


def test_it_opens_at_the_first_page(client, lesson):
    response = client.get(address(lesson))
    assert response.status_code == 200
    assert "Words that help, page 1" in response.text
    assert not Place.objects.exists(), "looking writes nothing"


def test_it_comes_back_to_the_exact_page(client, lesson, signed_in, rosa):
    turn(client, lesson, 1)
    other_device = signed_in(rosa)
    assert "Words that help, page 2" in other_device.get(address(lesson)).text


def test_it_lets_nobody_jump_ahead(client, lesson):
    assert client.get(address(lesson, 2)).url == address(lesson, 1)
    turn(client, lesson, 2)
    assert Completion.objects.count() == 0


def test_it_answers_a_wrong_answer_and_lets_one_try_again(client, lesson):
    turn(client, lesson, 1)
    answer(client, lesson, right=False)
    assert "Look again." in client.get(address(lesson)).text
    answer(client, lesson, right=True)
    assert "Look again." not in client.get(address(lesson)).text


def test_it_keeps_a_right_answer(client, lesson):
    answer(client, lesson, right=True)
    answer(client, lesson, right=False)
    (kept,) = Place.objects.get().answers.values()
    assert (kept["right"], kept["tries"]) == (True, 1)


def test_it_refuses_an_answer_from_elsewhere(client, lesson):
    (block, _options), *_rest = lesson.answer_key().items()
    where = {"key": lesson.key, "page": 2, "block": block}
    client.post(reverse("lms_courses:answer", kwargs=where), {"option": "something else"})
    assert Place.objects.filter(answers={}).count() == Place.objects.count()


def test_it_says_which_question_is_open_and_loses_nothing(client, lesson):
    turn(client, lesson, 1)
    response = turn(client, lesson, 2)
    assert response.url.startswith(address(lesson, 2))
    assert "Not yet" in client.get(address(lesson)).text
    assert Completion.objects.count() == 0


def test_it_finishes_after_the_last_page(client, lesson, course):
    turn(client, lesson, 1)
    answer(client, lesson, right=True)
    assert turn(client, lesson, 2).url == reverse("lms_courses:course", kwargs={"key": course.key})
    assert Completion.objects.get().activity_key == lesson.key


def test_it_counts_a_double_click_once(client, lesson):
    turn(client, lesson, 1)
    answer(client, lesson, right=True)
    turn(client, lesson, 2)
    turn(client, lesson, 2)
    assert Completion.objects.count() == 1


def test_it_cannot_be_completed_by_hand(client, lesson):  # A03
    data = {"completed_at": "2026-01-01", "furthest": "9", "page": "9", "minutes": "999"}
    client.post(reverse("lms_courses:complete", kwargs={"key": lesson.key}), data)
    turn(client, lesson, 9)
    assert Completion.objects.count() == 0


@pytest.mark.parametrize("name", ["turn", "answer", "complete"])
def test_it_changes_nothing_by_looking(client, lesson, name):  # R23
    (block, _options), *_rest = lesson.answer_key().items()
    where = {"complete": {}, "turn": {"page": 1}, "answer": {"page": 2, "block": block}}[name]
    assert client.get(reverse(f"lms_courses:{name}", kwargs={"key": lesson.key, **where})).status_code == 405
    assert not Place.objects.exists()


def test_it_is_not_here_before_it_is_published(client, lesson):  # A01
    lesson.unpublish()
    assert client.get(address(lesson)).status_code == 404
    assert turn(client, lesson, 1).status_code == 404


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, lesson, role):  # A12
    outsider = signed_in(dana(role))
    assert outsider.get(address(lesson)).status_code == 404
    assert turn(outsider, lesson, 1).status_code == 404
    assert answer(outsider, lesson, right=True).status_code == 404
    assert not Place.objects.exists()


def test_it_is_not_here_for_somebody_who_is_not_on_the_course(signed_in, sam, lesson):
    assert signed_in(sam).get(address(lesson)).status_code == 404


def test_it_asks_a_stranger_to_sign_in(db, lesson):
    from django.test import Client

    assert Client().get(address(lesson)).url.startswith("/sign-in/")


def test_it_shows_an_edit_at_once(client, lesson):
    client.get(address(lesson))
    lesson.pages[0].value["body"][0].value.source = "<p>Corrected.</p>"
    lesson.save_revision().publish()
    assert "Corrected." in client.get(address(lesson)).text


def test_it_escapes_titles(signed_in, rosa, harbor):  # I02
    module = builders.module(builders.course(harbor, "Other"))
    lesson = builders.lesson(module, "<script>alert(1)</script>")
    enroll(learner=rosa, organization=harbor, course=module.get_parent().specific)
    assert "<script>alert(1)" not in signed_in(rosa).get(address(lesson)).text


def test_it_needs_few_queries(client, lesson, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get(address(lesson))
    turn(client, lesson, 1)
    client.get(address(lesson))
    with django_assert_max_num_queries(4):
        client.get(address(lesson))


def test_it_says_in_which_language_a_borrowed_lesson_is(client, lesson):
    shown = client.get(address(lesson), headers={"accept-language": "es"})
    assert '<html lang="es"' in shown.text
    assert '<div class="blocks" lang="en">' in shown.text
    assert 'class="blocks">' in client.get(address(lesson)).text
