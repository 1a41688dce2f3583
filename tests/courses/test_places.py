"""Somebody's place, from two tabs at once: nothing that one of them kept is lost by the other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from courses.pages.standing import standing
from courses.progress.models import Place
from courses.progress.services import answer_check, turn_page
from tests import builders

QUESTIONS = 6


@pytest.fixture
def lesson(course):
    checks = [builders.check(f"What tells you, {number}?") for number in range(QUESTIONS)]
    module = builders.lessons_of(course)[0].get_parent().specific
    return builders.lesson(
        module, "Many questions", pages=[checks, [builders.text("One idea.")], [builders.text("One idea.")]]
    )


def give(enrollment, lesson, number, known):
    block, options = list(lesson.answer_key().items())[number]
    said = {"block_id": block, "option_id": next(iter(options)), "known": known}
    return answer_check(enrollment=enrollment, activity=lesson, **said)


def as_read(rosa, lesson):
    return standing(rosa, lesson.key).place


def test_it_keeps_both_answers_where_each_tab_knew_of_none(rosa, enrollment, lesson):
    turn_page(enrollment=enrollment, activity=lesson, page=1)
    known = as_read(rosa, lesson)
    give(enrollment, lesson, 0, known)
    place = give(enrollment, lesson, 1, known)
    assert len(place.answers) == len(Place.objects.get().answers) == 2


def test_it_leads_nobody_back_who_has_read_on_in_another_tab(rosa, enrollment, lesson):
    turn_page(enrollment=enrollment, activity=lesson, page=1)
    known = as_read(rosa, lesson)
    turn_page(enrollment=enrollment, activity=lesson, page=2, known=known)
    turn_page(enrollment=enrollment, activity=lesson, page=1, known=known)
    assert (Place.objects.get().page, Place.objects.get().furthest) == (2, 3)


def test_it_writes_what_is_still_as_it_was_read_at_once(rosa, enrollment, lesson, django_assert_num_queries):
    give(enrollment, lesson, 0, None)
    known = as_read(rosa, lesson)
    with django_assert_num_queries(1 + 2):  # the two that open and close the transaction
        give(enrollment, lesson, 1, known)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_it_keeps_every_answer_of_many_tabs_at_once(rosa, enrollment, lesson):
    turn_page(enrollment=enrollment, activity=lesson, page=1)
    known, barrier = as_read(rosa, lesson), Barrier(QUESTIONS)

    def click(number):
        try:
            barrier.wait(timeout=30)
            give(enrollment, lesson, number, known)
        finally:
            connection.close()

    with ThreadPoolExecutor(QUESTIONS) as pool:
        list(pool.map(click, range(QUESTIONS)))
    assert len(Place.objects.get().answers) == QUESTIONS
