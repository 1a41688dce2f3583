"""Another language in the middle of something, on a phone: the same page, the same answer, the same place."""

import pytest
from playwright.sync_api import expect

from tests.browser.screens import SCREENS, answer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_it_keeps_an_answer_and_its_reply(visit, rosa, world):
    answer(world, right=False)
    page = visit(rosa, SCREENS["lesson, check"][1](world))
    where = page.url
    for button, language in (("Español", "es"), ("English", "en")):
        page.get_by_role("button", name=button).click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page).to_have_url(where)
        expect(page.locator("[data-reply]")).to_be_visible()
        expect(page.locator("input[type=radio]:checked")).to_have_count(1)


def test_it_can_be_chosen_at_the_door_without_javascript(visit, rosa):
    page = visit(None, "/sign-in/?next=/record/", java_script_enabled=False)
    page.get_by_role("button", name="Español").click()
    expect(page).to_have_url("/sign-in/?next=/record/")
    expect(page.get_by_role("button", name="Entrar", exact=True)).to_be_visible()
