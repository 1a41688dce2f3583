"""Shifts logged on a phone without a connection: they wait without a word that was written, and arrive once (P06)."""

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Route, expect

from assessments.shadowing.models import ShadowEntry, State
from tests import builders
from tests.browser.test_offline import sign_in, until, waiting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

ADD = "/hours/add/"
WAITS = "It waits on this phone."
SLOW = 30_000  # ms; what has to come may take a while on a busy machine


@pytest.fixture
def page(visit: Any, rosa: Any, marcus: Any) -> Page:
    return visit(rosa, ADD)


def day(ago: int) -> str:
    return (date.today() - timedelta(days=ago)).isoformat()


def fill(page: Page, ago: int, start: str = "09:00", end: str = "13:00") -> None:
    page.get_by_label("Day").fill(day(ago))
    page.get_by_label("From", exact=True).fill(start)
    page.get_by_label("To", exact=True).fill(end)
    page.get_by_label("Where").select_option("van")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save it, it is complete").click()


def keep(page: Page) -> None:
    button = page.get_by_role("button", name=re.compile(r"Keep this page on this phone \(0\.\d MB\)"))
    page.locator("[data-keep]").scroll_into_view_if_needed()
    button.click()
    expect(page.get_by_text("Kept on this phone: 0.")).to_be_visible(timeout=SLOW)
    page.wait_for_function("navigator.serviceWorker.controller")


def log_offline(page: Page, *days: int) -> None:
    keep(page)
    page.context.set_offline(True)
    for ago in days:
        page.goto(ADD)
        fill(page, ago)
        save(page)
        expect(page.get_by_text(WAITS)).to_be_visible(timeout=SLOW)


def lose_the_first_reply(page: Page) -> list[str]:
    """One shift gets there, and its reply does not; so it is sent again. Returns the keys as they are sent."""
    sent: list[str] = []

    def lose(route: Route) -> None:
        body = parse_qs(route.request.post_data or "")
        sent.extend(body.get("entry", []))
        if len(sent) == 1:
            route.fetch()
            return route.abort()
        return route.fallback()

    page.route("**/hours/add/?at=*", lose)
    return sent


def test_it_logs_three_shifts_without_a_connection_and_they_arrive_once_each(page, rosa):
    # As on phones that send nothing by themselves.
    page.add_init_script("delete ServiceWorkerRegistration.prototype.sync")
    log_offline(page, 3, 2, 1)
    # A page that is open already may go on past what is put in its way.
    sent = lose_the_first_reply(page)
    page.get_by_role("link", name="Add another shift").click()
    expect(page.get_by_role("button", name="Delete it")).to_have_count(3, timeout=SLOW)
    page.context.set_offline(False)
    expect(page.get_by_text("Waiting on this phone")).to_be_hidden(timeout=2 * SLOW)
    page.goto("/hours/")
    expect(page.get_by_text("Waiting to be signed", exact=True)).to_have_count(3, timeout=SLOW)
    assert (waiting(page), len(sent), len(set(sent))) == ([], 4, 3)
    logged = ShadowEntry.objects.order_by("started_at")
    assert [entry.started_at.date().isoformat() for entry in logged] == [day(3), day(2), day(1)]
    assert {(entry.learner, entry.state) for entry in logged} == {(rosa, State.SUBMITTED)}


def test_it_keeps_no_written_word_on_the_phone_and_says_so_before(page):
    fill(page, 1)
    page.get_by_text("In my words").click()
    expect(page.get_by_text("Without a connection your two notes are not kept on this phone.")).to_be_visible(
        timeout=SLOW
    )
    page.get_by_label("What I noticed").fill("I was nervous.")
    page.context.set_offline(True)
    save(page)
    expect(page.locator("[data-waits-end]")).to_be_focused(timeout=SLOW)
    assert "nervous" not in str(waiting(page))
    page.context.set_offline(False)
    expect(page.get_by_text("Waiting to be signed", exact=True)).to_be_visible(timeout=SLOW)
    assert ShadowEntry.objects.get().noticed == ""


def test_it_sends_the_words_where_there_is_a_connection(page):
    fill(page, 1)
    page.get_by_text("In my words").click()
    page.get_by_label("What I noticed").fill("I was nervous.")
    page.get_by_role("button", name="Keep it for later").click()
    expect(page.get_by_text("Kept for later. Only you see it.")).to_be_visible(timeout=SLOW)
    entry = ShadowEntry.objects.get()
    assert (entry.noticed, entry.state, waiting(page)) == ("I was nervous.", State.DRAFT, [])


def test_it_asks_at_once_what_has_to_change_and_keeps_what_was_pressed(page):
    fill(page, 1, "09:00", "08:59")
    page.get_by_role("button", name="Keep it for later").click()
    expect(page.get_by_text("That is more than 16 hours.")).to_be_visible(timeout=SLOW)
    assert waiting(page) == []


def test_it_opens_a_refused_shift_with_its_sentence_and_what_was_chosen(page, rosa, harbor):
    log_offline(page, 2, 2)
    page.context.set_offline(False)
    page.goto("/hours/")
    expect(page.locator("[data-why]")).to_have_count(1, timeout=SLOW)
    expect(page.locator("[data-why]")).to_have_text("This shift is in your log already.")
    page.get_by_role("link", name="Open it").click()
    expect(page.locator("[data-opened]")).to_have_text("This shift is in your log already.")
    expect(page.locator("[data-opened]")).to_be_focused(timeout=SLOW)
    assert page.get_by_label("Day").input_value() == day(2)
    page.get_by_label("Day").fill(day(3))
    page.get_by_label("To", exact=True).fill("08:59")
    save(page)
    expect(page.get_by_text("That is more than 16 hours.")).to_be_visible(timeout=SLOW)
    assert len(waiting(page)) == 1
    page.get_by_label("To", exact=True).fill("13:00")
    save(page)
    expect(page.get_by_text("Waiting to be signed", exact=True)).to_have_count(2, timeout=SLOW)
    assert waiting(page) == []


def test_it_stays_bound_to_whoever_logged_it_through_a_sign_out(page, rosa, sam):  # P06
    log_offline(page, 1)
    page.context.route("**/offline/hello/", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Waiting on this phone, not sent yet: 1.")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Sign out").click()
    page.context.unroute("**/offline/hello/")
    sign_in(page, "sam")
    assert page.evaluate("caches.keys()") == []
    page.goto(ADD)
    expect(page.get_by_role("button", name="Delete it")).to_have_count(0)
    assert ([entry["account"] for entry in waiting(page)], ShadowEntry.objects.count()) == ([str(rosa.pk)], 0)
    page.goto("/")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "rosa")
    until(page, "waiting.of(document.documentElement.dataset.account).then((mine) => !mine.length)")
    assert ShadowEntry.objects.get().learner == rosa


def test_it_takes_two_taps_where_the_shift_was_as_the_last_one(page, rosa, marcus, harbor):
    last = builders.shift(rosa, harbor, days_ago=2, setting="clinic", colleague_id=marcus.pk, activities={"listen": 3})
    page.goto(ADD)
    page.get_by_role("link", name="I did the same as last time").click()
    page.get_by_label("Day").fill(day(4))
    save(page)
    expect(page.get_by_text("Waiting to be signed", exact=True)).to_have_count(2, timeout=SLOW)
    new = ShadowEntry.objects.exclude(pk=last.pk).get()
    assert (new.setting, new.colleague, new.activities, new.minutes) == ("clinic", marcus, {"listen": 3}, 240)


def test_it_asks_which_time_was_meant_with_nothing_but_a_keyboard_and_no_javascript(visit, rosa):  # H10
    page = visit(rosa, ADD, java_script_enabled=False, width=320)
    page.get_by_label("Day").fill("2025-11-02")
    page.get_by_label("From", exact=True).fill("01:30")
    page.get_by_label("To", exact=True).fill("06:00")
    page.get_by_label("Where").select_option("van")
    page.get_by_role("button", name="Save it, it is complete").press("Enter")
    expect(page.get_by_text("The clocks were put back that night. Choose one.")).to_be_visible(timeout=SLOW)
    page.get_by_label("The second time, after they changed").press("Space")
    page.get_by_role("button", name="Save it, it is complete").press("Enter")
    expect(page.get_by_text("Waiting to be signed", exact=True)).to_be_visible(timeout=SLOW)
    assert ShadowEntry.objects.get().minutes == 270
