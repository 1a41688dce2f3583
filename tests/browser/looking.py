"""How a page looks: what axe finds on it, what sticks out of it, and the ways in which somebody may have set it."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# The rules that depend on the theme: it changes colors, and nothing else.
COLORS = ("color-contrast", "link-in-text-block")
FIND = "options => axe.run(options).then(({ violations }) => violations)"

# Spacing that somebody may need to read (WCAG 1.4.12).
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
# As by somebody's own style sheet: our content policy has no say in it.
PUT_ON = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  return getComputedStyle(document.body).letterSpacing;
}"""
TAKE_OFF = "document.adoptedStyleSheets = []"


def complaints(page: Page, *rules: str) -> list[str]:
    """What axe finds: all its rules, best practices included, or these alone."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"], "preload": {"assets": ["media"]}}
    found = page.evaluate(FIND, options | ({"runOnly": list(rules)} if rules else {}))
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def complaints_in_both_themes(page: Page) -> dict[str, list[str]]:
    page.emulate_media(color_scheme="dark")
    found = {"dark": complaints(page, *COLORS)}
    page.emulate_media(color_scheme="light")
    return found | {"light": complaints(page)}


def overflow(page: Page) -> int:
    """How many pixels stick out to the right, once its letters are there."""
    return page.evaluate(
        "document.fonts.ready.then(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)"
    )


def unfold(page: Page) -> None:
    """Whatever can be opened is open: what is folded is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})


@contextmanager
def twice_the_text(page: Page) -> Iterator[None]:
    """What somebody sets in their phone: every text twice as large."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "34px"
    yield
    chromium.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    chromium.detach()


@contextmanager
def spaced(page: Page) -> Iterator[None]:
    """With the most room between letters, words and lines that somebody may ask for."""
    assert page.evaluate(PUT_ON, SPACED) != "normal"
    yield
    page.evaluate(TAKE_OFF)
