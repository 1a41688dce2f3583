"""Shadowing to its end on a phone, without JavaScript: more time first, then “I agree”; a level down after a break."""

import pytest
from playwright.sync_api import expect

from tests.browser.shadowing_screens import SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_it_is_done_when_the_person_says_so(visit, world, rosa):
    _who, where = SCREENS["shadowing, all is there"]
    page = visit(rosa, where(world), java_script_enabled=False)
    page.get_by_role("button", name="I would like more time").click()
    expect(page.get_by_text("That is fine.")).to_be_visible()
    page.get_by_role("button", name="I agree: this is where I am").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You finished, Rosa")
    expect(page.get_by_text("And 8 h of shadowing, signed.")).to_be_visible()
    page.goto("/record/")
    signed = page.locator("section", has=page.get_by_role("heading", name="Signed hours"))
    expect(signed).to_contain_text("8 hours")
    expect(signed).to_contain_text("signed 2 times")


def test_it_goes_down_after_a_break_and_says_how_it_was(visit, world, marcus):
    _who, where = SCREENS["somebody's levels"]
    page = visit(marcus, where(world), java_script_enabled=False)
    page.locator("summary", has_text="After a break").click()
    page.get_by_label("After a break, count from").select_option("Did it together, colleague leading")
    page.get_by_role("button", name="Count from here").click()
    expect(page.get_by_text("Saved. Later shifts bring it up again.")).to_be_visible()
    expect(page.get_by_text("After a break, set to “Did it together, colleague leading”")).to_be_visible()
