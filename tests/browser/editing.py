"""A trainer's hands in the Wagtail editor."""

import re
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

# A long form takes a while to save on a busy machine.
WAIT = 20_000
# What Wagtail's form says to itself when it sees that something is new in it.
CHANGED = "form => form.dispatchEvent(new CustomEvent('w-unsaved:add', { bubbles: true, cancelable: true }))"


def begin(page: Page, parent: Any, model: type, title: str) -> None:
    """The form of a new page below this one, with its title."""
    meta: Any = model._meta  # type: ignore[attr-defined]  # it is a page
    page.goto(reverse("wagtailadmin_pages:add", args=(meta.app_label, meta.model_name, parent.pk)))
    page.locator("#id_title").fill(title)
    page.keyboard.press("Tab")
    expect(page.locator("#id_slug")).not_to_have_value("")


def let_it_save(page: Page) -> None:
    """The editor saves by itself, as it does a moment after somebody typed."""
    page.locator("[data-edit-form]").evaluate(CHANGED)


def save(page: Page, said: str) -> None:
    """Save what stands in the form as a draft."""
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text(said, timeout=WAIT)


def press_publish(page: Page) -> None:
    """Ask for it, whatever comes of it."""
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name=re.compile("^Publish")).click()


def publish(page: Page) -> None:
    """Publish what stands in the form."""
    press_publish(page)
    expect(page.locator(".messages")).to_contain_text("published", timeout=WAIT)


def insert(page: Page, body: Any, block: str) -> None:
    """One more block of this name, after all others."""
    body.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name=block, exact=True).click()


def preview(page: Page) -> Any:
    """What the panel shows. While it loads, another frame stands in for it."""
    return page.frame_locator("iframe[title=Preview]:not(.w-preview__proxy)")
