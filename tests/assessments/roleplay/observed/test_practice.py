"""My practice: what is asked, what I have, what comes next; one-to-one; where to try it alone."""

import re
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from django.urls import reverse

from assessments.roleplay.observed.mine import practices_of
from assessments.roleplay.observed.mine_outlook import code_of
from assessments.roleplay.observed.models import OneToOne, Performance
from courses.enrollment.services import enroll
from courses.progress.services import confirm_attendance
from tests import builders
from tests.assessments.roleplay.observed import building
from tests.assessments.roleplay.scenarios import writing

PRACTICE = "lms_assessments:practice"


@pytest.fixture
def shown(signed_in, rosa):
    """My practice as Rosa reads it, in one line."""
    return lambda: " ".join(re.sub("<[^>]+>", " ", signed_in(rosa).get(reverse(PRACTICE)).text).split())


def test_it_says_what_is_asked_and_who_observes(shown, inez, rosas):
    page = shown()
    assert "Two performances, seen ready by two different people." in page
    assert "Nobody has observed you in this one yet. 2 more to go." in page
    assert "Who can observe you: Inez." in page


def test_it_says_what_somebody_has_and_who_looks_next(shown, inez, observing, rosas, practiced):
    building.played(inez, rosas, practiced)
    Performance.objects.update(begun_at=datetime(2026, 11, 3, 18, tzinfo=UTC))
    assert "1 of 2 seen ready, by Inez on November 3. 1 more to go. Next time somebody else" in shown()
    building.played(inez, rosas, practiced)
    assert "2 of 2 seen ready, by Inez on November 3. Next time somebody else observes, besides Inez." in shown()
    building.played(observing, rosas, practiced)
    assert "Done on" in shown()


def test_it_says_that_a_supervisor_alone_is_not_enough(shown, observing, rosas, practiced):
    practiced.performances = practiced.observers = 1
    practiced.save_revision().publish()
    building.played(observing, rosas, practiced)
    assert "A supervisor of yours alone is not enough" in shown()


def test_it_names_each_scenario_that_is_still_to_play(shown, inez, harbor, rosas, practiced):
    building.rubric(harbor, "RP09", title="At the door")
    practiced.scenario = "RP08, RP09"
    practiced.save_revision().publish()
    building.played(inez, rosas, practiced)
    page = shown()
    assert "Each of these is played: Down behind the van, At the door." in page
    assert "Still to play: At the door." in page


def test_it_says_what_came_of_each_performance(shown, inez, observing, rosas, practiced):
    building.played(inez, rosas, practiced, O1="no")
    building.seen_twice(inez, observing, rosas, practiced, G1=1)
    building.begin(inez, rosas, practiced)
    page = shown()
    assert page.index("First say how you saw it") < page.index("Somebody else looks too") < page.index("Not yet")
    assert "0 of 2 seen ready. 2 more to go." in page


def test_it_is_done_where_it_was_confirmed_before(shown, inez, rosas, practiced):
    practiced.performances = practiced.observers = 0
    practiced.save_revision().publish()
    confirm_attendance(session=practiced, enrollments=[rosas], confirmed_by=inez)
    practiced.performances = practiced.observers = 2
    practiced.save_revision().publish()
    page = shown()
    assert "Done on" in page
    assert "seen ready" not in page


def test_it_is_empty_for_whoever_has_nothing_to_practice(signed_in, sam, rosas):
    page = signed_in(sam).get(reverse(PRACTICE)).text
    assert "Nothing is waiting for you here." in page


def test_it_says_what_opens_a_practice(shown, rosa, harbor):
    building.rubric(harbor)
    course = builders.course(harbor, "Second steps")
    first = builders.module(course, "The role")
    builders.lesson(first)
    building.practice(builders.module(course, "With people", after=(first,)))
    enroll(learner=rosa, organization=harbor, course=course)
    page = shown()
    assert "Opens after The role." in page
    assert "My code" not in page


def test_it_keeps_what_was_played_where_the_practice_is_gone(shown, inez, rosas, practiced):
    building.played(inez, rosas, practiced)
    practiced.unpublish()
    page = shown()
    assert "From before" in page
    assert "Down behind the van Ready" in page


def test_it_leads_to_the_scenario_alone(shown, signed_in, rosa, harbor, rosas):
    harbor.contact_name = "Jo"
    harbor.save()
    course = builders.course(harbor, "Practice")
    scenario = writing.scenario(builders.module(course), code="RP08")
    assert "You can try “At the door” alone first. It is in the course “Practice”: Jo can put you on it." in shown()
    enroll(learner=rosa, organization=harbor, course=course)
    page = signed_in(rosa).get(reverse(PRACTICE)).text
    assert reverse("lms_courses:activity", kwargs={"key": scenario.key}) in page
    assert "Try it alone first: At the door" in page


def test_it_shows_a_code_that_an_observer_scans(signed_in, rosa, inez, rosas, practiced):
    (mine,) = practices_of(rosa)
    code = code_of(mine)
    assert unquote(code).startswith("data:image/svg+xml")
    assert len(code) < 7000
    assert code in signed_in(rosa).get(reverse(PRACTICE)).text.replace("&#x27;", "'")


def test_it_asks_for_one_to_one_and_takes_it_back(signed_in, rosa, rosas, practiced, shown):
    where = reverse("lms_assessments:one_to_one", kwargs={"key": practiced.key})
    client = signed_in(rosa)
    for _tap in range(2):
        client.post(where, {"wanted": "yes"})
    assert OneToOne.objects.get().enrollment == rosas
    assert "You asked for one-to-one" in shown()
    client.post(where, {"wanted": "no"})
    assert not OneToOne.objects.exists()
    assert "I would rather do this one-to-one" in shown()


def test_it_asks_nothing_of_a_practice_of_others(signed_in, sam, marcus, dana, rosa, rosas, practiced):
    where = reverse("lms_assessments:one_to_one", kwargs={"key": practiced.key})
    roles = ("new_hire", "senior_peer", "observer", "supervisor", "trainer", "coordinator")
    for other in (sam, marcus, *map(dana, roles)):
        assert signed_in(other).post(where, {"wanted": "yes"}).status_code == 404
        assert "Down behind the van" not in signed_in(other).get(reverse(PRACTICE)).text
    assert not OneToOne.objects.exists()


def test_it_asks_nothing_where_nothing_is_scored(signed_in, rosa, enrollment, course):
    (session,) = builders.sessions_of(course)
    where = reverse("lms_assessments:one_to_one", kwargs={"key": session.key})
    assert signed_in(rosa).post(where, {"wanted": "yes"}).status_code == 404


def test_it_reads_a_practice_in_the_language_of_the_screen(signed_in, rosa, rosas, practiced):
    page = signed_in(rosa).get(reverse(PRACTICE), headers={"Accept-Language": "es"}).text
    assert "Dos prácticas" in page


def test_it_asks_as_little_of_the_database_for_many_as_for_one(
    signed_in, rosa, inez, harbor, rosas, practiced, django_assert_max_num_queries
):
    for number in range(4):
        building.practice(practiced.get_parent().specific, title=f"Again {number}")
    building.played(inez, rosas, practiced)
    client = signed_in(rosa)
    with django_assert_max_num_queries(24):
        client.get(reverse(PRACTICE))


def test_it_is_found_from_home(signed_in, rosa, enrollment):
    assert reverse(PRACTICE) in signed_in(rosa).get(reverse("lms_home:home")).text
