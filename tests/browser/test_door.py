"""The door, on a phone: joining, the phone's own lock, a phone that is gone."""

from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from certificates.services import award
from lms.people.invitations.services import invite
from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

LOCK = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_a_lock(page: Page) -> Page:
    """A phone whose lock opens for its owner (Chromium's virtual authenticator)."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": LOCK})
    return page


@pytest.fixture
def invitation(harbor: Any, jo: Any) -> str:
    _made, token = invite(organization=harbor, by=jo, role="new_hire", course=builders.small_course(harbor))
    return reverse("lms_home:join", kwargs={"token": token})


def join(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_label("What should we call you?").fill("Sam")
    page.get_by_label("Username").fill("sam")
    page.get_by_label("Password", exact=True).fill(builders.PASSWORD)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("Welcome to Harbor Outreach")).to_be_visible()


def sign_out(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Come on in")).to_be_visible()


def sign_in(page: Page, name: str, password: str = builders.PASSWORD) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name=f"Hi {name.title()}")).to_be_visible()


def test_it_goes_from_an_invitation_to_a_door_that_the_phone_opens(visit: Any, invitation: str) -> None:  # A07
    phone = with_a_lock(visit())
    join(phone, invitation)
    phone.get_by_role("button", name="Use my phone's lock").click()
    expect(phone.get_by_text("your phone's lock opens this door")).to_be_visible()
    phone.get_by_role("link", name="Keep going").click()
    expect(phone.get_by_text("One idea.")).to_be_visible()
    sign_out(phone)
    phone.get_by_role("button", name="Use my phone's lock").click()
    expect(phone.get_by_role("heading", name="Hi Sam")).to_be_visible()
    phone.goto(reverse("account_reauthenticate"))
    phone.get_by_role("button", name="Use my phone's lock").click()
    expect(phone.get_by_role("heading", name="Hi Sam")).to_be_visible()


def test_it_takes_not_now_for_an_answer(visit: Any, invitation: str) -> None:
    phone = visit()
    join(phone, invitation)
    phone.get_by_role("link", name="Not now").click()
    expect(phone.get_by_role("heading", name="Hi Sam")).to_be_visible()


def test_it_says_so_where_the_lock_does_not_open(visit: Any, rosa: Any) -> None:
    phone = visit(path="/sign-in/")
    chromium = phone.context.new_cdp_session(phone)
    chromium.send("WebAuthn.enable")
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": {**LOCK, "isUserVerified": False}})
    for _again in range(2):
        phone.get_by_role("button", name="Use my phone's lock").click()
        expect(phone.get_by_text("Nothing is lost: try once more")).to_be_visible()
    sign_in(phone, "rosa")


def test_it_wants_the_lock_of_a_trainer_after_the_password(visit: Any, inez: Any) -> None:  # A07
    phone = with_a_lock(visit(inez, reverse("mfa_add_webauthn")))
    phone.get_by_role("button", name="Use this phone's lock").click()
    expect(phone.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(phone)
    phone.get_by_label("Username").fill("inez")
    phone.get_by_label("Password", exact=True).fill(builders.PASSWORD)
    phone.get_by_role("button", name="Sign in").click()
    expect(phone.get_by_role("heading", name="One thing more")).to_be_visible()
    phone.get_by_role("button", name="Use my phone's lock").click()
    expect(phone.get_by_role("heading", name="Hi Inez")).to_be_visible()


def test_it_says_what_there_is_without_javascript(visit: Any, rosa: Any) -> None:
    page = visit(path="/sign-in/", java_script_enabled=False)
    expect(page.get_by_text("only with JavaScript")).to_be_visible()
    sign_in(page, "rosa")


def test_it_signs_the_lost_phone_out_from_another(visit: Any, rosa: Any) -> None:  # A08
    lost, other = visit(), visit(width=1280)
    sign_in(lost, "rosa")
    sign_in(other, "rosa")
    other.goto(reverse("lms_home:me"))
    other.get_by_role("link", name="My phone is gone").click()
    other.get_by_role("button", name="Sign me out everywhere else").click()
    expect(other.get_by_text("1 other sign-in has ended")).to_be_visible()
    lost.goto("/record/")
    expect(lost.get_by_role("heading", name="Come on in")).to_be_visible()


def test_it_lets_rosa_back_in_by_what_the_trainer_shows(
    visit: Any, settings: Any, live_server: Any, inez: Any, rosa: Any
) -> None:  # A08
    settings.LMS_SITE_URL = live_server.url
    lost = visit(rosa)
    trainer = visit(inez, reverse("lms_home:person", kwargs={"membership": rosa.memberships.get().pk}))
    trainer.get_by_role("link", name="Locked out: let them back in").click()
    trainer.get_by_role("button", name="Show the code").click()
    expect(trainer.get_by_role("heading", name="Show this to Rosa")).to_be_visible()
    (seen,) = zxingcpp.read_barcodes(Image.open(BytesIO(trainer.screenshot())))
    phone = visit(path=str(seen.text))
    phone.get_by_label("New password").fill("another-long-porch")
    phone.get_by_role("button", name="This is my password").click()
    expect(phone.get_by_label("Username")).to_have_value("rosa")
    phone.get_by_label("Password", exact=True).fill("another-long-porch")
    phone.get_by_role("button", name="Sign in").click()
    phone.get_by_role("link", name="Me", exact=True).click()
    expect(phone.get_by_text("Inez let you back in")).to_be_visible()
    lost.goto("/record/")
    expect(lost.get_by_role("heading", name="Come on in")).to_be_visible()


def test_it_asks_a_trainer_again_and_loses_nothing(visit: Any, inez: Any, sam: Any, finished: Any) -> None:  # A07
    trainer = visit(inez, reverse("lms_certificates:manage", kwargs={"pk": award(enrollment=finished).pk}))
    grown_old(trainer)
    form = trainer.locator("form", has=trainer.get_by_label("this is the one"))
    form.get_by_label("Why?").fill("Given for the wrong course.")
    form.get_by_label("this is the one").check()
    form.get_by_role("button").click()
    expect(trainer.get_by_role("heading", name="Is it still you?")).to_be_visible()
    trainer.get_by_label("Your password").fill(builders.PASSWORD)
    trainer.get_by_role("button", name="Yes, it is me").click()
    expect(trainer.get_by_text("This certificate is taken back.")).to_be_visible()


def grown_old(page: Page) -> None:
    """The sign-in of this window was a while ago."""
    (cookie,) = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    session = SessionStore(cookie["value"])
    session["lms_people.stepup.shown_at"] = 0
    session.save()
