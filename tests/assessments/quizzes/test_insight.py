"""How the questions work, for whoever writes them: figures of many, nothing of one."""

import pytest
from django.urls import reverse

from courses.enrollment.services import enroll
from tests import builders
from tests.assessments.quizzes import building

CHECKS = reverse("lms_assessments:questions_of")
COST = 11


def words(answer):
    return " ".join(answer.text.split())


@pytest.fixture
def check(harbor):
    course = builders.course(harbor, "First weeks")
    return building.check(builders.module(course))


def take(check, harbor, count, *, wrong=()):
    course = check.get_ancestors().last().get_parent().specific
    for number in range(count):
        learner = builders.person(f"Learner-{len(wrong)}-{number}", "new_hire", harbor)
        building.answer_all(enroll(learner=learner, organization=harbor, course=course), check, wrong=wrong)


def page(check):
    return reverse("lms_assessments:questions", kwargs={"key": check.key})


def test_it_says_how_many_knew_it(signed_in, inez, harbor, check):
    take(check, harbor, 4)
    take(check, harbor, 2, wrong=("Q1",))
    shown = words(signed_in(inez).get(page(check)))
    assert "67 %" in shown
    assert "33 % · Q1 wrong" in shown
    assert "6 people took it" in words(signed_in(inez).get(CHECKS))


def test_it_tells_apart_checks_of_one_name(signed_in, inez, harbor, check):
    building.check(builders.module(check.get_parent().get_parent().specific, "Boundaries"))
    shown = words(signed_in(inez).get(CHECKS))
    assert f"Boundaries: {check.title}" in shown
    assert f"{check.get_parent().title}: {check.title}" in shown
    assert f"Boundaries: {check.title}" not in words(signed_in(inez).get(page(check)))


def test_it_says_nothing_of_four(signed_in, inez, harbor, check):
    take(check, harbor, 4)
    shown = words(signed_in(inez).get(page(check)))
    assert "4 answers: too few to say" in shown
    assert " %" not in shown


def test_it_counts_first_answers_alone(signed_in, inez, harbor, check):
    take(check, harbor, 5, wrong=("Q1",))
    course = check.get_ancestors().last().get_parent().specific
    for enrollment in course.organization.enrollments.all():
        building.answer_all(enrollment, check)
    assert "0 %" in words(signed_in(inez).get(page(check)))


def test_it_names_nobody(signed_in, inez, harbor, check):
    take(check, harbor, 6)
    assert "Learner" not in signed_in(inez).get(page(check)).text


def test_it_costs_the_same_however_many_answered(signed_in, inez, harbor, check, django_assert_num_queries):
    take(check, harbor, 1)
    client = signed_in(inez)
    client.get(page(check))
    with django_assert_num_queries(COST):
        client.get(page(check))
    take(check, harbor, 5, wrong=("Q2",))
    with django_assert_num_queries(COST):
        client.get(page(check))


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_it_is_nothing_to_dana(signed_in, harbor, check, dana, role):
    client = signed_in(dana(role))
    assert check.title not in client.get(CHECKS).text
    assert client.get(page(check)).status_code == 404


def test_it_is_for_those_who_write(signed_in, rosa, marcus, check):
    for somebody in (rosa, marcus):
        assert signed_in(somebody).get(CHECKS).status_code == 404
        assert signed_in(somebody).get(page(check)).status_code == 404
