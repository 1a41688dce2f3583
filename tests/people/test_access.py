"""Letting somebody back in on the spot: by whom, whom, and what it leaves behind."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.home.access.services import LETTERS, come_back_in, facts_of, find_way_back, give_way_back
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from lms.people.models import WayBackIn
from lms.people.permissions import can_restore_access
from lms.people.services import add_member
from tests import builders
from tests.door.phones import passkey

NEW = "another-long-porch"


def restore(user):
    return reverse("lms_home:restore", kwargs={"membership": user.memberships.first().pk})


def back(code):
    return reverse("lms_home:way_back", kwargs={"code": code})


def code_on(page):
    return re.search(r'big-code">([^<]+)<', page)[1].replace(" ", "")


def signs_in(name, password):
    return Client().post("/sign-in/", {"login": name, "password": password}).status_code == 302


@pytest.fixture
def given(rosa, inez):
    return give_way_back(user=rosa, by=inez)


def test_it_lets_rosa_choose_a_new_password_on_her_own_phone(signed_in, inez, rosa):
    lost = signed_in(rosa)
    shown = signed_in(inez).post(restore(rosa)).text
    code, phone = code_on(shown), Client()
    assert "data:image/svg+xml" in shown
    answer = phone.post(reverse("lms_home:back_in"), {"code": f"{code[:4].lower()}-{code[4:]}"})
    assert "Good to have you back, Rosa" in phone.get(answer.url).text
    arrived = phone.post(answer.url, {"password": NEW})
    assert arrived.url == "/sign-in/?username=rosa"
    assert (signs_in("rosa", NEW), signs_in("rosa", builders.PASSWORD)) == (True, False)
    assert lost.get("/").status_code == 302


def test_it_works_once(given):
    for status in (302, 404):
        assert Client().post(back(given[1]), {"password": NEW}).status_code == status
    with pytest.raises(ValidationError):
        come_back_in(way=given[0], password=NEW)


@pytest.mark.parametrize("end", ["used", "old", "another", "unknown", "the giver left"])
def test_it_answers_every_ended_code_alike(given, inez, rosa, end):  # A10
    way, code = given
    if end == "used":
        come_back_in(way=way, password=NEW)
    if end == "old":
        WayBackIn.objects.update(expires_at=timezone.now())
    if end == "another":
        give_way_back(user=rosa, by=inez)
    if end == "the giver left":
        inez.memberships.update(ended_at=timezone.now())
    response = Client().get(back("ABCDEFGH" if end == "unknown" else code))
    assert (response.status_code, "This code has ended" in response.text) == (404, True)


def test_it_is_open_for_fifteen_minutes(given):
    assert given[0].expires_at - given[0].given_at <= timedelta(minutes=15, seconds=1)


def test_it_keeps_no_code(given):
    way, code = given
    assert code not in str(vars(way))
    assert find_way_back(code=code) == way
    assert len(code) == 8
    assert not set(code) & set("01ILOU")
    assert len(LETTERS) == 30


def test_it_slows_down_guessing(given):  # A10
    guesses = [Client().get(back(f"GUESS{n:03}")).status_code for n in range(21)]
    assert (guesses[19], guesses[20]) == (404, 429)


def test_it_stands_in_the_ledger(given, inez, rosa):
    way, (entry,) = given[0], Entry.objects.filter(meaning="access restored")
    assert (entry.actor, entry.role, entry.subject) == (inez.profile.ledger_key, "trainer", way.pk)
    assert ledger.opens(entry, facts=facts_of(way), salt=way.salt)
    assert ledger.verify() == []


def test_it_tells_the_person_who_did_it(signed_in, given, rosa):
    assert "let you back in" not in signed_in(rosa).get("/me/").text
    come_back_in(way=given[0], password=NEW)
    rosa.refresh_from_db()
    client = signed_in(rosa)
    assert "Inez let you back in" in client.get("/me/").text
    assert "Who let you back in" in client.get(reverse("lms_home:kept")).text


@pytest.mark.parametrize("gone", [True, False])
def test_it_takes_the_lock_of_a_lost_phone_along_only_if_asked(signed_in, inez, marcus, gone):
    passkey(marcus)
    shown = signed_in(inez).post(restore(marcus), {"phone_gone": "on"} if gone else {})
    Client().post(back(code_on(shown.text)), {"password": NEW})
    assert marcus.authenticator_set.exists() is not gone


def test_it_does_not_get_around_a_second_factor(given, inez, marcus):  # A07
    passkey(marcus)
    way, _code = give_way_back(user=marcus, by=inez)
    come_back_in(way=way, password=NEW)
    answer = Client().post("/sign-in/", {"login": "marcus", "password": NEW})
    assert answer.url == reverse("mfa_authenticate")


def test_it_asks_again_for_a_weak_password(given):
    assert "too short" in Client().post(back(given[1]), {"password": "short"}).text
    assert find_way_back(code=given[1]) == given[0]


def test_it_asks_whether_it_is_still_the_trainer(signed_in, inez, rosa):  # A07
    client = signed_in(inez)
    session = client.session
    session["lms_people.stepup.shown_at"] = 0
    session.save()
    for ask in (client.get, client.post):
        assert "/confirm/" in ask(restore(rosa)).url
    assert not WayBackIn.objects.exists()


LETS_IN = [
    ("inez", "rosa", True),
    ("inez", "marcus", True),
    ("jo", "rosa", True),
    ("jo", "marcus", True),
    ("jo", "inez", False),  # a trainer enters the admin
    ("inez", "jo", False),
    ("inez", "inez", False),
    ("marcus", "rosa", False),
    ("rosa", "sam", False),
    ("rosa", "inez", False),
]


@pytest.mark.parametrize(("by", "whom", "may"), LETS_IN)
def test_it_is_for_roles_below_ones_own(request, harbor, by, whom, may):  # A05
    giver, locked_out = request.getfixturevalue(by), request.getfixturevalue(whom)
    assert bool(can_restore_access(giver, locked_out)) is may
    if not may:
        with pytest.raises(PermissionDenied):
            give_way_back(user=locked_out, by=giver)


@pytest.mark.parametrize("power", ["is_superuser", "is_staff", "elsewhere", "left", "closed"])
def test_it_lets_in_nobody_with_more_power_anywhere(rosa, inez, elsewhere, power):  # A05
    if power == "elsewhere":
        add_member(user=rosa, organization=elsewhere, role="coordinator")
    elif power == "left":
        rosa.memberships.update(ended_at=timezone.now())
    elif power == "closed":
        rosa.is_active = False
    else:
        setattr(rosa, power, True)
    rosa.save()
    assert can_restore_access(inez, rosa) is None


def test_it_is_offered_where_it_may_be_done(signed_in, inez, jo, marcus, rosa):
    page = reverse("lms_home:person", kwargs={"membership": rosa.memberships.get().pk})
    assert restore(rosa) in signed_in(inez).get(page).text
    assert restore(rosa) not in signed_in(marcus).get(page).text
    role = reverse("lms_home:role", kwargs={"pk": marcus.memberships.get().pk})
    assert restore(marcus) in signed_in(jo).get(role).text


def test_it_is_nobodys_own_way_back(rosa, harbor):
    with pytest.raises(IntegrityError), transaction.atomic():
        WayBackIn.objects.create(
            user=rosa, given_by=rosa, organization=harbor, role="trainer", expires_at=timezone.now()
        )


@pytest.mark.parametrize("role", ["new_hire", "senior_peer", "supervisor", "trainer", "coordinator"])
def test_it_lets_nobody_in_for_dana(signed_in, dana, role, rosa):  # A04 A12
    outsider = dana(role)
    assert can_restore_access(outsider, rosa) is None
    assert signed_in(outsider).get(restore(rosa)).status_code == 404
    assert signed_in(outsider).post(restore(rosa)).status_code == 404
    assert not WayBackIn.objects.exists()


def test_it_says_what_a_trainer_does_instead(signed_in, jo, inez):
    shown = signed_in(jo).get(reverse("lms_home:role", kwargs={"pk": inez.memberships.get().pk})).text
    assert restore(inez) not in shown
    for said in ("Six digits by mail stand in for a password", "whoever runs the server gives them a new password"):
        assert said in shown
    assert "You are a trainer or coordinator yourself?" in Client().get("/phone-gone/").text
