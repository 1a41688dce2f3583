"""Observers read the same written role-play, mark it blind, and see what was agreed. It decides about nothing."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from assessments.roleplay.calibration.models import AnchorPerformance, Calibration
from assessments.roleplay.calibration.services import calibrate
from assessments.roleplay.rubrics.models import Rubric
from lms.home import privacy, retention
from lms.people.models import Membership
from lms.people.services import add_member
from lms.starter.calibration import load_anchors
from tests.assessments.roleplay.calibration import anchors
from tests.assessments.roleplay.calibration.anchors import MARKS, SCRIPT, done_by
from tests.assessments.roleplay.observed import building

LIST = reverse("lms_assessments:calibration")


@pytest.fixture
def anchor(harbor):
    building.rubric(harbor)
    return anchors.anchor(harbor)


def at(name, thing):
    return reverse(f"lms_assessments:{name}", kwargs={"pk": thing.pk})


def words(answer):
    return " ".join(answer.text.split())


def typed(**other):
    return {"key": str(uuid.uuid4()), **{f"mark-{key}": str(mark) for key, mark in MARKS.items()}, **other}


def test_it_shows_what_was_agreed_only_after_one_has_marked(anchor, inez, signed_in):
    client = signed_in(inez)
    shown = words(client.get(at("anchor", anchor)))
    assert (SCRIPT in shown, "Written here." in shown, "Asks only." in shown) == (True, True, False)
    # What nobody agreed on is not asked.
    assert ("mark-G1" in shown, "mark-O2" in shown) == (True, False)
    shown = words(client.post(at("anchor", anchor), typed(), follow=True))
    for said in ("The same in 1 of 3.", "Asks only.", "3: Ready", "2: Developing", "Partly"):
        assert said in shown
    assert Calibration.objects.get().marks == MARKS


def test_it_is_kept_once_however_often_it_is_sent(anchor, inez, signed_in):
    client, sent = signed_in(inez), typed()
    client.post(at("anchor", anchor), sent)
    client.post(at("anchor", anchor), {**sent, "mark-G1": "1"})
    assert Calibration.objects.get().marks == MARKS


def test_it_loses_nothing_where_a_mark_is_missing(anchor, inez, signed_in):
    sent = {name: value for name, value in typed().items() if name != "mark-O1"}
    shown = words(signed_in(inez).post(at("anchor", anchor), sent))
    assert "Mark this one too." in shown
    assert re.search(r'name="mark-G1" value="3"[^>]* checked', shown)
    assert ("Asks only." in shown, Calibration.objects.exists()) == (False, False)


@pytest.mark.parametrize("marks", [{}, {**MARKS, "G1": 5}, {**MARKS, "G1": "yes"}, {**MARKS, "O1": 1}])
def test_it_takes_no_mark_that_is_none(anchor, inez, marks):
    with pytest.raises(ValidationError, match="Not marked yet"):
        calibrate(key=uuid.uuid4(), anchor=anchor, observer=inez, marks=marks)


def test_it_says_where_there_is_no_rubric(anchor, inez, signed_in):
    Rubric.objects.all().delete()
    assert "There is no rubric for RP08 yet." in words(signed_in(inez).post(at("anchor", anchor), typed()))
    with pytest.raises(ValidationError, match="There is no rubric for RP08"):
        done_by(inez, anchor)


def test_it_stays_readable_when_the_rubric_changes(anchor, inez, signed_in):
    done = done_by(inez, anchor)
    rubric = Rubric.objects.get()
    rubric.criteria = [building.criterion("G7", "Teamwork")]
    rubric.save()
    assert "Own composure" in words(signed_in(inez).get(at("calibrated", done)))


def test_it_tells_trainers_the_day_and_nobody_the_marks(anchor, sam, inez, jo, harbor, signed_in):
    add_member(user=sam, organization=harbor, role="observer")
    assert "Not calibrated yet" in words(signed_in(sam).get(LIST))
    done = done_by(sam, anchor)
    assert "Last calibrated on" in words(signed_in(sam).get(LIST))
    for other in (inez, jo):
        shown = words(signed_in(other).get(LIST))
        assert re.search(r"Sam · Last calibrated on \w", shown)
        assert "Inez · Not calibrated yet" in shown
        assert signed_in(other).get(at("calibrated", done)).status_code == 404


def test_it_is_for_those_who_observe(anchor, inez, marcus, rosa, jo, dana, signed_in):
    done = done_by(inez, anchor)
    others = [dana(role) for role in ("trainer", "observer", "coordinator", "supervisor", "new_hire", "senior_peer")]
    for other in (marcus, rosa, jo, *others):
        client = signed_in(other)
        assert client.get(at("anchor", anchor)).status_code == client.post(at("anchor", anchor)).status_code == 404
        assert client.get(at("calibrated", done)).status_code == 404
        with pytest.raises(PermissionDenied):
            done_by(other, anchor)
    assert [signed_in(other).get(LIST).status_code for other in (marcus, rosa)] == [404, 404]
    for other in others[:3]:
        assert "Behind the van" not in words(signed_in(other).get(LIST))


def test_it_costs_the_same_however_many_observe(
    anchor, inez, sam, marcus, harbor, signed_in, django_assert_num_queries
):
    done_by(inez, anchor)
    client = signed_in(inez)
    client.get(LIST)
    with django_assert_num_queries(9):
        client.get(LIST)
    for other in (sam, marcus):
        add_member(user=other, organization=harbor, role="observer")
        done_by(other, anchor)
    with django_assert_num_queries(9):
        assert "Sam · Last calibrated" in words(client.get(LIST))


def test_it_says_what_is_kept_and_goes_with_the_account(anchor, sam, harbor):
    add_member(user=sam, organization=harbor, role="observer")
    done_by(sam, anchor)
    (held,) = privacy.held_about(sam)["Written role-plays that you marked"]
    assert held["role-play"] == "Behind the van"
    assert held["your marks"] == "Respect and listening: Ready; Own composure: Strong; Calls for help: Partly seen"
    privacy.erase(user=sam)
    assert not Calibration.objects.exists()


def test_it_goes_where_somebody_leaves(anchor, sam, harbor):
    add_member(user=sam, organization=harbor, role="observer")
    done_by(sam, anchor)
    privacy.leave_agency(user=sam, organization=harbor)
    assert not Calibration.objects.exists()


def test_it_goes_some_time_after_somebody_left(anchor, sam, harbor):
    add_member(user=sam, organization=harbor, role="observer")
    done_by(sam, anchor)
    retention.expire(now=timezone.now())
    assert Calibration.objects.exists()
    Membership.objects.filter(user=sam).update(ended_at=timezone.now() - timedelta(days=4000))
    retention.expire(now=timezone.now())
    assert not Calibration.objects.exists()


def test_it_ships_two_that_say_what_they_are(harbor, inez, signed_in):
    first = load_anchors(organization=harbor)
    AnchorPerformance.objects.filter(scenario="RP08").update(source="Changed here.")
    assert [one.pk for one in load_anchors(organization=harbor)] == [one.pk for one in first]
    assert AnchorPerformance.objects.get(scenario="RP08").source == "Changed here."
    for one in first:
        assert one.source.startswith("Our own script, not validated. No expert panel has agreed on these marks.")
        assert 200 <= len(one.script.split()) <= 300
    assert "The morning after" in words(signed_in(inez).get(LIST))
