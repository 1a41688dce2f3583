"""A learner and a decision on a phone: a reply, someone else to look, and a later version beside the earlier one."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assessments.shadowing.models import ShadowEntry, State
from tests import builders
from tests.assessments.shadowing.deciding import at, decided

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_it_answers_and_asks_someone_else(visit: Any, harbor: Any, rosa: Any, marcus: Any, inez: Any) -> None:
    entry = decided(builders.shift(rosa, harbor), marcus, "in_part")
    page = visit(rosa, at("shift", entry))
    expect(page.get_by_text("You wrote 4 h, counted 3 h 30 min.").first).to_be_visible()
    page.get_by_label("Your reply").fill("I stayed to clean up.")
    press(page, "Send my reply")
    expect(page.get_by_text("Your reply is there.")).to_be_visible()
    expect(page.get_by_text("“I stayed to clean up.”")).to_be_visible()
    expect(page.get_by_text("It then goes to: Inez.")).to_be_visible()
    press(page, "Ask someone else to look")
    expect(page.get_by_text("It waits for: Inez.")).to_be_visible()
    entry.refresh_from_db()
    assert (entry.state, entry.asked_another_at is None) == (State.SUBMITTED, False)


def test_it_is_pointed_out_on_the_phone_who_it_was(visit: Any, harbor: Any, rosa: Any, marcus: Any) -> None:
    entry = decided(builders.shift(rosa, harbor), marcus, "in_part")
    page = visit(rosa, at("shift", entry))
    page.get_by_label("Your reply").press_sequentially("Ask Mr. Lopez.")
    expect(page.get_by_text("“Mr. Lopez” could tell who somebody is.")).to_be_visible()


def test_it_shows_both_versions(visit: Any, harbor: Any, rosa: Any, marcus: Any) -> None:
    entry = decided(builders.shift(rosa, harbor), marcus, "signed")
    page = visit(rosa, at("shift", entry))
    page.get_by_role("link", name="Write a corrected version").click()
    expect(page.get_by_text("What was signed is not changed.")).to_be_visible()
    page.get_by_label("Where").select_option("street")
    press(page, "Save it, it is complete")
    later = ShadowEntry.objects.get(amends=entry)
    page.goto(at("shift", entry))
    expect(page.get_by_text("Where: you wrote Van; the later version says Street")).to_be_visible()
    page.get_by_role("link", name="See the later version").click()
    page.wait_for_url(f"**{at('shift', later)}")
    expect(page.get_by_text("Where: you wrote Van; the later version says Street")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= 390")
