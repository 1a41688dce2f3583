"""What everybody can see and use: axe finds nothing, nothing overflows, nothing needs a mouse or JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.looking import (
    complaints,
    complaints_in_both_themes,
    overflow,
    resize,
    spaced,
    twice_the_text,
    unfold,
)
from tests.browser.screens import SCREENS, answer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

# In four parts, so that two processes share them.
FEW = -(-len(SCREENS) // 4)
PARTS = [list(SCREENS)[start : start + FEW] for start in range(0, len(SCREENS), FEW)]

# Where Spanish, with its longer words, is tightest.
LONG = ("home", "sign in", "my phone is gone", "beside a board", "reviews", "verified", "training from elsewhere")

# No locators where every screen is looked at: the first on each page takes as long as the page itself.
HEAD = """() => {
  document.querySelector("a, button, input").focus();
  return [document.querySelectorAll("h1").length, document.documentElement.lang];
}"""


@pytest.fixture
def show(request: pytest.FixtureRequest, visit: Any) -> Callable[..., Page]:
    """Opens an address for this person. Each has one window, as they have one phone: opening it is what costs."""
    windows: dict[str, Page] = {}

    def open_address(who: str, address: str, **options: Any) -> Page:
        if who in windows:
            windows[who].goto(address)
        else:
            windows[who] = visit(request.getfixturevalue(who) if who else None, address, **options)
        return windows[who]

    return open_address


def without_empty(found: dict[str, Any]) -> dict[str, Any]:
    return {name: what for name, what in found.items() if what}


def wrong(page: Page) -> dict[str, Any]:
    """All that must not be, looked for at one visit."""
    found: dict[str, Any] = {"head": without_head(page)}
    unfold(page)
    found |= complaints_in_both_themes(page)
    resize(page, 1280)
    found["1280"] = complaints(page)
    resize(page, 320)
    with spaced(page):
        found["spaced"] = overflow(page)
    with twice_the_text(page):
        found["twice the text"] = overflow(page)
    resize(page, 390)
    return without_empty(found)


def without_head(page: Page) -> list[Any]:
    """What is there instead of one heading on top, a language, and a way past the head."""
    found = page.evaluate(HEAD)
    page.keyboard.press("Enter")
    found.append(page.evaluate("document.activeElement.id"))
    return found if found != [1, "en", "main"] else []


def up_to(part: list[str]) -> list[str]:
    """With those before: what they make stands on many that follow."""
    return list(SCREENS)[: list(SCREENS).index(part[-1]) + 1]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part[0]} to {part[-1]}")
def test_it_looks_well_to_everybody(show, world, part):
    found = {}
    for name in up_to(part):
        who, where = SCREENS[name]
        address = where(world)
        if name in part:
            found[name] = wrong(show(who, address, reduced_motion="reduce"))  # colors change at once
    assert without_empty(found) == {}


@pytest.mark.parametrize("right", [True, False])
def test_it_looks_well_when_something_is_answered(visit, rosa, world, right):
    answer(world, right=right)
    page = visit(rosa, SCREENS["lesson, check"][1](world), reduced_motion="reduce")
    assert page.locator("[data-reply]").is_visible()
    assert complaints_in_both_themes(page) == {"dark": [], "light": []}


def test_it_fits_in_spanish_too(show, world):
    found = {}
    for name in LONG:
        who, where = SCREENS[name]
        page = show(who, where(world), width=320, locale="es-US")
        assert page.locator("html").get_attribute("lang") == "es", name
        with twice_the_text(page):
            found[name] = overflow(page)
    assert without_empty(found) == {}
