"""What porchlight.js adds, and that nothing is lost without it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from courses.progress.models import Completion, Place
from tests.browser.screens import SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

WEATHER = re.compile(r"weather\.gov")


def weather(route: Route) -> None:
    """No test leaves this machine."""
    route.fulfill(body="<h1>Sunny</h1>", content_type="text/html")


@pytest.fixture
def lesson_page(visit: Any, rosa: Any, world: dict) -> Page:
    page = visit(rosa, "/")
    page.context.route(WEATHER, weather)
    page.goto(SCREENS["lesson, check"][1](world))
    return page


def test_it_leaves_quickly_and_the_back_button_does_not_show_the_lesson(lesson_page):
    lesson_page.get_by_role("link", name="Leave quickly").click()
    expect(lesson_page.get_by_role("heading", name="Sunny")).to_be_visible()
    lesson_page.go_back()
    expect(lesson_page.get_by_text("Hi Rosa")).to_be_visible()


def test_it_leaves_when_shift_is_pressed_three_times(lesson_page):
    lesson_page.keyboard.press("Shift")
    expect(lesson_page.locator("[data-leave-said]")).to_have_text("Press Shift 2 more to leave.")
    lesson_page.keyboard.press("Shift")
    lesson_page.keyboard.press("Shift")
    expect(lesson_page.get_by_role("heading", name="Sunny")).to_be_visible()


def test_it_stays_when_shift_is_part_of_typing(lesson_page):
    for key in ("Shift", "Shift", "a", "Shift"):
        lesson_page.keyboard.press(key)
    expect(lesson_page.get_by_role("link", name="Leave quickly")).to_be_visible()


def test_it_is_blank_even_where_the_weather_never_comes(lesson_page):
    lesson_page.context.unroute(WEATHER)
    lesson_page.context.route(WEATHER, lambda route: route.fulfill(status=204))
    lesson_page.get_by_role("link", name="Leave quickly").click()
    expect(lesson_page.locator(".blank")).to_be_visible()
    expect(lesson_page.locator("body > *")).to_have_count(1)
    assert lesson_page.title() == ""


def test_it_signs_out_too_where_somebody_asked_for_that_on_this_phone(lesson_page):
    lesson_page.get_by_text("What “Leave quickly” does").click()
    lesson_page.get_by_label("On this phone, sign me out too.").check()
    lesson_page.reload()
    expect(lesson_page.locator("[data-leave-choice] input")).to_be_checked()
    lesson_page.get_by_role("link", name="Leave quickly").click()
    expect(lesson_page.get_by_role("heading", name="Sunny")).to_be_visible()
    # What a page sends while it is left is seen by nobody but the server.
    assert any(lesson_page.request.get("/record/", max_redirects=0).status == 302 for _try in range(500))
    lesson_page.goto("/")
    expect(lesson_page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()


def test_it_answers_in_place_and_reads_the_reply_out(lesson_page):
    lesson_page.evaluate("window.stayed = true")
    lesson_page.get_by_label("The clock").check()
    lesson_page.get_by_role("button", name="Check my answer").click()
    reply = lesson_page.locator("[data-reply]")
    expect(reply).to_contain_text("Not yet.")
    expect(reply).to_be_focused()
    lesson_page.get_by_label("Their breathing").check()
    lesson_page.get_by_role("button", name="Check my answer").click()
    expect(reply).to_contain_text("Saved.")
    assert lesson_page.evaluate("window.stayed") is True


def test_it_loses_nothing_without_javascript(visit, rosa, world):
    page = visit(rosa, SCREENS["lesson, check"][1](world), java_script_enabled=False)
    for _page in (2, 3):
        page.get_by_label("Their breathing").check()
        page.get_by_role("button", name="Check my answer").click()
        assert "#check-" in page.url
        expect(page.get_by_text("That is it.")).to_be_visible()
        page.get_by_role("button", name=re.compile("Next page|Finish this lesson")).click()
    expect(page.get_by_role("heading", name="First weeks")).to_be_visible()
    assert Completion.objects.filter(enrollment=world["enrollment"]).count() == 1


def test_it_sends_a_form_once_when_the_button_is_pressed_twice(lesson_page, world):
    sent: list[str] = []
    lesson_page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    lesson_page.get_by_role("button", name="Next page").dblclick()
    expect(lesson_page.get_by_text("page 3 of 3")).to_be_visible()
    assert len(sent) == 1
    assert Place.objects.get(enrollment=world["enrollment"]).furthest == 3


def test_it_shows_the_password_to_the_person_who_types_it(visit, rosa):
    page = visit(None, "/sign-in/")
    page.get_by_label("Username").fill("rosa")
    page.get_by_label("Password").fill("a-long-quiet-porch")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_label("Password").get_attribute("type") == "text"
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Hi Rosa")).to_be_visible()


def fonts(page: Page) -> list[str]:
    return page.evaluate("performance.getEntriesByType('resource').map(r => r.name).filter(n => n.includes('woff'))")


@pytest.mark.parametrize("name", ["home", "lesson, check"])
def test_it_fetches_no_font_for_somebody_who_saves_data(visit, rosa, world, name):
    assert len(fonts(visit(rosa, SCREENS[name][1](world)))) == 3
    assert fonts(visit(rosa, SCREENS[name][1](world), extra_http_headers={"Save-Data": "on"})) == []


def test_it_shows_nothing_to_whoever_has_the_phone_next(visit, sam, world):  # P06
    page = visit(sam, "/record/")
    expect(page.get_by_role("heading", name="My record")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Come on in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Come on in")).to_be_visible()
    assert "Words that help" not in page.content()
