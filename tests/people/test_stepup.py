"""Before what cannot be taken back, somebody shows once more that it is them. A07"""

import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from certificates.models import Certificate
from certificates.services import award
from lms.people import stepup
from lms.people.models import Invitation
from tests import builders

REASON = {"reason": "The hours were somebody else's.", "sure": "on"}


@pytest.fixture
def hours_later(signed_in):
    """Somebody who signed in a while ago."""

    def as_user(user, ago=16 * 60):
        client = signed_in(user)
        session = client.session
        session[stepup._SHOWN_AT] = int(time.time()) - ago
        session.save()
        return client

    return as_user


@pytest.fixture
def foreign(settings):
    """A host without a page of its own for this: Django's password does."""
    settings.LMS_STEP_UP_URL = "lms_home:confirm"


@pytest.fixture
def certificate(finished):
    return award(enrollment=finished)


def confirm(client, answer, password=builders.PASSWORD):
    (back,) = parse_qs(urlsplit(answer.url).query)["next"]
    return client.post(answer.url, {"password": password, "next": back})


def take_back(certificate):
    return reverse("lms_certificates:take_back", kwargs={"pk": certificate.pk})


def doors(world):
    """Everything that needs it, by who may: (method, address, what is sent)."""
    certificate, member = {"pk": world["certificate"].pk}, {"pk": world["rosa"].memberships.get().pk}
    return [
        ("post", reverse("lms_certificates:take_back", kwargs=certificate), REASON),
        ("post", reverse("lms_certificates:replace", kwargs=certificate), REASON),
        ("post", reverse("lms_certificates:award_again", kwargs=certificate), REASON),
        ("post", reverse("lms_home:move", kwargs=member), {"team": ""}),
        ("post", reverse("lms_home:end_role", kwargs=member), {}),
        ("post", reverse("lms_home:invitations"), {"role": "coordinator", "uses": 1, "days": 7}),
        ("get", reverse("lms_home:everything"), {}),
        ("get", reverse("lms_home:delete_account"), {}),
        ("post", reverse("lms_home:delete_account"), {"username": "jo"}),
    ]


def test_it_asks_before_everything_that_cannot_be_taken_back(hours_later, jo, rosa, certificate):  # A07
    client = hours_later(jo)
    for method, address, data in doors({"certificate": certificate, "rosa": rosa}):
        answer = getattr(client, method)(address, data)
        assert answer.status_code == 302, address
        assert "/confirm/" in answer.url, address
    certificate.refresh_from_db()
    assert certificate.status == "valid"
    assert rosa.memberships.get().team is not None
    assert (rosa.memberships.get().ended_at, Invitation.objects.count()) == (None, 0)


def test_it_asks_nobody_who_has_just_signed_in(signed_in, jo, rosa, certificate):
    client = signed_in(jo)
    for method, address, data in doors({"certificate": certificate, "rosa": rosa})[:-1]:
        assert "/confirm/" not in getattr(client, method)(address, data).get("Location", ""), address


@pytest.mark.parametrize(("ago", "asked"), [(14 * 60, False), (16 * 60, True), (-60, True)])
def test_it_counts_fifteen_minutes(hours_later, jo, rosa, ago, asked):  # A07
    answer = hours_later(jo, ago).post(reverse("lms_home:move", kwargs={"pk": rosa.memberships.get().pk}), {"team": ""})
    assert ("/confirm/" in answer.url) is asked


def test_it_counts_as_long_as_the_site_says(settings, hours_later, jo):
    settings.LMS_STEP_UP = 3600
    assert hours_later(jo).get(reverse("lms_home:everything")).status_code == 200


def test_it_loses_nothing_that_was_typed(foreign, hours_later, inez, certificate):
    client = hours_later(inez)
    answer = confirm(client, client.post(take_back(certificate), REASON))
    page = client.get(answer.url).text
    assert f'action="{take_back(certificate)}"' in page
    fields = dict(re.findall(r'name="(reason|sure)" value="([^"]*)"', page))
    assert fields == {"reason": "The hours were somebody else&#x27;s.", "sure": "on"}
    client.post(take_back(certificate), REASON)
    assert Certificate.objects.get().status == "taken_back"


def test_it_sends_nothing_twice(foreign, hours_later, inez, certificate):
    client = hours_later(inez)
    answer = confirm(client, client.post(take_back(certificate), REASON))
    assert "data-carry-on" in client.get(answer.url).text
    assert client.get(answer.url).url == reverse("lms_home:home")


def test_it_does_not_go_on_with_a_wrong_password(foreign, hours_later, inez, certificate):  # A07
    client = hours_later(inez)
    answer = client.post(take_back(certificate), REASON)
    assert "That is not your password." in confirm(client, answer, "not this").text
    assert client.get(reverse("lms_home:carry_on")).status_code == 302
    assert "/confirm/" in client.post(take_back(certificate), REASON).url


def test_it_stops_guessing(foreign, hours_later, jo):  # A10
    client = hours_later(jo)
    answers = [client.post(reverse("lms_home:confirm"), {"password": f"guess {n}"}) for n in range(11)]
    assert [answers[9].status_code, answers[10].status_code] == [200, 429]


def test_it_comes_back_to_the_page_of_a_download(foreign, hours_later, rosa):
    client = hours_later(rosa)
    answer = confirm(client, client.get(reverse("lms_home:everything")))
    assert answer.url == reverse("lms_home:kept")
    assert client.get(reverse("lms_home:everything"))["Content-Type"] == "application/zip"


@pytest.mark.parametrize("elsewhere", ["//evil.test/", "https://evil.test/", "\\\\evil.test", "javascript:alert(1)"])
def test_it_leads_nowhere_else(foreign, hours_later, rosa, elsewhere):  # A09
    posted = {"password": builders.PASSWORD, "next": elsewhere}
    assert hours_later(rosa).post(reverse("lms_home:confirm"), posted).url == "/"


def test_it_keeps_no_password_in_the_session(hours_later, rosa):
    client = hours_later(rosa)
    client.post(reverse("lms_home:delete_account"), {"username": "rosa", "password": "a secret"})
    assert "a secret" not in str(dict(client.session))


def test_it_says_beforehand_that_it_will_ask(hours_later, signed_in, inez, certificate):
    page = reverse("lms_certificates:manage", kwargs={"pk": certificate.pk})
    said = "We will first ask whether it is still you."
    assert said in hours_later(inez).get(page).text
    assert said not in signed_in(inez).get(page).text


def test_it_offers_a_way_back_to_the_form(foreign, hours_later, inez, certificate):
    page = reverse("lms_certificates:manage", kwargs={"pk": certificate.pk})
    client = hours_later(inez)
    answer = client.post(take_back(certificate), REASON, headers={"referer": f"http://testserver{page}"})
    assert f'href="{page}"' in client.get(answer.url).text


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_it_opens_nothing_to_dana(foreign, hours_later, dana, role, certificate):  # A12
    client = hours_later(dana(role))
    confirm(client, client.post(take_back(certificate), REASON))
    assert client.post(take_back(certificate), REASON).status_code == 404


def test_it_is_for_nobody_who_is_not_signed_in():
    for name in ["confirm", "carry_on"]:
        assert "/sign-in/" in Client().get(reverse(f"lms_home:{name}")).url


def test_it_asks_before_somebody_signs_that_they_saw_a_session(hours_later, inez, course, enrollment):  # A07
    (session,) = builders.sessions_of(course)
    client, where = hours_later(inez), reverse("lms_courses:confirm", kwargs={"key": session.key})
    assert client.get(where).status_code == 200
    assert "/confirm/" in client.post(where, {"people": [enrollment.pk]}).url
    assert not enrollment.attendances.exists()
