"""A third look: what two saw apart is read by somebody who was not there."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.signing import standing_of
from assessments.roleplay.observed.third import third_look
from courses.progress.models import Completion
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from lms.people.services import add_member
from tests.assessments.roleplay.observed import building

READ = {"G1": 3, "O1": "yes"}
TYPED = {"mark-G1": "3", "mark-O1": "yes", "note": "The call is there at 0:20."}
LIST = reverse("lms_assessments:thirds")


def at(performance):
    return reverse("lms_assessments:third", kwargs={"pk": performance.pk})


def words(answer):
    return " ".join(answer.text.split())


def third():
    return Observation.objects.get(is_third=True)


def test_it_takes_the_third_word_for_what_was_apart_and_the_first_for_the_rest(seen_apart, reading):
    look = third_look(
        performance=seen_apart, observer=reading, marks={**READ, "G4": 1, "O2": "no"}, note=" I  read both. "
    )
    assert look.facts()["marks"] == {"G1": 3, "G4": 4, "O1": "yes", "O2": "yes", "O3": "yes"}
    assert (look.is_third, look.global_rating, look.note, str(look.score)) == (True, 4, "I read both.", "3.333")
    stands = standing_of(Performance.objects.get())
    assert (stands.decision, stands.apart, stands.asks_for_third) == ("ready", ("G1", "O1"), False)
    stored = Observation.objects.get(pk=look.pk)
    assert ledger.opens(Entry.objects.get(seq=stored.ledger_seq), facts=stored.facts(), salt=stored.salt)


def test_it_leaves_a_must_do_step_not_seen_yet(seen_apart, reading):
    look = third_look(performance=seen_apart, observer=reading, marks={"G1": 4, "O1": "no"}, note="No call.")
    assert (look.decision, look.outcome["not_seen"]) == ("not_yet", ["O1"])


def test_it_counts_where_it_was_the_last_that_was_missing(seen_apart, observing, reading, rosas, practiced):
    building.played(observing, rosas, practiced)
    assert not Completion.objects.exists()
    third_look(performance=seen_apart, observer=reading, marks=READ, note="I read both.")
    assert Completion.objects.get().attested_by == reading


def test_it_is_signed_once(seen_apart, reading, harbor, jo):
    said = {"performance": seen_apart, "marks": READ, "note": "I read both."}
    look = third_look(observer=reading, **said)
    again = third_look(observer=reading, **{**said, "marks": {"G1": 1, "O1": "no"}})
    assert (again.pk, Entry.objects.filter(subject=look.pk).count()) == (look.pk, 1)
    add_member(user=jo, organization=harbor, role="observer")
    with pytest.raises(ValidationError, match="Somebody else looked already"):
        third_look(observer=jo, **said)


@pytest.mark.parametrize(
    "marks", [{}, {"G1": 3}, {"G1": 5, "O1": "yes"}, {"G1": 3, "O1": "never"}, {"G1": "3", "O1": 1}]
)
def test_it_wants_a_mark_for_everything_apart(seen_apart, reading, marks):
    with pytest.raises(ValidationError, match="Not marked yet"):
        third_look(performance=seen_apart, observer=reading, marks=marks, note="I read both.")
    assert not Observation.objects.filter(is_third=True).exists()


def test_it_wants_a_note(seen_apart, reading):
    with pytest.raises(ValidationError, match="Say in a sentence"):
        third_look(performance=seen_apart, observer=reading, marks=READ, note="  ")


def test_it_is_for_somebody_who_was_not_there(seen_apart, inez, observing, rosa, jo, sam, harbor, dana):
    others = [dana(role) for role in ("trainer", "observer", "coordinator", "supervisor", "new_hire", "senior_peer")]
    for other in (inez, observing, rosa, jo, *others):
        with pytest.raises(PermissionDenied):
            third_look(performance=seen_apart, observer=other, marks=READ, note="I read both.")
    add_member(user=sam, organization=harbor, role="observer")
    Performance.objects.update(partner=sam)
    with pytest.raises(PermissionDenied, match="You were there"):
        third_look(performance=seen_apart, observer=sam, marks=READ, note="I read both.")


def test_it_is_not_asked_where_two_agree(inez, observing, reading, rosas, practiced):
    seen = building.seen_twice(inez, observing, rosas, practiced, G1=3)
    with pytest.raises(ValidationError, match="Nothing is apart"):
        third_look(performance=seen, observer=reading, marks={}, note="I read both.")


# ------------------------------------------------------------------ the screen


def test_it_lists_what_waits_and_asks_only_what_is_apart(seen_apart, reading, signed_in):
    client = signed_in(reading)
    assert at(seen_apart) in client.get(LIST).text
    shown = client.get(at(seen_apart)).text
    assert ("mark-G1" in shown, "mark-O1" in shown) == (True, True)
    assert ("mark-G4" in shown, "mark-O2" in shown) == (False, False)
    assert ("Inez" in shown, "Marcus" in shown) == (False, False)


def test_it_signs_from_the_screen_and_is_done(seen_apart, reading, signed_in):
    client = signed_in(reading)
    shown = words(client.post(at(seen_apart), TYPED, follow=True))
    assert "Signed. Thank you for looking." in shown
    assert "Nothing waits for you." in shown
    assert third().note == "The call is there at 0:20."
    assert "Nothing is apart here any more." in words(client.post(at(seen_apart), TYPED, follow=True))
    assert Observation.objects.filter(is_third=True).count() == 1


def test_it_loses_nothing_of_what_was_typed(seen_apart, reading, signed_in):
    shown = words(signed_in(reading).post(at(seen_apart), {"mark-G1": "3", "note": "The call is there."}))
    assert "Mark this one too." in shown
    assert "The call is there." in shown
    assert re.search(r'name="mark-G1" value="3"[^>]* checked', shown)
    assert not Observation.objects.filter(is_third=True).exists()


def test_it_asks_first_whether_it_is_still_them(seen_apart, reading, signed_in, settings):
    settings.LMS_STEP_UP = 0
    answer = signed_in(reading).post(at(seen_apart), TYPED)
    assert (answer.status_code, "next=" in answer["Location"]) == (302, True)
    assert not Observation.objects.filter(is_third=True).exists()


def test_it_shows_nobody_else_anything(seen_apart, inez, marcus, rosa, sam, jo, dana, signed_in):
    others = [dana(role) for role in ("trainer", "observer", "coordinator", "supervisor", "new_hire", "senior_peer")]
    for other in (inez, marcus, rosa, sam, jo, *others):
        client = signed_in(other)
        assert client.get(at(seen_apart)).status_code == client.post(at(seen_apart), TYPED).status_code == 404
        assert at(seen_apart) not in client.get(LIST).text
    assert not Observation.objects.filter(is_third=True).exists()


def test_it_is_no_business_of_a_supervisor_who_does_not_observe(inez, reading, rosas, practiced, marcus, signed_in):
    seen = building.seen_twice(inez, reading, rosas, practiced, G1=1)
    client = signed_in(marcus)
    assert (client.get(LIST).status_code, client.get(at(seen)).status_code) == (404, 404)


def test_it_costs_the_same_however_many_wait(
    inez, observing, reading, rosas, practiced, signed_in, django_assert_max_num_queries
):
    for _one in range(4):
        building.seen_twice(inez, observing, rosas, practiced, G1=1)
    client = signed_in(reading)
    with django_assert_max_num_queries(9):
        assert client.get(LIST).text.count("RP08 ·") == 4
