"""The page behind a reviewer's link: read, tick, sign, without an account."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.review.models import Packet, Review
from courses.review.reader import registry
from courses.review.rules import State
from courses.review.services import close_packet, open_packet, set_parameter
from lms.people.visitors import MINUTES
from tests import builders
from tests.courses.review.conftest import DANA, WAIT, edited

SOON = (builders.today() + timedelta(days=90)).isoformat()
WHO = {name: value for name, value in DANA.items() if name != "conflict_of_interest"}
SIGNED = {**WHO, "no_conflict": "on", "review_due": SOON, "stands": "on"}


@pytest.fixture
def asks(harbor, jo):
    """The address behind a new link."""

    def about(*lessons, kind="clinician", language="en"):
        keys = [lesson.key for lesson in lessons]
        asked = {"organization": harbor, "by": jo, "kind": kind, "language": language}
        _packet, token = open_packet(**asked, activity_keys=keys)
        return reverse("lms_courses:packet", kwargs={"token": token})

    return about


def boxes(page):
    return re.findall(r'name="items" value="([^"]+)"', page)


def seen(page):
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def sign(client, where, **given):
    page = client.get(where).text
    return client.post(where, {"items": boxes(page), "seen": seen(page), **SIGNED, **given}, follow=True)


def test_it_shows_the_words_the_sources_and_what_a_signature_means(asks, lesson):
    page = Client().get(asks(lesson)).text
    claim = registry().claims["SC06"]
    for words in ["Aim for breathing, not waking.", claim.text, claim.source, "somebody else&#x27;s summary"]:
        assert words in page
    assert "What your signature means" in page
    assert "What tells you to act?" in page, "a question is part of the wording"


def test_it_shows_where_sources_differ_and_what_is_taught_here(asks, timed, teaches):
    teaches("7-8")
    page = Client().get(asks(timed)).text
    parameter = registry().parameters[WAIT]
    for words in ["Wait 7-8 minutes.", "7-8 minutes", "2-3 minutes", parameter.conflict.split(";")[0][:40]]:
        assert words in page


def test_it_signs_no_value_that_is_not_set(asks, timed, stands):
    client, where = Client(), asks(timed)
    assert "has not set it yet" in client.get(where).text
    sign(client, where)
    assert [item.id for item in stands(timed).items if item.is_cleared] == ["SC04"]


def test_it_is_signed_without_an_account(asks, lesson, stands):
    response = sign(Client(), asks(lesson))
    review = Review.objects.get()
    assert "Thank you, Dana" in response.text
    assert f"{review.ledger_seq} · still says exactly this" in re.sub(r"\s+", " ", response.text)
    assert "Aim for breathing, not waking." in response.text
    assert (review.conflict_of_interest, review.printed_name) == ("None", "Dana")
    assert stands(lesson).state == State.REVIEWED


def test_it_keeps_a_copy_for_whoever_signed_and_nobody_else(asks, lesson):
    client, where = Client(), asks(lesson)
    sign(client, where)
    assert "Thank you, Dana" in client.get(where).text
    other = Client().get(where)
    assert (other.status_code, "Dana" in other.text) == (404, False)


@pytest.mark.parametrize("end", ["signed", "expired", "closed", "unknown"])
def test_it_answers_every_ended_link_alike(asks, lesson, jo, end):
    where = asks(lesson)
    if end == "signed":
        sign(Client(), where)
    if end == "expired":
        Packet.objects.update(expires_at=timezone.now())
    if end == "closed":
        close_packet(packet=Packet.objects.get(), by=jo)
    if end == "unknown":
        where = reverse("lms_courses:packet", kwargs={"token": "nobody-knows-this"})
    response = Client().get(where)
    assert response.status_code == 404
    assert "is open for a while and signs once." in response.text


def test_it_is_kept_and_listed_nowhere(asks, lesson):
    response = Client().get(asks(lesson))
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")


def test_it_slows_whoever_guesses(settings, asks, lesson):
    settings.LMS_VERIFY_LOOKS = 2
    where = asks(lesson)
    answers = [Client().get(where) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert f"{MINUTES} minutes" in answers[-1].text


def test_it_ticks_everything_in_one_go_and_loses_nothing(asks, lesson):
    client, where = Client(), asks(lesson)
    page = client.post(where, {**SIGNED, "credential": "NP", "tick_all": "yes"}).text
    assert page.count("checked") == 1 + 2, "the item, no conflict, and the last line"
    assert 'value="NP"' in page
    assert "errorlist" not in page
    assert not Review.objects.exists()


WRONG = [
    ({"items": []}, "Tick at least one thing"),
    ({"printed_name": ""}, "This field is required."),
    ({"no_conflict": ""}, "Tick that you have none, or say which."),
    ({"conflict_of_interest": "I sell it."}, "Which is it?"),
    ({"review_due": builders.today().isoformat()}, "Choose a day after today"),
    ({"review_due": "2099-01-01"}, "Choose a day after today"),
    ({"stands": ""}, "Tick this to sign."),
]


@pytest.mark.parametrize(("given", "said"), WRONG)
def test_it_says_what_is_missing_and_loses_nothing(asks, lesson, given, said):
    page = sign(Client(), asks(lesson), **given).text
    assert said in page
    assert 'value="Harbor Hospital"' in page
    assert not Review.objects.exists()


def test_it_keeps_a_conflict_that_was_named(asks, lesson):
    sign(Client(), asks(lesson), no_conflict="", conflict_of_interest="I advise its maker.")
    assert Review.objects.get().conflict_of_interest == "I advise its maker."


def test_it_takes_the_tick_off_what_changed_meanwhile(asks, lesson):
    client, where = Client(), asks(lesson)
    page = client.get(where).text
    edited(lesson, "not waking", "not talking")
    again = client.post(where, {"items": boxes(page), "seen": seen(page), **SIGNED})
    assert "Something changed while you were reading." in again.text
    assert "Aim for breathing, not talking." in again.text
    assert 'value="Harbor Hospital"' in again.text
    assert again.text.count("checked") == 2, "only what they said of themselves"
    assert seen(again.text) != seen(page)


def test_it_shows_a_lawyer_what_is_a_lawyers(asks, lesson):
    tagged = [
        builders.safety(builders.text("Call 911."), claims=("SC02",)),
        builders.safety(builders.text("Give naloxone."), claims=("SC03",)),
    ]
    law = builders.lesson(lesson.get_parent().specific, "The call", [tagged], safety_critical=True)
    page = Client().get(asks(law, kind="legal")).text
    assert "Call 911." in page
    assert "Give naloxone." not in page
    assert "Clinician, Lawyer" in page


def test_it_says_when_nothing_waits_any_more(asks, lesson, reviewed):
    where = asks(lesson)
    reviewed(lesson)
    page = Client().get(where).text
    assert "Nothing in here waits for you any more" in page
    assert "I stand behind this" not in page


def test_it_signs_what_was_ticked_and_no_more(asks, lesson, stands):
    tagged = [builders.safety(builders.text("Air."), claims=("SC03", "SC06"))]
    both = builders.lesson(lesson.get_parent().specific, "Two claims", [tagged], safety_critical=True)
    client, where = Client(), asks(both)
    (_first, second) = boxes(client.get(where).text)
    page = sign(client, where, items=[second])
    assert "Aim for breathing" in page.text
    assert [item.id for item in stands(both).items if item.is_cleared] == ["SC06"]


def test_it_shows_where_the_agency_has_its_value_from(asks, timed, harbor, inez):
    set_parameter(organization=harbor, by=inez, key=WAIT, language="en", value="7-8", note="Our protocol, page 2")
    assert "Our protocol, page 2" in Client().get(asks(timed)).text
