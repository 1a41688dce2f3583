"""What everybody can see and use: axe finds nothing, nothing overflows, nothing needs a mouse or JavaScript."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.screens import SCREENS, answer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def complaints(page: Any) -> list[str]:
    """What axe finds, all its rules, best practices included."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def overflow(page: Any) -> int:
    """How many pixels stick out to the right."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture(params=SCREENS, ids=lambda name: name.replace(", ", "-").replace(" ", "-"))
def screen(request: pytest.FixtureRequest, world: dict) -> tuple[Any, str]:
    who, where = SCREENS[request.param]
    return (request.getfixturevalue(who) if who else None), where(world)


def test_it_leaves_axe_nothing_to_say_in_both_themes(visit, screen):
    for theme in ("light", "dark"):
        for width in (390, 1280):
            page = visit(*screen, width=width, color_scheme=theme)
            assert complaints(page) == [], (theme, width)


@pytest.mark.parametrize("right", [True, False])
def test_it_leaves_axe_nothing_to_say_about_an_answer(visit, rosa, world, right):
    answer(world, right=right)
    for theme in ("light", "dark"):
        page = visit(rosa, SCREENS["lesson, check"][1](world), color_scheme=theme)
        assert page.locator("[data-reply]").is_visible()
        assert complaints(page) == [], theme


def test_it_fits_320_pixels_at_twice_the_text(visit, screen, large_text_chromium):
    page = visit(*screen, width=320, browser=large_text_chromium)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "34px"
    assert overflow(page) == 0


# Spacing that somebody may need to read (WCAG 1.4.12).
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"


def test_it_gives_way_to_wide_spacing(visit, screen):
    page = visit(*screen, width=320, bypass_csp=True)
    page.add_style_tag(content=SPACED + "p { margin-bottom: 2em !important }")
    assert overflow(page) == 0


def test_it_has_one_heading_on_top_a_language_and_a_way_past_the_head(visit, screen):
    page = visit(*screen)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
    first = page.locator("a, button, input").first
    first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
