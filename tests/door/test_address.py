"""An address for the code, for who wants one: theirs only once they showed that it is."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from lms.people import stepup
from tests.door.test_sign_in import ask_for_code, posted

PAGE = "/me/sign-in/address/"


@pytest.fixture
def mailed(signed_in, rosa):
    """Rosa's window, and the path of the link in the mail she got."""
    client = signed_in(rosa)
    client.post(PAGE, {"email": "Rosa@example.org", "action_add": "yes"})
    (sent,) = posted()
    assert (sent.to, sent.subject) == (["rosa@example.org"], "Is this your address?")
    assert not re.search("drug|overdose|harm", sent.subject + sent.body, re.IGNORECASE)
    return client, urlsplit(re.search(r"http\S+", sent.body)[0]).path


def test_it_is_confirmed_by_the_link_and_a_tap(mailed, rosa):
    client, link = mailed
    assert "not confirmed" in client.get(reverse("mfa_index")).text
    assert "Is this your address?" in Client().get(link).text
    assert not EmailAddress.objects.get().verified
    Client().post(link)
    assert EmailAddress.objects.get(user=rosa).verified
    assert "This link has ended" in Client().get(f"{link[:-2]}x/").text


def test_it_opens_nothing_before(mailed):
    ask_for_code(Client())
    assert len(posted()) == 1


def test_it_signs_nobody_out(mailed, signed_in, sam):
    theirs = signed_in(sam)
    theirs.get(mailed[1])
    assert theirs.get("/").status_code == 200


def test_it_is_taken_off_again(mailed, rosa):
    mailed[0].post(PAGE, {"email": "rosa@example.org", "action_remove": "yes"})
    rosa.refresh_from_db()
    assert (EmailAddress.objects.count(), rosa.email) == (0, "")


def test_it_is_one_at_most(mailed):
    said = mailed[0].post(PAGE, {"email": "another@example.org", "action_add": "yes"})
    assert said.status_code == 200
    assert EmailAddress.objects.count() == 1


def test_it_does_not_tell_whether_somebody_else_has_it(mailed, signed_in, sam):  # A10
    answer = signed_in(sam).post(PAGE, {"email": "rosa@example.org", "action_add": "yes"})
    assert answer.status_code == 302
    Client().post(mailed[1])
    assert list(EmailAddress.objects.filter(verified=True).values_list("user__username", flat=True)) == ["rosa"]


def test_it_asks_whether_it_is_still_rosa(signed_in, rosa):  # A07
    client = signed_in(rosa)
    session = client.session
    session[stepup._SHOWN_AT] = 0
    session.save()
    answer = client.post(PAGE, {"email": "thief@example.org", "action_add": "yes"})
    assert "/confirm/" in answer.url
    assert not EmailAddress.objects.exists()


def test_it_is_told_with_everything_else(mailed, rosa):
    kept = mailed[0].get(reverse("lms_home:kept")).text
    assert "rosa@example.org" in kept
    assert "Where you are signed in" in kept
