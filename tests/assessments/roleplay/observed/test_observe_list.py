"""The list of whoever observes: what is open, who has practice ahead, what asks for another look."""

import uuid

import pytest
from django.urls import reverse

from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.one_to_one import ask_one_to_one
from assessments.roleplay.observed.services import ask_again, join, open_performance
from courses.enrollment.services import enroll
from tests import builders
from tests.assessments.roleplay.observed import building

LIST = reverse("lms_assessments:observe")


def at(name, performance):
    return reverse(f"lms_assessments:{name}", kwargs={"pk": performance.pk})


def words(answer):
    return " ".join(answer.text.split())


@pytest.fixture
def list_of(signed_in):
    return lambda user: words(signed_in(user).get(LIST))


def test_it_is_for_trainers_and_observers_alone(signed_in, inez, marcus, sam, jo, dana, observing, rosas):
    assert signed_in(inez).get(LIST).status_code == 200
    assert signed_in(observing).get(LIST).status_code == 200
    for other in (sam, jo, dana("supervisor"), dana("coordinator")):
        assert signed_in(other).get(LIST).status_code == 404


def test_it_is_not_for_a_supervisor_who_does_not_observe(signed_in, marcus, rosas):
    assert signed_in(marcus).get(LIST).status_code == 404


def test_it_names_nobody_of_another_agency(list_of, dana, inez, rosas, practiced):
    building.begin(inez, rosas, practiced)
    for role in ("trainer", "observer"):
        shown = list_of(dana(role))
        assert "Nobody has practice ahead" in shown
        assert "Rosa" not in shown


def test_it_says_in_words_what_somebody_has_so_far(list_of, inez, observing, rosas, practiced):
    assert "Not observed yet" in list_of(inez)
    building.played(inez, rosas, practiced, O1="no")
    assert "Played, not seen ready yet" in list_of(inez)
    building.played(inez, rosas, practiced)
    assert "1 of 2 seen ready, by Inez; another observer is asked for" in list_of(inez)
    building.played(inez, rosas, practiced)
    assert "2 of 2 seen ready, by Inez; another observer is asked for" in list_of(inez)
    building.played(observing, rosas, practiced)
    assert "Nobody has practice ahead" in list_of(inez)


def test_it_asks_for_somebody_who_does_not_answer_for_their_work(list_of, inez, observing, rosas, practiced):
    practiced.performances = practiced.observers = 1
    practiced.save_revision().publish()
    building.played(observing, rosas, practiced)
    assert "1 of 1 seen ready, by Marcus; somebody who is not their supervisor has to see it too" in list_of(inez)


def test_it_names_the_scenario_that_is_still_to_come(list_of, inez, rosas, practiced, harbor):
    building.rubric(harbor, "RP10")
    practiced.scenario = "RP08, RP10"
    practiced.save_revision().publish()
    building.played(inez, rosas, practiced)
    assert "1 of 2 seen ready, by Inez; RP10 still to come; another observer is asked for" in list_of(inez)


def test_it_goes_on_with_what_is_open_and_joins_what_others_began(signed_in, inez, observing, rosas, practiced):
    seen = building.begin(inez, rosas, practiced).performance
    assert at("observe_one", seen) in signed_in(inez).get(LIST).text
    client = signed_in(observing)
    assert "Others are observing" in words(client.get(LIST))
    joined = client.post(at("observe_join", seen))
    assert joined["Location"] == at("observe_one", seen)
    assert client.post(at("observe_join", seen))["Location"] == at("observe_one", seen)
    assert seen.observations.count() == 2
    assert "Others are observing" not in words(client.get(LIST))


def test_it_says_why_nobody_can_join_any_more(signed_in, inez, observing, sam, harbor, rosas, practiced):
    seen = building.played(inez, rosas, practiced).performance
    shown = words(signed_in(observing).post(at("observe_join", seen), follow=True))
    assert "This one is being observed already." in shown


def test_it_shows_no_performance_to_its_partner_as_one_to_join(list_of, inez, observing, rosas, practiced):
    said = {"enrollment": rosas, "session": practiced, "scenario": "RP08"}
    open_performance(key=uuid.uuid4(), observer=inez, partner=observing, **said)
    assert "Others are observing" not in list_of(observing)


def test_it_puts_first_who_asked_for_another_observer(list_of, signed_in, inez, sam, rosa, harbor, rosas, practiced):
    enroll(learner=sam, organization=harbor, course=practiced.get_parent().get_parent().specific)
    enroll(learner=builders.person("Ana", "new_hire", harbor), organization=harbor, course=rosas.course.specific)
    seen = building.played(inez, rosas, practiced, O1="no")
    ask_again(performance=seen.performance, learner=rosa)
    shown = list_of(inez)
    assert "Asked for another observer" in shown
    assert shown.index("<strong>Rosa") < shown.index("<strong>Ana") < shown.index("<strong>Sam")
    building.begin(inez, rosas, practiced)
    assert "Asked for another observer" not in list_of(inez)


def test_it_asks_a_third_who_was_not_there(list_of, inez, observing, sam, harbor, rosas, practiced):
    other = builders.person("Inez-two", "trainer", harbor)
    first = building.begin(inez, rosas, practiced)
    second = join(performance=first.performance, observer=observing)
    building.score(first)
    building.score(second, G1=2, O1="partly")
    assert "Two saw it apart" in list_of(other)
    assert "Two saw it apart" not in list_of(inez)


def test_it_shows_what_i_signed_lately(list_of, inez, observing, rosas, practiced):
    building.played(inez, rosas, practiced)
    assert "What you signed lately" in list_of(inez)
    assert "What you signed lately" not in list_of(observing)


def test_it_costs_the_same_for_many(
    signed_in, inez, observing, rosas, practiced, harbor, django_assert_max_num_queries
):
    course = rosas.course.specific
    building.played(inez, rosas, practiced)
    for number in range(6):
        learner = builders.person(f"Sam-{number}", "new_hire", harbor)
        theirs = enroll(learner=learner, organization=harbor, course=course)
        building.begin(inez, theirs, practiced)
        building.played(observing, theirs, practiced)
    client = signed_in(inez)
    with django_assert_max_num_queries(24):
        client.get(LIST)


def test_it_finds_somebody_by_name(signed_in, inez, sam, harbor, rosas, practiced, monkeypatch):
    enroll(learner=sam, organization=harbor, course=rosas.course.specific)
    client = signed_in(inez)
    shown = words(client.get(LIST, {"name": " ros\0"}))
    assert ("<strong>Rosa" in shown, "<strong>Sam" in shown) == (True, False)
    assert "Nobody of that name" in words(client.get(LIST, {"name": "Dana"}))
    assert "There are more." not in words(client.get(LIST))
    monkeypatch.setattr("assessments.roleplay.observed.queue.MOST_PEOPLE", 1)
    assert "There are more. Find them by name." in words(client.get(LIST))


def test_it_throws_away_what_was_begun_by_mistake(signed_in, inez, observing, rosas, practiced):
    seen = building.begin(inez, rosas, practiced).performance
    assert signed_in(observing).post(at("observe_step_back", seen)).status_code == 404
    client = signed_in(inez)
    assert "Thrown away." in words(client.post(at("observe_step_back", seen), follow=True))
    assert not Performance.objects.exists()
    assert client.post(at("observe_step_back", seen)).status_code == 404


def test_it_keeps_what_is_signed(signed_in, inez, rosas, practiced):
    seen = building.played(inez, rosas, practiced)
    shown = words(signed_in(inez).post(at("observe_step_back", seen.performance), follow=True))
    assert "This is signed, and stays." in shown
    assert Observation.objects.get().signed_at


def test_it_is_found_from_the_ways_around_and_from_the_session(signed_in, inez, marcus, rosas, practiced):
    guide = reverse("lms_courses:confirm", kwargs={"key": practiced.key})
    assert LIST in signed_in(inez).get(reverse("lms_home:home")).text
    shown = signed_in(inez).get(guide)
    assert f"{LIST}#practice-{practiced.key}" in shown.text
    assert "Swap roles once." in shown.text
    client = signed_in(marcus)
    assert LIST not in client.get(reverse("lms_home:home")).text
    assert "A trainer or an observer does that." in words(client.get(guide))
    assert "Scored by an observer" in words(client.get(reverse("lms_courses:sessions")))


def test_it_says_who_would_rather_do_it_one_to_one(list_of, signed_in, inez, rosas, practiced):
    where = {"enrollment": rosas.pk, "key": practiced.key}
    begin = reverse("lms_assessments:observe_begin", kwargs=where)
    asked = "Would rather do this one-to-one"
    assert asked not in list_of(inez) + signed_in(inez).get(begin).text
    ask_one_to_one(enrollment=rosas, activity_key=practiced.key)
    assert asked in list_of(inez)
    assert asked in signed_in(inez).get(begin).text
