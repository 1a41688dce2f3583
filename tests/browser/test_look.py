"""What everybody can see and use: axe finds nothing, nothing overflows, nothing needs a mouse or JavaScript."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.screens import SCREENS, answer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

# Spacing that somebody may need to read (WCAG 1.4.12).
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""


@pytest.fixture
def screens(request: pytest.FixtureRequest, visit: Any, world: dict) -> Callable[..., Iterator[tuple[str, Page]]]:
    """Every screen in turn. Each person has one window, as they have one phone: opening it is what costs."""

    def show(**options: Any) -> Iterator[tuple[str, Page]]:
        windows: dict[str, Page] = {}
        for name, (who, where) in SCREENS.items():
            if who in windows:
                windows[who].goto(where(world))
            else:
                windows[who] = visit(request.getfixturevalue(who) if who else None, where(world), **options)
            yield name, windows[who]

    return show


def complaints(page: Page) -> list[str]:
    """What axe finds, all its rules, best practices included."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def overflow(page: Page) -> int:
    """How many pixels stick out to the right, once its letters are there."""
    return page.evaluate(
        "document.fonts.ready.then(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)"
    )


def unfold(page: Page) -> None:
    """Whatever can be opened is open: what is folded is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")


def without_empty(found: dict[Any, Any]) -> dict[Any, Any]:
    return {name: what for name, what in found.items() if what}


LOOKS = [("light", 390), ("dark", 390), ("light", 1280)]


def test_it_leaves_axe_nothing_to_say(screens):
    found = {}
    for name, page in screens(reduced_motion="reduce"):  # colors change at once
        unfold(page)
        for theme, width in LOOKS:
            page.emulate_media(color_scheme=theme)
            page.set_viewport_size({"width": width, "height": 844})
            found[name, theme, width] = complaints(page)
    assert without_empty(found) == {}


@pytest.mark.parametrize("right", [True, False])
def test_it_leaves_axe_nothing_to_say_about_an_answer(visit, rosa, world, right):
    answer(world, right=right)
    for theme in ("light", "dark"):
        page = visit(rosa, SCREENS["lesson, check"][1](world), color_scheme=theme)
        assert page.locator("[data-reply]").is_visible()
        assert complaints(page) == [], theme


def test_it_fits_320_pixels_at_twice_the_text(screens, large_text_chromium):
    found = {}
    for name, page in screens(width=320, browser=large_text_chromium):
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "34px"
        unfold(page)
        found[name] = overflow(page)
    assert without_empty(found) == {}


# Where Spanish, with its longer words, is tightest.
LONG = ("home", "sign in", "my phone is gone", "beside a board", "reviews", "verified", "training from elsewhere")


def test_it_fits_them_in_spanish_too(request, visit, world, large_text_chromium):
    found = {}
    for name in LONG:
        who, where = SCREENS[name]
        user = request.getfixturevalue(who) if who else None
        page = visit(user, where(world), width=320, browser=large_text_chromium, locale="es-US")
        assert page.locator("html").get_attribute("lang") == "es", name
        found[name] = overflow(page)
    assert without_empty(found) == {}


def test_it_gives_way_to_wide_spacing(screens):
    found = {}
    for name, page in screens(width=320, bypass_csp=True):
        page.add_style_tag(content=SPACED)
        unfold(page)
        found[name] = overflow(page)
    assert without_empty(found) == {}


def test_it_has_one_heading_on_top_a_language_and_a_way_past_the_head(screens):
    for name, page in screens():
        assert page.locator("h1").count() == 1, name
        assert page.locator("html").get_attribute("lang") == "en", name
        page.locator("a, button, input").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main", name
