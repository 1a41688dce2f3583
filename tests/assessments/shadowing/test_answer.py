"""A word on what was decided: a reply, "that is right", someone else to look, and taking it back to correct it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.signing.models import Remark
from assessments.shadowing.signing.queries import theirs_to_sign
from assessments.shadowing.signing.who import others_who_could_look
from tests import builders
from tests.assessments.shadowing.deciding import at, decided, shown, words

VERBS = ("reply_shift", "agree_shift", "ask_another", "take_back_shift", "amend_shift")


@pytest.fixture
def entry(rosa, harbor):
    return builders.shift(rosa, harbor)


@pytest.fixture
def in_part(entry, marcus):
    return decided(entry, marcus, "in_part")


def send(client, name, entry, **data):
    return words(client.post(at(name, entry), data, follow=True))


def test_it_replies_and_stays_in_the_history(signed_in, rosa, in_part):
    page = send(signed_in(rosa), "reply_shift", in_part, text="I stayed to clean up.")
    assert "Your reply is there." in page
    assert "“I stayed to clean up.”" in page
    assert "Counted in part" in page


def test_it_waits_again_after_a_word(signed_in, rosa, entry, marcus):
    decided(entry, marcus, "needs_word")
    page = send(signed_in(rosa), "reply_shift", entry, text="The blue one.")
    assert "Waiting to be signed" in page
    assert page.index("Which van was it?") < page.index("The blue one.")


def test_it_keeps_participants_out_of_a_reply(signed_in, rosa, in_part):  # P01
    client = signed_in(rosa)
    page = send(client, "reply_shift", in_part, text="Ask Mr. Lopez, he saw me.")
    assert "“Mr. Lopez” could tell who somebody is." in page
    assert "Ask Mr. Lopez, he saw me." in page
    asked = send(client, "reply_shift", in_part, text="Dr. Smith saw me.")
    assert "Could “Dr. Smith” tell who a participant is?" in asked
    assert not Remark.objects.exists()
    send(client, "reply_shift", in_part, text="Dr. Smith saw me.", keep_words="on")
    assert Remark.objects.get().text == "Dr. Smith saw me."


@pytest.mark.parametrize("text", ["", "long " * 100])
def test_it_says_something_short(signed_in, rosa, in_part, text):
    assert "Your word" in send(signed_in(rosa), "reply_shift", in_part, text=text)
    assert not Remark.objects.exists()


def test_it_says_until_when_and_then_stands(signed_in, rosa, in_part, inez):
    client = signed_in(rosa)
    day = (in_part.decided_at + timedelta(days=7)).astimezone(in_part.zone)
    assert f"You can answer until {day:%B} {day.day}." in shown(client, in_part)
    ShadowEntry.objects.update(decided_at=timezone.now() - timedelta(days=7))
    assert "Your word" not in shown(client, in_part)
    for name in VERBS[:3]:
        assert "There is nothing to answer here now." in send(client, name, in_part, text="Wait.")


def test_it_agrees_once(signed_in, rosa, in_part):
    client = signed_in(rosa)
    for _tap in range(2):
        assert "Thank you. It stands like this." in send(client, "agree_shift", in_part)
    page = shown(client, in_part)
    assert "You said: that is right." in page
    assert "Your word" not in page


def test_it_says_to_whom_it_goes(signed_in, rosa, in_part, inez, jo):
    client = signed_in(rosa)
    page = shown(client, in_part)
    assert "It then goes to: Inez, Jo." in page
    assert "dispute" not in page.casefold()
    page = send(client, "ask_another", in_part)
    assert "You asked someone else to look. It waits for: Inez, Jo." in page
    assert "counted 3 h 30 min" in page
    decided(in_part, inez, "signed")
    assert shown(client, in_part).index("Marcus, supervisor") < shown(client, in_part).rindex("Inez, trainer")


def test_it_goes_to_those_whose_it_becomes(rosa, sam, in_part, marcus, inez, jo, dana):
    named = set(others_who_could_look(in_part))
    ShadowEntry.objects.update(state=State.SUBMITTED, counted=0, decided_at=None, settled_at=None)
    ShadowEntry.objects.update(asked_another_at=timezone.now())
    everybody = (rosa, sam, marcus, inez, jo, dana())
    assert named == {one for one in everybody if theirs_to_sign(one, now=timezone.now()).exists()} == {inez, jo}


def test_it_is_not_offered_where_nobody_is_left(signed_in, rosa, in_part):
    client = signed_in(rosa)
    assert "Ask someone else to look" not in shown(client, in_part)
    assert "Talk to your coordinator." in send(client, "ask_another", in_part)
    in_part.refresh_from_db()
    assert in_part.state == State.IN_PART


def test_it_is_taken_back_and_deleted_no_more(signed_in, rosa, entry, marcus):
    decided(entry, marcus, "not_there")
    client = signed_in(rosa)
    send(client, "take_back_shift", entry)
    page = words(client.post(at("delete_shift", entry), follow=True))
    assert "Somebody has decided about this shift, so it stays in your log." in page
    assert ShadowEntry.objects.get().state == State.DRAFT


def test_it_is_not_taken_back_from_under_a_signature(signed_in, rosa, in_part):  # H03
    page = send(signed_in(rosa), "take_back_shift", in_part)
    assert "Somebody is looking at it just now, or has signed it." in page
    in_part.refresh_from_db()
    assert in_part.state == State.IN_PART


@pytest.mark.parametrize("name", VERBS)
def test_it_is_the_learners_alone(signed_in, in_part, marcus, inez, jo, sam, dana, name):  # A12, H01
    for somebody in (marcus, inez, jo, sam, dana(), dana("coordinator")):
        client = signed_in(somebody)
        assert client.post(at(name, in_part), {"text": "I was there."}).status_code == 404
        assert client.get(at(name, in_part)).status_code in (404, 405)
    in_part.refresh_from_db()
    assert (in_part.state, in_part.agreed_at, in_part.asked_another_at) == (State.IN_PART, None, None)
    assert not Remark.objects.exists()
