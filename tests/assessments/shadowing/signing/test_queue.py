"""The queue on a phone: two taps each, several with the list in view, ten minutes to undo."""

import pytest
from django.urls import reverse

from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.signing.models import SigningLink, SignOff
from assessments.shadowing.signing.services import seal_of
from assessments.shadowing.signing.stand_ins import name_stand_in
from tests import builders

QUEUE = reverse("lms_assessments:sign")
NO_MOMENT = ("yesterday", "2026-02-30", "0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-05:00")


def at(name, thing):
    return reverse(f"lms_assessments:{name}", kwargs={"pk": thing.pk})


def words(answer):
    return " ".join(answer.text.split())


def state(entry):
    return ShadowEntry.objects.get(pk=entry.pk).state


def test_it_shows_whose_shifts_wait_the_oldest_first(signed_in, rosa, sam, harbor, marcus):
    builders.shift(sam, harbor, to_practice="The first hello.", noticed="Only for me.", activities={"naloxone": 3})
    builders.shift(rosa, harbor)
    shown = words(signed_in(marcus).get(QUEUE))
    assert shown.index("Sam") < shown.index("Rosa")
    for said in ("2 shifts · from 2 people", "“The first hello.”", "Led, colleague beside me ready to step in"):
        assert said in shown
    assert "I was there: sign 4 hours" in shown
    assert "Only for me." not in shown


def test_it_costs_at_most_ten_queries(signed_in, rosa, sam, harbor, marcus, django_assert_max_num_queries):
    for learner in (rosa, sam):
        for days in range(1, 6):
            builders.shift(learner, harbor, days_ago=days)
    client = signed_in(marcus)
    with django_assert_max_num_queries(10):
        client.get(QUEUE)


def test_it_takes_two_taps(signed_in, rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    said = {"say": "was_there", "seen": seal_of(entry), "note": "You asked before you handed anything over."}
    shown = words(signed_in(marcus).post(at("sign_one", entry), said, follow=True))
    assert "Signed for Rosa. You can undo it for ten minutes." in shown
    assert "Nothing waits for you." in shown
    assert (state(entry), SignOff.objects.get().reason) == (State.SIGNED, "You asked before you handed anything over.")


def test_it_is_undone_from_the_same_page(signed_in, rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    client = signed_in(marcus)
    client.post(at("sign_one", entry), {"say": "talked_through", "seen": seal_of(entry)})
    assert "Undo until" in words(client.get(QUEUE))
    shown = words(client.post(at("undo", SignOff.objects.get()), follow=True))
    assert "Undone." in shown
    assert state(entry) == State.SUBMITTED


def test_it_counts_a_part(signed_in, rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    part = {"outcome": "in_part", "hours": 3, "minutes": 30, "meaning": "was_there", "seen": seal_of(entry)}
    client = signed_in(marcus)
    assert "Say why, in a sentence." in words(client.post(at("sign_one", entry), part))
    client.post(at("sign_one", entry), {**part, "reason": "The van left early."})
    assert ShadowEntry.objects.get().counted == 210
    assert "4 hours written, 3 h 30 min counted" in words(client.get(at("sign_one", entry)))


@pytest.mark.parametrize("outcome", ["needs_word", "not_there", "not_counted"])
def test_it_says_something_else(signed_in, rosa, harbor, marcus, outcome):
    entry = builders.shift(rosa, harbor)
    said = {"outcome": outcome, "reason": "Let us talk.", "seen": seal_of(entry)}
    assert "Noted for Rosa." in words(signed_in(marcus).post(at("sign_one", entry), said, follow=True))
    assert state(entry) == outcome


def test_it_keeps_what_was_typed_where_something_is_missing(signed_in, rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    said = {"outcome": "in_part", "hours": 5, "reason": "The van left early.", "seen": seal_of(entry)}
    shown = signed_in(marcus).post(at("sign_one", entry), said).text
    assert "The van left early." in shown
    assert SignOff.objects.count() == 0


def test_it_signs_several(signed_in, rosa, harbor, marcus):
    entries = [builders.shift(rosa, harbor, days_ago=days) for days in (1, 2, 3)]
    seals = {f"seen-{entry.pk}": seal_of(entry) for entry in entries}
    chosen = {"entry": [str(entry.pk) for entry in entries[:2]], "say": "was_there", **seals}
    url = reverse("lms_assessments:sign_several")
    assert "Signed: 2 shifts." in words(signed_in(marcus).post(url, chosen, follow=True))
    assert [state(entry) for entry in entries] == [State.SIGNED, State.SIGNED, State.SUBMITTED]
    assert "Tick the shifts" in words(signed_in(marcus).post(url, {"entry": "x", "say": "was_there"}, follow=True))


def test_it_asks_once_more_who_it_is(signed_in, rosa, harbor, marcus):
    # H07, A07
    entry = builders.shift(rosa, harbor)
    client = signed_in(marcus)
    hours_pass(client)
    answer = client.post(at("sign_one", entry), {"say": "was_there", "seen": seal_of(entry)})
    assert "next=" in answer.url
    assert state(entry) == State.SUBMITTED


def hours_pass(client):
    """So long since the sign-in that it asks again who it is."""
    session = client.session
    session["lms_people.stepup.shown_at"] = 0
    session.save()


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("signing_link", {"name": "The nurse"}),
        ("sign_several", {"say": "was_there"}),
        ("away", {"stand_in": ""}),
    ],
)
def test_it_asks_before_anybody_else_signs(signed_in, rosa, harbor, marcus, page, typed):  # A07
    entry, client = builders.shift(rosa, harbor), signed_in(marcus)
    to = at(page, entry) if page == "signing_link" else reverse(f"lms_assessments:{page}")
    hours_pass(client)
    answer = client.post(to, typed)
    assert "next=" in answer.url
    waiting = client.session["lms_people.stepup.waiting"]
    assert (waiting["to"], waiting["data"]) == (to, {name: [said] for name, said in typed.items()})
    assert not SigningLink.objects.exists()


def test_it_asks_nothing_to_see_who_stands_in(signed_in, marcus):
    client = signed_in(marcus)
    hours_pass(client)
    assert "We will first ask" in words(client.get(reverse("lms_assessments:away")))


@pytest.mark.parametrize("note", ["long " * 61, "A nul \0 in it", "Ask Mr. Lopez, he saw me."])
def test_it_keeps_a_note_that_it_refuses(signed_in, rosa, harbor, marcus, note):
    entry = builders.shift(rosa, harbor)
    said = {"say": "was_there", "seen": seal_of(entry), "note": note}
    answer = signed_in(marcus).post(at("sign_one", entry), said, follow=True)
    assert note.strip() in answer.text
    assert "error" in answer.text
    assert state(entry) == State.SUBMITTED


@pytest.mark.parametrize("role", ["supervisor", "trainer", "coordinator", "senior_peer"])
def test_it_is_nothing_to_dana(signed_in, rosa, harbor, marcus, dana, role):
    entry = builders.shift(rosa, harbor)
    client = signed_in(dana(role))
    assert "Rosa" not in client.get(QUEUE).text
    for answer in (client.get(at("sign_one", entry)), client.post(at("sign_one", entry), {"say": "was_there"})):
        assert answer.status_code == 404
    assert client.post(at("signing_link", entry), {"name": "Dana"}).status_code == 404
    client.post(reverse("lms_assessments:sign_several"), {"entry": str(entry.pk), "say": "was_there"})
    assert state(entry) == State.SUBMITTED


def test_it_is_not_the_persons_own(signed_in, marcus, harbor):
    # H01
    entry = builders.shift(marcus, harbor)
    client = signed_in(marcus)
    assert "Nothing waits for you." in words(client.get(QUEUE))
    assert client.post(at("sign_one", entry), {"say": "was_there"}).status_code == 404


def test_it_is_nothing_for_a_new_hire(signed_in, rosa):
    for name in ("sign", "sign_done", "away"):
        assert signed_in(rosa).get(reverse(f"lms_assessments:{name}")).status_code == 404


def test_it_says_that_it_changed_meanwhile(signed_in, rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    shown = words(signed_in(marcus).post(at("sign_one", entry), {"say": "was_there", "seen": "0" * 24}, follow=True))
    assert "This shift changed while you looked at it." in shown
    assert state(entry) == State.SUBMITTED


def test_it_says_who_stands_in(signed_in, rosa, harbor, marcus, inez):
    entry = builders.shift(rosa, harbor)
    days = {"stand_in": inez.pk, "away_from": "2020-01-01", "away_until": "2099-01-01"}
    assert "Inez stands in for you" in words(signed_in(marcus).post(reverse("lms_assessments:away"), days, follow=True))
    signed_in(inez).post(at("sign_one", entry), {"say": "talked_through", "seen": seal_of(entry)})
    assert "Inez, trainer, standing in for Marcus" in words(signed_in(marcus).get(at("sign_one", entry)))


def test_it_asks_for_both_days_or_none(signed_in, marcus, inez):
    for days in ({"away_from": "2026-01-01"}, {"away_from": "2026-01-02", "away_until": "2026-01-01"}):
        shown = words(signed_in(marcus).post(reverse("lms_assessments:away"), {"stand_in": inez.pk, **days}))
        assert "last day away" in shown
    ended = signed_in(marcus).post(reverse("lms_assessments:away"), {"stand_in": ""}, follow=True)
    assert "Nobody stands in for you now." in words(ended)


def test_it_keeps_what_i_decided(signed_in, rosa, harbor, marcus, inez):
    entry = builders.shift(rosa, harbor)
    signed_in(marcus).post(at("sign_one", entry), {"say": "was_there", "seen": seal_of(entry)})
    done = reverse("lms_assessments:sign_done")
    assert "Rosa" in signed_in(marcus).get(done).text
    assert "Rosa" not in signed_in(inez).get(done).text
    assert all(signed_in(marcus).get(done, {"before": when}).status_code == 200 for when in NO_MOMENT)


def test_it_waits_on_home_and_in_the_mail(signed_in, rosa, harbor, marcus):
    builders.shift(rosa, harbor)
    assert "1 shift waits for your signature." in words(signed_in(marcus).get(reverse("lms_home:home")))
    name_stand_in(organization=harbor, supervisor=marcus, stand_in=builders.person("Lead", "senior_peer", harbor))
    assert "waits for your signature" not in words(signed_in(rosa).get(reverse("lms_home:home")))
