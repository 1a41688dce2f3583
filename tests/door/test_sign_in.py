"""The door of our own host: a username and a password are enough, and nobody learns who is known."""

import re

import pytest
import segno
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from lms import conf
from lms.door import post
from tests import builders


def sign_in(client, name="rosa", password=builders.PASSWORD, **more):
    return client.post("/sign-in/", {"login": name, "password": password}, **more)


def is_in(client):
    return client.get("/").status_code == 200


def what_it_says(response):
    """The page without what differs every time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.text)


def posted():
    """What was mailed so far; the carrier takes one after the other."""
    post.carrier.submit(lambda: None).result()
    return mail.outbox


@pytest.fixture
def address(rosa):
    return EmailAddress.objects.create(user=rosa, email="rosa@example.org", verified=True, primary=True)


def ask_for_code(client, address="rosa@example.org"):
    return client.post(reverse("account_request_login_code"), {"email": address}, follow=True)


def enter(client, code):
    return client.post(reverse("account_confirm_login_code"), {"code": code})


@pytest.mark.parametrize("typed", ["rosa", "Rosa", " rosa "])
def test_it_needs_no_address(rosa, typed):
    client = Client()
    assert sign_in(client, typed).url == "/"
    assert is_in(client)


def test_it_answers_alike_whoever_asks(rosa, sam):  # A10
    sam.is_active = False
    sam.save()
    tried = [("rosa", "not this"), ("nobody", "not this"), ("sam", builders.PASSWORD)]
    said = {what_it_says(sign_in(Client(), name, word)).replace(name, "…") for name, word in tried}
    assert len(said) == 1
    assert "That did not match" in said.pop()


def test_it_slows_down_guessing_for_known_and_unknown_alike(rosa):  # A10
    for name in ["rosa", "nobody"]:
        for n in range(5):
            assert "That did not match" in sign_in(Client(), name, f"guess {n}").text
        said = sign_in(Client(), name, builders.PASSWORD)
        assert "Wait five minutes" in said.text
        assert said.status_code == 200


def test_it_does_not_lock_out_the_next_person_at_the_same_address(rosa, sam):  # A10
    for n in range(6):
        sign_in(Client(), "rosa", f"guess {n}")
    assert sign_in(Client(), "sam").status_code == 302


def test_it_counts_by_the_address_that_our_own_proxy_wrote(settings, rosa):  # A10
    settings.LMS_TRUSTED_PROXIES = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    for n in range(3):
        made_up = {"X-Forwarded-For": f"10.0.0.{n}, 192.0.2.7"}
        answer = sign_in(Client(), headers=made_up)
    assert answer.status_code == 429
    assert "A short break" in answer.text
    assert sign_in(Client(), headers={"X-Forwarded-For": "192.0.2.8"}).status_code == 302


def test_it_mails_six_digits(address):
    client = Client()
    ask_for_code(client)
    (sent,) = posted()
    (code,) = re.findall(r"\b\d{6}\b", sent.body)
    assert (sent.to, sent.subject) == (["rosa@example.org"], "Your code")
    assert not re.search("drug|overdose|harm|porchlight", sent.subject + sent.body, re.IGNORECASE)
    assert enter(client, code).url == "/"
    assert is_in(client)


def test_it_says_the_same_about_an_address_that_nobody_has(address):  # A10
    known = what_it_says(ask_for_code(Client()))
    unknown = what_it_says(ask_for_code(Client(), "nobody@example.org"))
    assert known.replace("rosa@", "nobody@") == unknown
    assert len(posted()) == 1


def test_it_mails_nobody_at_an_address_that_is_not_confirmed(address, rosa):
    EmailAddress.objects.update(verified=False)
    rosa.email = address.email
    rosa.save()
    ask_for_code(Client())
    assert posted() == []


def test_it_ends_a_code_after_three_wrong_tries(address):  # A10
    client = Client()
    ask_for_code(client)
    (code,) = re.findall(r"\b\d{6}\b", posted()[0].body)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _try in range(3):
        enter(client, wrong)
    enter(client, code)
    assert not is_in(client)


def test_it_sends_a_few_codes_and_no_more(address):  # A10
    for _again in range(5):
        said = ask_for_code(Client())
    assert "Wait five minutes" in said.text
    assert len(posted()) == 3


def test_it_gives_the_session_another_key(rosa):  # A08
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_it_lets_nobody_sign_up(db):
    for path in ["/accounts/signup/", "/sign-up/", "/signup/"]:
        assert Client().get(path).status_code == 404


def test_it_lets_one_person_sign_in_after_another(signed_in, rosa, jo):
    client = signed_in(rosa)
    assert sign_in(client, "jo").url == "/"
    assert "Hi Jo" in client.get("/").text


def test_it_remembers_the_username_that_a_link_brings(db):
    assert 'value="rosa"' in Client().get("/sign-in/?username=rosa").text


def test_its_card_brings_the_username_and_opens_nothing(signed_in, rosa, dana):
    shown = signed_in(rosa).get(reverse("sign_in_card"))
    assert "<b>rosa</b>" in shown.text
    where = f"{conf.site_url()}/sign-in/?username=rosa"
    assert shown.context["picture"] == segno.make(where, micro=False).svg_data_uri(scale=5, border=2)
    assert not is_in(Client())
    assert "rosa" not in signed_in(dana("trainer")).get(reverse("sign_in_card")).text
