"""While somebody types: what tells who a participant is, what sounds personal; on the device alone (P01, P10)."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assessments.shadowing.models import ShadowEntry
from lms.language import identifiers
from tests.browser.test_hours_offline import ADD, fill, save
from tests.language import typed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

IDENTIFYING = [text for text, _kind in (*typed.SURE, *typed.LIKELY)]


@pytest.fixture
def page(visit: Any, rosa: Any, marcus: Any) -> Page:
    opened = visit(rosa, ADD)
    opened.get_by_text("In my words").click()
    return opened


def note(page: Page, name: str) -> Any:
    return page.locator(f"[data-typing-for=id_{name}] [data-said]")


def test_it_finds_what_our_side_finds(page):  # P01
    texts = [*IDENTIFYING, *typed.THE_WORK, *typed.DISGUISED, " JT at Riverside, 302-555-0142, lives at 420 Main St"]
    found = page.evaluate(
        """(texts) => fetch("/hours/looked-for/").then((answer) => answer.json()).then(({ identifiers }) =>
        texts.map((text) => typing.found(text, identifiers).map((one) => [one.kind, one.words, one.isSure])))""",
        texts,
    )
    assert found == [[[one.kind, one.words, one.is_sure] for one in identifiers.find(text)] for text in texts]


def test_it_hears_what_sounds_personal(page):  # P10
    heard = page.evaluate(
        """(texts) => fetch("/hours/looked-for/").then((answer) => answer.json()).then(({ personal }) =>
        texts.map((text) => typing.isPersonal(text, personal)))""",
        [*typed.PERSONAL, *typed.NOT_PERSONAL],
    )
    assert heard == [True] * len(typed.PERSONAL) + [False] * len(typed.NOT_PERSONAL)


def test_it_asks_kindly_while_one_types_and_stops_when_it_is_said_in_another_way(page):  # P01
    box = page.get_by_label("What I noticed")
    box.fill("Talked long with Mr. Lopez.")
    expect(note(page, "noticed")).to_contain_text("“Mr. Lopez” could tell who somebody is.")
    box.fill("Dr. Smith came by.")
    expect(note(page, "noticed")).to_contain_text("Could “Dr. Smith” tell who a participant is?")
    box.fill("Talked long with somebody I met.")
    expect(note(page, "noticed")).to_have_text("")


def test_it_says_who_will_see_what_sounds_personal_and_moves_it_where_nobody_does(page):  # P10
    page.get_by_label("What I noticed").fill("A cold day.")
    page.get_by_label("What I want to practice").fill("I'm in recovery, and this was hard.")
    expect(note(page, "to_practice")).to_have_text("This sounds personal. Marcus will see it.")
    page.get_by_role("button", name="Make it private").click()
    expect(note(page, "to_practice")).to_have_text("Moved to “What I noticed”. Only you read that here.")
    expect(page.get_by_role("button", name="Make it private")).to_be_hidden()
    fill(page, 1)
    save(page)
    expect(page.get_by_text("Waiting to be signed", exact=True)).to_be_visible()
    entry = ShadowEntry.objects.get()
    assert (entry.to_practice, entry.noticed) == ("", "A cold day.\nI'm in recovery, and this was hard.")


def test_it_keeps_it_where_one_wants_to_and_tells_nobody(page, caplog):  # P10
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    page.get_by_label("What I want to practice").fill("I relapsed last spring.")
    page.get_by_role("button", name="Keep it").click()
    expect(note(page, "to_practice")).to_have_text("")
    assert not any("relapsed" in one for one in sent)
    fill(page, 1)
    save(page)
    expect(page.get_by_text("Waiting to be signed", exact=True)).to_be_visible()
    assert ShadowEntry.objects.get().to_practice == "I relapsed last spring."
    assert "relapsed" not in caplog.text
