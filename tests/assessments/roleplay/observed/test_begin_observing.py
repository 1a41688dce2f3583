"""How a performance begins: from the learner's code, or from the list."""

import uuid

import pytest
from django.urls import reverse

from assessments.roleplay.observed.models import Performance
from assessments.roleplay.observed.one_to_one import ask_one_to_one
from assessments.roleplay.rubrics.models import Rubric
from courses.enrollment.services import enroll
from tests import builders
from tests.assessments.roleplay.observed import building


def words(answer):
    return " ".join(answer.text.split())


@pytest.fixture
def start(rosas, practiced):
    return reverse("lms_assessments:observe_begin", kwargs={"enrollment": rosas.pk, "key": practiced.key})


def said(**fields):
    return {"key": uuid.uuid4(), "scenario": "RP08", **fields}


def test_it_begins_with_one_tap(signed_in, inez, rosa, start):
    answer = signed_in(inez).post(start, said())
    begun = Performance.objects.get()
    assert answer["Location"] == reverse("lms_assessments:observe_one", kwargs={"pk": begun.pk})
    assert (begun.learner, begun.opened_by, begun.partner, begun.scenario) == (rosa, inez, None, "RP08")


def test_it_begins_once_however_often_it_is_tapped(signed_in, inez, start):
    twice, client = said(), signed_in(inez)
    assert client.post(start, twice)["Location"] == client.post(start, twice)["Location"]
    assert Performance.objects.count() == 1


def test_it_says_what_to_do_before(signed_in, inez, practiced, start):
    practiced.content_note = "Simulated overdose."
    practiced.save_revision().publish()
    shown = words(signed_in(inez).get(start))
    for what in ("Simulated overdose.", "Agree on a pause word.", "anybody may stop or swap roles"):
        assert what in shown


def test_it_takes_a_colleague_along_and_nobody_else(signed_in, inez, sam, rosa, dana, start):
    other, client = dana("supervisor"), signed_in(inez)
    for nobody in (other.pk, rosa.pk, inez.pk, "x"):
        assert client.post(start, said(partner=nobody)).status_code == 200
    assert not Performance.objects.exists()
    client.post(start, said(partner=sam.pk))
    assert Performance.objects.get().partner == sam
    assert other.profile.chosen_name not in client.get(start).text


def test_it_says_where_there_is_no_rubric(signed_in, inez, start):
    Rubric.objects.all().delete()
    client = signed_in(inez)
    shown = words(client.get(start))
    assert "There is no rubric for RP08 yet. A trainer can add one." in shown
    assert "Begin now" not in shown
    assert client.post(start, said()).status_code == 200
    assert not Performance.objects.exists()


def test_it_asks_which_scenario_where_there_are_several(signed_in, inez, harbor, practiced, start):
    building.rubric(harbor, "RP10", title="The line outside")
    practiced.scenario = "RP08 RP10 RP11"
    practiced.save_revision().publish()
    client = signed_in(inez)
    shown = words(client.get(start))
    for what in ("RP08: Down behind the van", "RP10: The line outside", "There is no rubric for RP11 yet."):
        assert what in shown
    client.post(start, said(scenario="RP11"))
    client.post(start, said(scenario="RP10"))
    assert [one.scenario for one in Performance.objects.all()] == ["RP10"]


def test_it_leads_back_to_one_that_is_open(signed_in, inez, observing, rosas, practiced, start):
    seen = building.begin(inez, rosas, practiced)
    assert "You have begun one with Rosa already." in words(signed_in(inez).get(start))
    assert "You have begun one" not in words(signed_in(observing).get(start))
    building.score(seen)
    assert "You have begun one" not in words(signed_in(inez).get(start))


def test_it_is_nobody_elses(signed_in, marcus, sam, jo, rosa, dana, start):
    for other in (marcus, sam, jo, rosa, *(dana(role) for role in ("trainer", "observer", "supervisor"))):
        client = signed_in(other)
        assert (client.get(start).status_code, client.post(start, said()).status_code) == (404, 404)
    assert not Performance.objects.exists()


def test_it_is_for_scored_practice_on_their_own_course(signed_in, inez, rosas, sam, harbor, practiced):
    course = builders.course(harbor, "Another")
    other = building.practice(builders.module(course))
    plain = builders.session(builders.module(course), "First hello")
    theirs = enroll(learner=sam, organization=harbor, course=course)
    client = signed_in(inez)
    for enrollment, key in ((rosas, other.key), (theirs, plain.key), (rosas, uuid.uuid4())):
        where = reverse("lms_assessments:observe_begin", kwargs={"enrollment": enrollment.pk, "key": key})
        assert client.get(where).status_code == 404


@pytest.mark.parametrize("odd", [{"key": "x"}, {"key": ""}, {"scenario": "RP99"}, {"scenario": ""}])
def test_it_asks_again_where_something_is_odd(signed_in, inez, start, odd):
    assert signed_in(inez).post(start, said(**odd)).status_code == 200
    assert not Performance.objects.exists()


def test_it_says_who_would_rather_do_it_one_to_one(signed_in, inez, rosas, practiced, start):
    client, where = signed_in(inez), reverse("lms_assessments:observe")
    assert "one-to-one" not in words(client.get(start)) + words(client.get(where))
    ask_one_to_one(enrollment=rosas, activity_key=practiced.key)
    assert "Rosa would rather do this one-to-one: with you, and nobody looking on." in words(client.get(start))
    assert "Would rather do this one-to-one" in words(client.get(where))


def test_it_says_who_looks_at_them_already_so_that_one_play_counts_once(
    signed_in, inez, observing, rosas, practiced, start
):
    look = building.begin(inez, rosas, practiced)
    shown = words(signed_in(observing).get(start))
    assert "Inez has begun one with Rosa, and has not signed yet." in shown
    assert reverse("lms_assessments:observe_join", kwargs={"pk": look.performance_id}) in shown
    assert "has not signed yet" not in words(signed_in(inez).get(start))
    building.score(look)
    assert "has not signed yet" not in words(signed_in(observing).get(start))
