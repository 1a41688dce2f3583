"""Blocks in a real browser: what a phone keeps of a reflection, and what nobody keeps."""

import pytest
from playwright.sync_api import expect

from tests.browser.screens import SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

EVERYTHING = SCREENS["lesson, every block"][1]


def test_it_keeps_a_reflection_nowhere_until_asked(visit, rosa, world):
    page = visit(rosa, EVERYTHING(world))
    box, keep = page.get_by_label("For yourself"), page.get_by_label("Keep it on this phone")
    box.fill("I know the street.")
    page.reload()
    assert box.input_value() == ""
    box.fill("I know the street.")
    keep.check()
    page.reload()
    assert (box.input_value(), keep.is_checked()) == ("I know the street.", True)
    keep.uncheck()
    page.reload()
    assert (box.input_value(), keep.is_checked()) == ("", False)
    assert page.evaluate("localStorage.length") == 0


def test_it_loses_no_word_of_a_reflection_that_cannot_be_saved_now(visit, rosa, world):
    page = visit(rosa, EVERYTHING(world))
    box = page.get_by_label("For yourself")
    box.fill("I know the street.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save to my account").click()
    expect(page.get_by_text("There is no connection. Nothing was sent")).to_be_focused()
    assert box.input_value() == "I know the street."
    page.context.set_offline(False)
    page.get_by_role("button", name="Save to my account").click()
    expect(page.get_by_text("Saved in your account. Change it here")).to_be_visible()


def test_it_shows_what_was_written_here_since_it_was_saved(visit, rosa, world):
    page = visit(rosa, EVERYTHING(world))
    box = page.get_by_label("For yourself")
    box.fill("I know the street.")
    page.get_by_role("button", name="Save to my account").click()
    page.get_by_label("Keep it on this phone").check()
    box.fill("And the street knows me.")
    expect(page.get_by_text("Changed here. Your account still has what you saved before.")).to_be_visible()
    page.reload()
    assert box.input_value() == "And the street knows me."
    expect(page.get_by_text("Changed here. Your account still has what you saved before.")).to_be_visible()


def test_it_opens_a_word_without_javascript_and_with_keys(visit, rosa, world):
    page = visit(rosa, EVERYTHING(world), java_script_enabled=False)
    word, meaning = page.get_by_role("button", name="kit", exact=True), page.get_by_text("A small bag with")
    assert not meaning.is_visible()
    word.focus()
    page.keyboard.press("Enter")
    assert meaning.is_visible()
    page.get_by_role("button", name="Close").click()
    assert not meaning.is_visible()


def test_it_is_worked_with_keys_alone(visit, rosa, world):
    page = visit(rosa, EVERYTHING(world), java_script_enabled=False)
    page.get_by_text("See the order, and why").focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("Because two").is_visible()
    page.get_by_role("radio", name="Mine", exact=True).first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("radio", name="Not mine").first.is_checked()
