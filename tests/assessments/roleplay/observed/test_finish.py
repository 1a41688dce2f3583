"""The learner first, then how it was as a whole, and only then what it comes to."""

import time
from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.result import shown as to_one_place
from assessments.roleplay.observed.services import decline_self, join, rate_self
from lms.people import stepup
from tests.assessments.roleplay.observed import building


def at(name, performance):
    return reverse(f"lms_assessments:{name}", kwargs={"pk": performance.pk})


def words(answer):
    return " ".join(answer.text.split())


@pytest.fixture
def seen(inez, rosas, practiced):
    return building.begin(inez, rosas, practiced)


@pytest.fixture
def whole(seen, rosa):
    """Everything is marked, and Rosa has said how she saw it."""
    building.mark(seen, building.everything(seen.performance, O3="no"))
    rate_self(performance=seen.performance, by=rosa, ratings={"G1": 1, "G4": 3})
    return seen


@pytest.fixture
def finish(signed_in, inez, seen):
    client = signed_in(inez)
    return lambda **said: client.post(at("observe_finish", seen.performance), said, follow=True)


@pytest.fixture
def look(signed_in, inez, seen):
    client = signed_in(inez)
    return lambda: words(client.get(at("observe_finish", seen.performance)))


# ------------------------------------------------------------------ the phone in the learner's hands


def test_it_asks_the_learner_in_friendly_words_and_shows_nothing_else(signed_in, inez, seen):
    building.mark(seen, {"G1": 1, "O1": "no"})
    page = signed_in(inez).get(at("observe_self", seen.performance))
    shown = words(page)
    for what in ("Rosa, how did you see it?", "Respect and listening", "I want to practice this", "I would rather not"):
        assert what in shown
    for what in ("Calls for help", "Interrupts.", "checked", "Not yet"):
        assert what not in shown


def test_it_keeps_how_they_saw_it_and_hands_the_phone_back(signed_in, inez, seen):
    client, where = signed_in(inez), at("observe_self", seen.performance)
    assert "Your best guess is fine." in words(client.post(where, {"G1": "3"}))
    shown = words(client.post(where, {"G1": "3", "G4": "2"}, follow=True))
    assert "Give the phone back" in shown
    assert "Getting there" not in shown
    assert Performance.objects.get().self_ratings == {"G1": 3, "G4": 2}
    client.post(where, {"G1": "1", "G4": "1"})
    client.post(where, {"decline": "yes"})
    told = Performance.objects.get()
    assert (told.self_ratings, told.self_declined) == ({"G1": 3, "G4": 2}, False)
    assert "Rosa has had their say." in words(client.get(at("observe_one", seen.performance)))


def test_it_lets_them_rather_not(signed_in, inez, seen):
    shown = words(signed_in(inez).post(at("observe_self", seen.performance), {"decline": "yes"}, follow=True))
    assert "Give the phone back" in shown
    assert Performance.objects.get().self_declined


# ------------------------------------------------------------------ before signing


def test_it_names_what_is_missing_and_waits_for_the_learner(look, finish, seen):
    building.mark(seen, {"G1": 3, "G4": 3, "O1": "yes", "O2": "partly"})
    shown = look()
    assert f"{at('observe_one', seen.performance)}#O3" in shown
    assert "Rosa comes first" in shown
    assert "How was it as a whole?" not in shown
    refused = words(finish(global_rating=4, worked="Calm."))
    assert "Not marked yet: Stays." in refused
    assert "Calm." in refused
    building.mark(Observation.objects.get(), {"O3": "yes"})
    assert "Rosa comes first: how did they see it themselves?" in words(finish(global_rating=4))
    assert not Observation.objects.signed().exists()


def test_it_asks_for_the_whole_before_it_computes_anything(look, whole):
    shown = look()
    assert "How was it as a whole?" in shown
    for what in ("All criteria together", "Other steps seen", "I want to practice this"):
        assert what not in shown


@pytest.mark.parametrize("odd", [{}, {"global_rating": "6"}, {"global_rating": "x"}])
def test_it_loses_nothing_that_was_typed(finish, whole, odd):
    assert "You asked first." in words(finish(worked="You asked first.", **odd))
    assert not Observation.objects.signed().exists()
    assert "characters" in words(finish(global_rating=4, to_try="x" * 301))


def test_it_first_asks_whether_it_is_still_them_and_keeps_what_was_typed(signed_in, inez, whole):
    client, where = signed_in(inez), at("observe_finish", whole.performance)
    session = client.session
    session[stepup._SHOWN_AT] = int(time.time()) - 16 * 60
    session.save()
    said = {"global_rating": "4", "worked": "You asked first.", "to_try": ""}
    asked = client.post(where, said)
    assert "carry-on" in asked["Location"]
    assert not Observation.objects.signed().exists()
    stepped = client.session[stepup._WAITING]
    assert stepped["data"] == {name: [value] for name, value in said.items()}


# ------------------------------------------------------------------ what it comes to


def test_it_says_what_it_comes_to(finish, whole):
    shown = words(finish(global_rating=4, worked="You asked first.", to_try="Wait once more."))
    for what in ("Rosa: not yet", "Other steps seen: 50%", "ready begins at 75%", "“You asked first.”", "How are you?"):
        assert what in shown
    assert "All criteria together: 4.0 of 4." in shown
    assert "You: Strong" in shown
    assert "Rosa: Not yet" in shown
    assert "So far: Played, not seen ready yet." in shown


def test_it_names_the_must_do_step_and_the_criterion_to_practice(finish, whole):
    building.mark(whole, {"O1": "partly", "G1": 1, "G4": 2, "O3": "yes"}, stamp=2)
    shown = words(finish(global_rating=2))
    assert "Here is what to practice." in shown
    for what in (
        "Calls for help</span>: must-do step not seen yet",
        "listening</span>: Not yet",
        "sure</span>: Developing",
    ):
        assert what in shown


def test_it_says_with_support(finish, whole):
    building.mark(whole, {"O3": "yes"}, stamp=2)
    shown = words(finish(global_rating=3))
    assert "Rosa: Ready with support" in shown
    assert "They can go out with somebody beside them." in shown
    assert "1 of 2 seen ready, by Inez; another observer is asked for" in shown


def test_it_says_when_it_is_done(signed_in, inez, observing, rosas, practiced):
    building.played(inez, rosas, practiced)
    last = building.played(observing, rosas, practiced).performance
    shown = words(signed_in(observing).get(at("observe_finish", last)))
    assert "Rosa: Ready" in shown
    assert "This practice is done: it shows on their path." in shown


def test_it_waits_for_the_other_observer(finish, whole, observing, signed_in):
    join(performance=whole.performance, observer=observing)
    assert "Marcus still looks at this one." in words(finish(global_rating=4))
    building.mark(Observation.objects.get(observer=observing), building.everything(whole.performance, G1=1))
    where = at("observe_finish", whole.performance)
    shown = words(signed_in(observing).post(where, {"global_rating": "2"}, follow=True))
    assert "The two of you saw this apart: Respect and listening." in shown
    assert "You: Strong" not in shown.partition("Own composure")[0]


def test_it_says_that_they_would_rather_not(finish, seen, rosa):
    building.mark(seen, building.everything(seen.performance))
    decline_self(performance=seen.performance, by=rosa)
    assert "Rosa would rather not say." in words(finish(global_rating=5))


def test_it_signs_once(finish, whole):
    finish(global_rating=4)
    finish(global_rating=1)
    assert Observation.objects.get().global_rating == 4


def test_it_never_rounds_up_to_what_is_not_there():
    assert to_one_place(Decimal("2.999")) == Decimal("2.9")
    assert to_one_place(Decimal("3.000")) == Decimal("3.0")
