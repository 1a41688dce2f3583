"""What changes while somebody practices. Nobody is done too early, and nobody waits in vain."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale
from wagtail.test.utils.form_data import streamfield

from assessments.roleplay.observed.apart import asks
from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.services import finish, join, step_back
from assessments.roleplay.observed.taps import MOST_SENT
from assessments.roleplay.observed.third import was_there
from courses.enrollment.models import Enrollment
from courses.pages.services import open_language
from courses.pages.sessions import SessionPage
from courses.progress.models import Completion
from tests.assessments.roleplay.observed import building
from tests.courses.editing import PUBLISH, edit, text


def is_done(enrollment):
    return Completion.objects.filter(enrollment=enrollment).exists()


@pytest.fixture
def once(practiced):
    """One performance before one observer is enough."""
    practiced.performances = practiced.observers = 1
    practiced.save()
    return practiced


@pytest.fixture
def looked_at_by_two(inez, observing, rosas, once):
    """Inez began, Marcus looks too, and neither has signed."""
    look = building.begin(inez, rosas, once)
    join(performance=look.performance, observer=observing)
    return look


def test_it_asks_as_much_in_every_language(harbor, inez, observing, rosas, practiced):
    open_language(organization=harbor, language="es")
    spanish = Locale.objects.get(language_code="es")
    for page in (practiced.get_parent().get_parent(), practiced.get_parent(), practiced):
        page.specific.copy_for_translation(spanish, copy_parents=True).get_latest_revision().publish()
    translated = practiced.get_translation(spanish)
    translated.performances = translated.observers = 1
    translated.save_revision().publish()
    with translation.override("es"):
        building.played(inez, rosas, practiced)
        assert not is_done(rosas)
        building.played(observing, rosas, practiced)
    assert is_done(rosas)


def test_it_counts_what_is_signed_while_the_page_is_away(inez, rosas, once):
    look = building.begin(inez, rosas, once)
    once.unpublish()
    building.score(look)
    assert is_done(rosas)


def test_it_counts_only_what_is_asked_for_today(harbor, inez, observing, rosa, rosas, practiced, signed_in):
    building.played(inez, rosas, practiced)
    building.rubric(harbor, "RP09")
    practiced.scenario = "RP09"
    practiced.save()
    building.played(observing, rosas, practiced, scenario="RP09")
    assert not is_done(rosas)
    assert "1 of 2 seen ready, by Marcus" in signed_in(inez).get(reverse("lms_assessments:observe")).text
    mine = signed_in(rosa).get(reverse("lms_assessments:practice")).text
    assert "1 of 2 seen ready, by Marcus" in mine
    assert "by Inez on" not in mine
    building.played(inez, rosas, practiced, scenario="RP09")
    assert is_done(rosas)


def test_it_is_done_for_whoever_was_seen_ready_often_enough_when_it_asks_for_less(inez, rosas, practiced):
    building.played(inez, rosas, practiced, O1="no")
    building.played(inez, rosas, practiced)
    practiced.save_revision().publish()
    assert not is_done(rosas)
    practiced.performances = practiced.observers = 1
    practiced.save_revision().publish()
    assert Completion.objects.get(enrollment=rosas).attested_by == inez


def test_it_completes_nothing_for_whoever_was_taken_off_the_course(inez, rosas, once):
    look = building.begin(inez, rosas, once)
    Enrollment.objects.filter(pk=rosas.pk).update(withdrawn_at=timezone.now())
    building.score(Observation.objects.get(pk=look.pk))
    assert not is_done(rosas)


def test_it_asks_nobody_for_a_third_look_who_began_it(looked_at_by_two, inez, reading):
    played = looked_at_by_two.performance
    step_back(observation=looked_at_by_two, observer=inez)
    join(performance=played, observer=reading)
    first, second = Observation.objects.order_by("pk")
    building.score(first)
    building.score(second, O1="no")
    played.refresh_from_db()
    assert was_there(inez, played)
    assert asks(Performance.objects.get(), inez) is False


def test_it_is_confirmed_by_whoever_saw_it_and_not_by_whoever_stepped_back(inez, reading, rosas, once):
    look = building.begin(inez, rosas, once)
    building.score(join(performance=look.performance, observer=reading))
    step_back(observation=look, observer=inez)
    assert Completion.objects.get(enrollment=rosas).attested_by == reading


def test_it_is_confirmed_by_whoever_saw_ready(looked_at_by_two, observing, inez, rosas):
    building.score(looked_at_by_two, level=3)
    building.score(Observation.objects.get(observer=observing), level=3, G1=2)
    assert Completion.objects.get(enrollment=rosas).attested_by == inez


def test_it_waits_for_nobody_who_observes_no_more(looked_at_by_two, rosas, observing, jo, signed_in):
    building.score(looked_at_by_two)
    assert not is_done(rosas)
    role = observing.memberships.get(role="observer")
    signed_in(jo).post(reverse("lms_home:end_role", kwargs={"pk": role.pk}))
    assert is_done(rosas)
    assert not Observation.objects.filter(observer=observing).exists()


def test_it_keeps_what_only_they_looked_at_should_they_observe_again(observing, rosas, once, jo, signed_in):
    building.mark(building.begin(observing, rosas, once), {"G1": 3})
    role = observing.memberships.get(role="observer")
    signed_in(jo).post(reverse("lms_home:end_role", kwargs={"pk": role.pk}))
    assert Observation.objects.get(observer=observing).marks["G1"][0] == 3


def test_it_says_that_it_was_thrown_away_where_the_signature_comes_later(looked_at_by_two, inez):
    stale = Observation.objects.get(pk=looked_at_by_two.pk)
    step_back(observation=looked_at_by_two, observer=inez)
    with pytest.raises(ValidationError, match="thrown away"):
        finish(observation=stale, observer=inez, global_rating=4)
    assert Performance.objects.exists()


def test_it_reads_only_as_much_as_a_phone_sends(inez, rosas, once, signed_in):
    look = building.begin(inez, rosas, once)
    taps = [{"key": f"m:{n}", "value": None, "stamp": 1, "id": f"a{n}"} for n in range(MOST_SENT + 500)]
    where = reverse("lms_assessments:observe_marks", kwargs={"pk": look.performance_id})
    answer = signed_in(inez).post(where, json.dumps({"marks": taps}), content_type="application/json")
    look.refresh_from_db()
    assert len(answer.json()["kept"]) == len(look.marks) == MOST_SENT


@pytest.mark.parametrize("how", [{}, PUBLISH])
def test_it_is_not_scored_where_the_numbers_are_left_empty(inez, practiced, signed_in, how):
    words = {name: streamfield([text("In threes.")]) for name in ("about", "facilitator_guide")}
    given = {"part": "practice", "scenario": "RP08", "minutes": "20", "domains_mentoring": "20"}
    edit(signed_in(inez), practiced, **words, **given, performances="", observers="", **how)
    latest = SessionPage.objects.get().get_latest_revision_as_object()
    assert (latest.performances, latest.observers) == (0, 0)
