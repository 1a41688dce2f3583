"""What is kept about somebody whose practice is observed, in words, and how it goes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.roleplay.observed.models import Observation, OneToOne, Performance
from assessments.roleplay.observed.one_to_one import ask_one_to_one, take_back_one_to_one
from assessments.roleplay.observed.services import join
from assessments.roleplay.observed.signing import standing_of
from lms.home import privacy, retention
from lms.ledger import services as ledger
from lms.people.models import Membership
from tests.assessments.roleplay.observed import building


def test_it_says_in_words_how_somebody_was_seen(rosa, inez, rosas, practiced):
    building.played(inez, rosas, practiced, G4=2, O2="no")
    held = privacy.held_about(rosa)
    (played,), (seen,) = held["Role-plays you played"], held["How your role-plays were seen"]
    assert played["role-play"] == "Down behind the van"
    assert played["how you saw it"] == "Respect and listening: Ready; Own composure: Ready"
    expected = "Respect and listening: Strong; Own composure: Developing; Calls for help: Seen; Looks: Not seen yet"
    assert seen["what was seen"].startswith(expected)
    assert (seen["observer"], seen["what it comes to"]) == ("Inez", "Not yet")


def test_it_says_no_mark_before_it_is_signed(rosa, inez, rosas, practiced):
    building.mark(building.begin(inez, rosas, practiced), {"G1": 1, "O1": "no"})
    held = privacy.held_about(rosa)
    assert [one["observer"] for one in held["Who looks at a role-play of yours"]] == ["Inez"]
    assert "Not yet" not in str(held)
    assert "G1" not in str(held)


def test_it_says_to_an_observer_and_a_partner_nothing_about_whose_it_was(marcus, inez, rosas, practiced):
    building.score(building.begin(inez, rosas, practiced, partner=marcus))
    for user, what in ((inez, "you looked at"), (inez, "you began"), (marcus, "you played along in")):
        held = privacy.held_about(user)
        assert len(held[f"Role-plays of others that {what}"]) == 1
        assert "Rosa" not in str(held)


def test_it_goes_with_the_account(rosa, inez, rosas, practiced):
    building.played(inez, rosas, practiced)
    ask_one_to_one(enrollment=rosas, activity_key=practiced.key)
    privacy.erase(user=rosa)
    assert not Performance.objects.exists()
    assert not OneToOne.objects.exists()
    assert ledger.verify() == []


def test_it_stays_where_an_observer_goes(inez, rosas, practiced):
    seen = building.played(inez, rosas, practiced)
    privacy.erase(user=inez)
    stored = Observation.objects.get()
    assert stored.observer.profile.chosen_name == "Somebody who left"
    assert ledger.opens(ledger.Entry.objects.get(seq=seen.ledger_seq), facts=stored.facts(), salt=stored.salt)


def test_it_waits_for_no_observer_who_has_left(inez, observing, harbor, rosas, practiced):
    first = building.begin(inez, rosas, practiced)
    join(performance=first.performance, observer=observing)
    building.score(first)
    privacy.leave_agency(user=observing, organization=harbor)
    assert standing_of(Performance.objects.get()).decision == "ready"


def test_it_goes_unsigned_where_the_learner_leaves(rosa, inez, harbor, rosas, practiced):
    signed = building.played(inez, rosas, practiced)
    building.begin(inez, rosas, practiced)
    ask_one_to_one(enrollment=rosas, activity_key=practiced.key)
    privacy.leave_agency(user=rosa, organization=harbor)
    assert [one.pk for one in Performance.objects.all()] == [signed.performance_id]
    assert not OneToOne.objects.exists()


@pytest.mark.parametrize(("is_finished", "left"), [(False, 0), (True, 1)])
def test_it_goes_some_time_after_somebody_left(rosa, inez, rosas, practiced, is_finished, left):
    building.played(inez, rosas, practiced)
    rosas.completed_at = timezone.now() if is_finished else None
    rosas.save()
    retention.expire(now=timezone.now())
    assert Performance.objects.exists()
    Membership.objects.filter(user=rosa).update(ended_at=timezone.now() - timedelta(days=4000))
    retention.expire(now=timezone.now())
    assert Performance.objects.count() == left


def test_it_is_asked_once_and_can_be_taken_back(rosas, practiced):
    where = {"enrollment": rosas, "activity_key": practiced.key}
    assert ask_one_to_one(**where) == ask_one_to_one(**where)
    take_back_one_to_one(**where)
    take_back_one_to_one(**where)
    assert not OneToOne.objects.exists()
