"""What a scored practice says on its own page in the course."""

import pytest
from django.urls import reverse

from courses.progress.services import confirm_attendance
from tests.assessments.roleplay.observed import building


@pytest.fixture
def page(signed_in, rosa, rosas, practiced):
    where = reverse("lms_courses:activity", kwargs={"key": practiced.key})
    return lambda: " ".join(signed_in(rosa).get(where).text.split())


def test_it_says_how_it_is_scored_and_by_whom(page, inez):
    shown = page()
    assert "Two performances, seen ready by two different people." in shown
    assert "Who can observe you: Inez." in shown
    assert "Afterwards somebody who was there confirms it" not in shown


def test_it_says_what_somebody_has(page, inez, rosas, practiced):
    building.played(inez, rosas, practiced)
    assert "1 of 2 seen ready, by Inez on" in page()


def test_it_leads_to_my_practice(page, practiced):
    assert f'href="{reverse("lms_assessments:practice")}#practice-{practiced.key}"' in page()


def test_it_stays_done_where_it_was_confirmed_before(page, inez, rosas, practiced):
    practiced.performances = practiced.observers = 0
    practiced.save_revision().publish()
    confirm_attendance(session=practiced, enrollments=[rosas], confirmed_by=inez)
    practiced.performances = practiced.observers = 2
    practiced.save_revision().publish()
    shown = page()
    assert "Inez was there and confirmed it" in shown
    assert "It is done, and it stays done." in shown
    assert "Nobody has observed you" not in shown


def test_it_leaves_a_session_that_nobody_scores_as_it_was(signed_in, rosa, rosas, practiced):
    practiced.performances = practiced.observers = 0
    practiced.save_revision().publish()
    shown = signed_in(rosa).get(reverse("lms_courses:activity", kwargs={"key": practiced.key})).text
    assert "Afterwards somebody who was there confirms it" in shown


@pytest.mark.parametrize(
    ("looks", "line"), [(2, "An observer says when you are ready."), (0, "Somebody who was there confirms this one.")]
)
def test_it_says_on_the_path_who_has_the_word(signed_in, rosa, rosas, practiced, looks, line):
    practiced.performances = practiced.observers = looks
    practiced.save_revision().publish()
    shown = signed_in(rosa).get(reverse("lms_courses:course", kwargs={"key": rosas.course_key})).text
    assert (line in shown, shown.count("says when you are ready") + shown.count("confirms this one")) == (True, 1)
