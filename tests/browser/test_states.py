"""What shows only once something happens: axe finds nothing there either, in both themes, and nothing overflows."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import builders
from tests.browser.looking import complaints_in_both_themes, overflow, twice_the_text, unfold
from tests.browser.screens import SCREENS
from tests.browser.test_hours_offline import ADD, log_offline
from tests.browser.test_offline import NEXT, answer, keep, lesson, road, turn

__all__ = ["lesson"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def window(visit: Any) -> Any:
    """Opens a narrow window on a phone without sync: nothing is sent by itself."""

    def open_window(user: Any, path: str) -> Page:
        page = visit(user, path, width=320, reduced_motion="reduce")
        page.add_init_script("delete ServiceWorkerRegistration.prototype.sync")
        return page

    return open_window


@pytest.fixture
def page(window: Any, rosa: Any, lesson: Any) -> Page:
    return window(rosa, road(lesson))


def judge(page: Page) -> None:
    """Nothing sticks out at twice the text; axe has nothing to say at the plain size, light and dark."""
    unfold(page)
    with twice_the_text(page):
        assert overflow(page) == 0
    assert complaints_in_both_themes(page) == {"dark": [], "light": []}


def offer(page: Page) -> Any:
    page.locator("[data-keep]").scroll_into_view_if_needed()
    button = page.get_by_role("button", name=re.compile("Keep this lesson on this phone"))
    expect(button).to_be_visible()
    return button


def test_it_says_well_that_a_lesson_can_be_kept_is_being_kept_and_was_not(page):
    button = offer(page)
    judge(page)
    held = []
    page.route("**/copy/", lambda route: held.append(route))
    button.click()
    expect(page.get_by_text("Keeping it on this phone.")).to_be_visible()
    judge(page)
    page.wait_for_function("navigator.serviceWorker.getRegistration().then(Boolean)")
    held[0].abort()
    expect(page.get_by_text("That did not work. Try again in a while.")).to_be_visible()
    judge(page)


def test_it_says_well_that_a_lesson_is_kept_and_that_there_is_no_connection(page, lesson):
    offer(page)
    keep(page)
    judge(page)
    page.context.set_offline(True)
    turn(page)
    expect(page.get_by_text("There is no connection. This is the copy on this phone")).to_be_visible()
    answer(page, "The clock")
    expect(page.locator("[data-reply]")).to_contain_text("Saved on this phone, will be sent.")
    judge(page)
    turn(page)
    page.get_by_role("button", name=NEXT).click()
    expect(page.get_by_text("The lesson is finished once that is sent")).to_be_focused()
    judge(page)
    page.goto("/record/")
    expect(page.get_by_role("link", name="On the road")).to_be_visible()
    judge(page)


def test_it_says_well_what_waits_without_its_reply_and_that_no_page_comes_next(page, lesson):
    turn(page)
    expect(page.get_by_text("page 2 of 3")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_label("The clock").check()
    page.locator("template[data-reply-to]").evaluate_all("all => all.forEach((one) => one.remove())")
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_text("What we say to it comes then.")).to_be_focused()
    judge(page)
    turn(page)
    expect(page.get_by_text("The next page is not kept here.")).to_be_focused()
    judge(page)


def wait_at_home(page: Page) -> None:
    """One page was turned without a connection, and nothing comes through since."""
    page.context.set_offline(True)
    turn(page)
    expect(page.locator("[data-waits-stop]")).to_be_visible()
    page.context.route("**/offline/hello/", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/")
    expect(page.get_by_text("Waiting on this phone, not sent yet: 1.").first).to_be_visible()


def test_it_says_well_what_waits_when_somebody_signs_out(page):
    wait_at_home(page)
    judge(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Nobody else can see or send them.")).to_be_visible()
    judge(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("so you are still signed in here")).to_be_visible()
    judge(page)


def test_it_says_well_which_shifts_wait(window, rosa, marcus):
    page = window(rosa, ADD)
    judge(page)
    log_offline(page, 2, 2)
    judge(page)
    page.goto(ADD)
    expect(page.get_by_role("button", name="Delete it")).to_have_count(2)
    judge(page)
    page.context.set_offline(False)
    page.goto("/hours/")
    expect(page.locator("[data-why]")).to_have_count(1, timeout=30_000)
    expect(page.locator("[data-why]")).to_have_text("This shift is in your log already.")
    judge(page)
    page.get_by_role("link", name="Open it").click()
    expect(page.locator("[data-opened]")).to_be_visible()
    judge(page)


def test_it_says_well_that_a_message_was_copied(window, jo, live_server):
    page = window(jo, "/people/invitations/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page.get_by_role("button", name="Make the link").click()
    page.get_by_role("button", name="Copy message").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    judge(page)


def test_it_says_well_that_a_decision_can_be_undone(window, rosa, marcus, harbor):
    for ago in (2, 3, 4):
        builders.shift(rosa, harbor, days_ago=ago)
    page = window(marcus, "/hours/sign/")
    judge(page)
    page.get_by_role("button", name="I was there: sign 4 hours").first.click()
    expect(page.get_by_role("heading", name="Just decided")).to_be_visible()
    judge(page)


def test_it_shows_a_typed_password_well_and_explains_a_word_in_place(window, rosa, world):
    page = window(None, "/sign-in/")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("button", name="Hide")).to_be_visible()
    judge(page)
    page = window(rosa, SCREENS["lesson, every block"][1](world))
    page.get_by_role("button", name="kit").click()
    expect(page.get_by_text("A small bag with what you need.").first).to_be_visible()
    judge(page)
