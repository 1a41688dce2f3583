"""A score that was given on paper is entered by whoever was there, and signed once."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.taps import moments_of
from courses.progress.models import Completion
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from tests import builders
from tests.assessments.roleplay.observed import building


def at(rosas, practiced):
    return reverse("lms_assessments:paper", kwargs={"enrollment": rosas.pk, "key": practiced.key})


def words(answer):
    return " ".join(answer.text.split())


def day(ago):
    return (builders.today() - timedelta(days=ago)).isoformat()


def typed(**other):
    marks = {"mark-G1": "3", "mark-G4": "3", "mark-O1": "yes", "mark-O2": "yes", "mark-O3": "yes"}
    whole = {"global_rating": "4", "worked": "You asked first.", "to_try": "Wait longer."}
    said = {"key": str(uuid.uuid4()), "played_on": day(3), "moment-0": "1:15", "self-G1": "2", "self-G4": "3"}
    return {**said, **marks, **whole, **other}


def test_it_is_signed_with_the_day_it_was_played(inez, rosas, practiced, signed_in):
    shown = words(signed_in(inez).post(at(rosas, practiced), typed(), follow=True))
    assert "from paper" in shown
    performance, seen = Performance.objects.get(), Observation.objects.get()
    assert (performance.on_paper, timezone.localtime(performance.begun_at).date().isoformat()) == (True, day(3))
    assert performance.self_ratings == {"G1": 2, "G4": 3}
    assert (seen.decision, seen.worked, seen.facts()["on_paper"]) == ("ready", "You asked first.", True)
    assert [(one["at"], one["about"]) for one in moments_of(seen.marks)] == [(75, "Help called")]
    assert ledger.opens(Entry.objects.get(seq=seen.ledger_seq), facts=seen.facts(), salt=seen.salt)


def test_it_is_entered_once(inez, rosas, practiced, signed_in):
    client, sent = signed_in(inez), typed()
    client.post(at(rosas, practiced), sent)
    client.post(at(rosas, practiced), {**sent, "global_rating": "1"})
    assert (Performance.objects.count(), Observation.objects.get().global_rating) == (1, 4)


def test_it_leaves_one_alone_that_is_played_now(inez, rosas, practiced, signed_in):
    seen = building.begin(inez, rosas, practiced)
    shown = words(signed_in(inez).post(at(rosas, practiced), typed(key=str(seen.performance_id))))
    assert "Begin again from the list." in shown
    assert Observation.objects.get().marks == {}


def test_it_counts_like_any_other(inez, rosas, practiced, signed_in):
    practiced.performances = practiced.observers = 1
    practiced.save_revision().publish()
    signed_in(inez).post(at(rosas, practiced), typed())
    assert Completion.objects.get().attested_by == inez


def test_it_takes_that_somebody_would_rather_not(inez, rosas, practiced, signed_in):
    signed_in(inez).post(at(rosas, practiced), typed(**{"declined": "on", "self-G1": "", "self-G4": ""}))
    performance = Performance.objects.get()
    assert (performance.self_declined, performance.self_ratings) == (True, {})


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"played_on": day(61)}, "The day is today or one of the last 60."),
        ({"played_on": day(-2)}, "The day is today or one of the last 60."),
        ({"played_on": "soon"}, "Enter a valid date."),
        ({"moment-0": "75 s"}, "Minutes and seconds, such as 1:15."),
        ({"self-G1": ""}, "What does the sheet say?"),
        ({"mark-O1": ""}, "Mark this one too."),
        ({"global_rating": ""}, "Say how it was as a whole."),
        ({"key": "x"}, "Begin again from the list."),
    ],
)
def test_it_says_what_is_wrong_and_loses_nothing(inez, rosas, practiced, signed_in, wrong, sentence):
    shown = words(signed_in(inez).post(at(rosas, practiced), typed(**wrong)))
    assert sentence in shown
    assert "Wait longer." in shown
    assert re.search(r'name="mark-G1" value="3"[^>]* checked', shown)
    assert not Performance.objects.exists()


def test_it_is_for_whoever_observes_here(inez, marcus, rosa, sam, jo, dana, rosas, practiced, signed_in):
    roles = ("trainer", "observer", "coordinator", "supervisor", "new_hire", "senior_peer")
    for other in (marcus, rosa, sam, jo, *(dana(role) for role in roles)):
        client = signed_in(other)
        assert client.get(at(rosas, practiced)).status_code == 404
        assert client.post(at(rosas, practiced), typed()).status_code == 404
    assert not Performance.objects.exists()
    assert "Day it was played" in words(signed_in(inez).get(at(rosas, practiced)))


def test_it_asks_first_whether_it_is_still_them(inez, rosas, practiced, signed_in, settings):
    settings.LMS_STEP_UP = 0
    assert signed_in(inez).post(at(rosas, practiced), typed()).status_code == 302
    assert not Performance.objects.exists()


def test_it_says_what_is_here_already_so_that_one_play_counts_once(inez, observing, rosas, practiced, signed_in):
    assert "Here already." not in words(signed_in(observing).get(at(rosas, practiced)))
    signed_in(inez).post(at(rosas, practiced), typed())
    shown = words(signed_in(observing).get(at(rosas, practiced)))
    assert "Here already." in shown
    assert "RP08 · Inez</li>" in shown
