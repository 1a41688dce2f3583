"""How I saw it myself, before anybody else's rating is seen."""

import pytest
from django.urls import reverse

from assessments.roleplay.observed.models import Performance
from tests.assessments.roleplay.observed import building

RATED = {"mark-G1": "3", "mark-G4": "2"}


@pytest.fixture
def begun(inez, rosas, practiced):
    return building.begin(inez, rosas, practiced)


@pytest.fixture
def where(begun):
    return reverse("lms_assessments:mine", kwargs={"pk": begun.performance_id})


def test_it_asks_by_the_rubrics_own_anchors_and_shows_no_mark_of_others(signed_in, rosa, begun, where):
    building.mark(begun, building.everything(begun.performance, 1))
    page = signed_in(rosa).get(where).text
    assert page.count("3: Ready. Reflects.") == 2
    assert "observed by Inez" in page
    assert "checked" not in page


def test_it_keeps_what_somebody_says_once(signed_in, rosa, where):
    client = signed_in(rosa)
    assert client.post(where, RATED).status_code == 302
    client.post(where, {"mark-G1": "1", "mark-G4": "1"})
    assert Performance.objects.get().self_ratings == {"G1": 3, "G4": 2}
    assert "Still looking: Inez." in client.get(where).text


def test_it_keeps_what_was_picked_where_one_is_open(signed_in, rosa, where):
    page = signed_in(rosa).post(where, {"mark-G1": "3"}).text
    assert "Your best guess is fine." in page
    assert page.count("checked") == 1
    assert Performance.objects.get().self_rated_at is None


@pytest.mark.parametrize("odd", ["0", "5", "x", ""])
def test_it_keeps_nothing_off_the_scale(signed_in, rosa, where, odd):
    assert signed_in(rosa).post(where, {**RATED, "mark-G4": odd}).status_code == 200
    assert Performance.objects.get().self_rated_at is None


def test_it_takes_a_no_for_an_answer(signed_in, rosa, where):
    client = signed_in(rosa)
    client.post(where, {"decline": "yes", "mark-G1": "3"})
    client.post(where, RATED)
    stored = Performance.objects.get()
    assert (stored.self_declined, stored.self_ratings) == (True, {})
    assert "That is fine." in client.get(where).text


def test_it_is_nobody_elses(signed_in, inez, sam, marcus, jo, dana, where):
    roles = ("new_hire", "senior_peer", "observer", "supervisor", "trainer", "coordinator")
    for other in (inez, sam, marcus, jo, *map(dana, roles)):
        client = signed_in(other)
        assert client.get(where).status_code == 404
        assert client.post(where, RATED).status_code == 404
        assert client.post(f"{where}again/").status_code == 404
    assert Performance.objects.get(self_rated_at=None, asked_again_at=None)
