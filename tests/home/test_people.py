"""The people one works with."""

import pytest
from django.urls import reverse

from courses.enrollment.models import Enrollment
from lms.people.models import Membership
from tests import builders


@pytest.fixture
def page(rosa):
    return reverse("lms_home:person", kwargs={"membership": rosa.memberships.get().pk})


@pytest.fixture
def form(rosa):
    return reverse("lms_home:enroll", kwargs={"membership": rosa.memberships.get().pk})


@pytest.mark.parametrize("who", ["inez", "jo", "marcus"])
def test_it_lists_the_people_one_works_with(request, signed_in, who, enrollment, sam):
    shown = signed_in(request.getfixturevalue(who)).get(reverse("lms_home:people"))
    assert [line["name"] for line in shown.context["people"]] == ["Rosa", "Sam"]
    assert shown.context["people"][0]["courses"][0]["total"] == 2


def test_it_is_not_for_a_new_hire(signed_in, rosa, sam, page):
    assert signed_in(rosa).get(reverse("lms_home:people")).status_code == 404
    assert signed_in(sam).get(page).status_code == 404


def test_it_shows_one_person_without_their_answers(signed_in, marcus, page, enrollment, course):
    builders.take_lesson(enrollment, builders.lessons_of(course)[0])
    shown = signed_in(marcus).get(page)
    assert "Words that help" in shown.text
    assert "tries" not in str(shown.context["courses"])


def test_it_says_how_far_somebody_is(signed_in, marcus, page, enrollment, course):
    builders.take_lesson(enrollment, builders.lessons_of(course)[0])
    assert "1 of 2 done · 10 minutes" in signed_in(marcus).get(page).text


def test_it_shows_a_supervisor_the_team_with_hours_against_the_goal(signed_in, marcus, enrollment, course):
    builders.take_lesson(enrollment, builders.lessons_of(course)[0])
    shown = signed_in(marcus).get(reverse("lms_home:people")).text
    assert "<h1>Your team</h1>" in shown
    assert "10 minutes of 30 minutes" in shown


def test_it_lets_a_trainer_put_somebody_on_a_course(signed_in, inez, rosa, form, course):
    response = signed_in(inez).post(form, {"course": course.pk}, follow=True)
    assert "First weeks" in response.text
    assert Enrollment.objects.get().learner == rosa


def test_it_counts_twice_as_once(signed_in, inez, form, course):
    for _again in range(2):
        signed_in(inez).post(form, {"course": course.pk})
    assert Enrollment.objects.count() == 1


def test_it_offers_only_courses_of_this_agency(signed_in, inez, form, elsewhere):
    other = builders.small_course(elsewhere)
    assert signed_in(inez).post(form, {"course": other.pk}).status_code == 200
    assert not Enrollment.objects.exists()


def test_it_says_when_a_course_is_empty(signed_in, inez, form, harbor):
    empty = builders.course(harbor, "Nothing yet")
    assert "nothing to do in it yet" in signed_in(inez).post(form, {"course": empty.pk}).text


def test_it_lets_no_supervisor_enroll(signed_in, marcus, form, course):
    assert signed_in(marcus).post(form, {"course": course.pk}).status_code == 404
    assert not Enrollment.objects.exists()


@pytest.mark.parametrize("role", ["new_hire", "senior_peer", "supervisor", "trainer", "coordinator"])
def test_it_finds_nobody_for_dana(signed_in, dana, role, page, form, course):  # A12
    outsider = signed_in(dana(role))
    assert outsider.get(page).status_code == 404
    assert outsider.post(form, {"course": course.pk}).status_code == 404
    assert not Enrollment.objects.exists()
    if role != "new_hire":
        assert outsider.get(reverse("lms_home:people")).context["people"] == []


def test_it_finds_nobody_for_dana_by_query_either(dana, rosa, enrollment):
    for role in ["supervisor", "trainer", "coordinator"]:
        outsider = dana(role)
        assert rosa not in [m.user for m in Membership.objects.visible_to(outsider)]
        assert not Enrollment.objects.visible_to(outsider).exists()
