"""Marking with the thumb: marks from a phone, and the same page as a plain form."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.services import join
from assessments.roleplay.observed.taps import moments_of
from lms.people.services import end_role
from tests.assessments.roleplay.observed import building


def at(name, performance):
    return reverse(f"lms_assessments:{name}", kwargs={"pk": performance.pk})


def words(answer):
    return " ".join(answer.text.split())


@pytest.fixture
def seen(inez, rosas, practiced):
    return building.begin(inez, rosas, practiced)


@pytest.fixture
def send(signed_in, inez, seen):
    """What a phone sends, whoever's it is."""

    def sent(*marks, user=None, **more):
        body = json.dumps({"marks": list(marks), **more})
        address = at("observe_marks", seen.performance)
        return signed_in(user or inez).post(address, body, content_type="application/json")

    return sent


@pytest.fixture
def page(signed_in, inez, seen):
    client, address = signed_in(inez), at("observe_one", seen.performance)
    return lambda **said: client.post(address, said) if said else client.get(address)


def mark(key, value, stamp=1, name="a"):
    return {"key": key, "value": value, "stamp": stamp, "id": name}


def marks():
    return {key: one[0] for key, one in Observation.objects.get().marks.items()}


def test_it_shows_every_level_in_words_and_no_score(page, seen):
    building.mark(seen, building.everything(seen.performance, level=3))
    shown = words(page())
    for what in ("Respect and listening", "Reflects.", "Calls for help", "must-do step", "Help called", "Other moment"):
        assert what in shown
    for what in ("All criteria together", "How was it as a whole", "Ready with support", "3.0"):
        assert what not in shown


def test_it_keeps_what_a_phone_sends_once(send):
    said = mark("G1", 3), mark("m:1", {"at": 42, "about": "Help called"}, 2, "b")
    for _time in range(2):
        assert send(*said).json() == {"kept": ["a", "b"], "refused": [], "signed": False}
    send(mark("G1", 1, 1, "A"))
    assert marks() == {"G1": 3, "m:1": {"at": 42, "about": "Help called"}}


def test_it_says_which_marks_fit_nothing(send):
    told = send(mark("G1", 3), mark("G9", 3, 1, "b"), mark("O1", ["yes"], 1, "c"), 7, {"key": "G1"}).json()
    assert (told["kept"], told["refused"]) == (["a"], ["b", "c"])


@pytest.mark.parametrize(
    "body", ["", "x", "[]", "7", '{"marks": 7}', '{"marks": [[]]}', "[" * 100_000, "\0", '"\\ud800"']
)
def test_it_takes_odd_bodies_for_nothing(signed_in, inez, seen, body):
    answer = signed_in(inez).post(at("observe_marks", seen.performance), body, content_type="application/json")
    assert answer.json() == {"kept": [], "refused": [], "signed": False}


def test_it_keeps_nothing_that_somebody_elses_phone_sends(send, inez, observing, marcus, sam, jo, rosa, dana, seen):
    for other in (marcus, sam, jo, rosa, dana("trainer"), dana("observer")):
        assert send(mark("G1", 3), user=other).status_code == 404
    assert send(mark("G1", 3), account=str(rosa.pk)).status_code == 403
    assert send(mark("G1", 3), account=str(inez.pk)).status_code == 200
    join(performance=seen.performance, observer=observing)
    send(mark("G1", 1, 9), user=observing)
    assert Observation.objects.get(observer=inez).marks["G1"][0] == 3


def test_it_says_that_it_is_signed_or_gone(send, seen, signed_in, inez):
    building.score(seen)
    told = send(mark("G1", 1, 99, "late"))
    assert (told.status_code, told.json()["signed"]) == (409, True)
    assert "This is signed." in told.json()["sentence"]
    Performance.objects.all().delete()
    assert send(mark("G1", 1)).json()["sentence"] == "This performance was thrown away."


def test_it_keeps_the_rest_waiting_where_there_are_too_many_moments(send):
    said = [mark(f"m:{n}", {"at": n, "about": ""}, 1, f"m{n}") for n in range(61)]
    told = send(*said)
    assert (told.status_code, told.json()["signed"]) == (409, False)
    assert send(*said, mark("m:0", None, 2, "gone")).status_code == 200


def test_it_needs_a_token(seen, inez):
    from django.test import Client

    careful = Client(enforce_csrf_checks=True)
    careful.force_login(inez)
    body = json.dumps({"marks": [mark("G1", 3)]})
    answer = careful.post(at("observe_marks", seen.performance), body, content_type="application/json")
    assert answer.status_code == 403
    assert marks() == {}


# ------------------------------------------------------------------ without scripts


def test_it_marks_what_was_changed(page):
    page(G1="3", was_G1="", O1="partly", was_O1="", was_G4="")
    assert marks() == {"G1": 3, "O1": "partly"}
    assert "Saved." in words(page())


def test_it_changes_nothing_that_was_not_touched(page, seen):
    page(G1="3", was_G1="")
    building.mark(Observation.objects.get(), {"G1": 4}, stamp=2**50)
    page(G1="3", was_G1="3", O2="no", was_O2="")
    assert marks() == {"G1": 4, "O2": "no"}


def test_it_stamps_a_moment_with_the_time_since_the_beginning(page, seen):
    Performance.objects.update(begun_at=timezone.now() - timedelta(seconds=75))
    said = {"moment": "0", "new_moment": "m:1"}
    page(**said)
    page(**said)
    page(moment="other", new_moment="m:2", G4="2", was_G4="")
    first, second = moments_of(Observation.objects.get().marks)
    assert (first["about"], second["about"]) == ("Help called", "")
    assert 75 <= first["at"] <= second["at"] < 120
    assert marks()["G4"] == 2
    assert "1:1" in words(page())


def test_it_takes_a_moment_away(page):
    page(moment="1", new_moment="m:1")
    page(away="m:1")
    assert moments_of(Observation.objects.get().marks) == []
    assert "Take away" in words(page())  # in the row that scripts copy
    assert 'value="m:1"' not in page().text


@pytest.mark.parametrize(
    "odd", [{"moment": "9"}, {"moment": "x"}, {"new_moment": "x"}, {"away": "G1"}, {"G1": "5"}, {"O1": "maybe"}]
)
def test_it_leaves_out_what_is_no_mark(page, odd):
    assert page(**{"moment": "0", "new_moment": "", "was_G1": "", **odd}).status_code == 302
    assert marks() == {}


def test_it_saves_on_the_way_on(page, seen):
    assert page(G1="3", was_G1="", next="self")["Location"] == at("observe_self", seen.performance)
    assert page(G4="3", was_G4="", next="finish")["Location"] == at("observe_finish", seen.performance)
    assert marks() == {"G1": 3, "G4": 3}


def test_it_is_nobody_elses(signed_in, seen, observing, marcus, sam, jo, rosa, dana, inez):
    pages = [at(name, seen.performance) for name in ("observe_one", "observe_self", "observe_finish")]
    for other in (
        marcus,
        sam,
        jo,
        rosa,
        *(dana(role) for role in ("trainer", "observer", "supervisor", "coordinator")),
    ):
        client = signed_in(other)
        assert [client.get(page).status_code for page in pages] == [404] * 3
        assert [client.post(page, {"G1": "3"}).status_code for page in pages] == [404] * 3
    end_role(membership=inez.memberships.get(), by=jo)
    assert signed_in(inez).get(pages[0]).status_code == 404


def test_it_leads_to_what_it_came_to_once_signed(page, seen):
    building.score(seen)
    assert page()["Location"] == at("observe_finish", seen.performance)
    assert page(G1="1", was_G1="4")["Location"] == at("observe_finish", seen.performance)


def test_it_says_ready_of_a_person_in_spanish_too(signed_in, inez, rosas, practiced):
    """A certificate that is ready is another word there."""
    seen = building.begin(inez, rosas, practiced)
    where = reverse("lms_assessments:observe_one", kwargs={"pk": seen.performance_id})
    shown = signed_in(inez).get(where, headers={"accept-language": "es"}).text
    assert "Lista o listo" in shown
    assert "</strong> Listo<" not in shown
