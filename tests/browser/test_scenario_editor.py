"""A trainer builds a scenario from nothing in the editor; what cannot work is named, then it is published."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.roleplay.scenarios.models import ScenarioPage, ScenarioRun
from courses.enrollment.services import enroll
from tests import builders
from tests.assessments.roleplay.scenarios import writing
from tests.browser.editing import WAIT, begin, insert, let_it_save, press_publish, preview, publish, save

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOBODY = "Nobody ever comes to turn “attic”."


@pytest.fixture
def module(harbor: Any) -> Any:
    return builders.module(builders.course(harbor, "Practice"), "Scenarios")


def steps(page: Page) -> Any:
    return page.locator("[data-contentpath=steps]")


def fill(page: Page, at: str, **said: str) -> None:
    for name, text in said.items():
        page.locator(f"[name='{at}-{name}']").fill(text)


def write_turn(page: Page, number: int, name: str, line: str, ways: dict[str, str]) -> None:
    """A turn with two choices, which it begins with; `ways` are where each leads."""
    insert(page, steps(page), "Turn")
    at = f"steps-{number}-value"
    expect(page.locator(f"[name='{at}-name']")).to_be_focused()
    fill(page, at, name=name, line=line)
    for place, (text, to) in enumerate(ways.items()):
        choice = f"{at}-choices-{place}-value"
        fill(page, choice, text=text, consequence=f"After {text}.", rationale="They stay.", to=to)


def write_ending(page: Page, number: int, name: str, tone: str) -> None:
    insert(page, steps(page), "Ending")
    at = f"steps-{number}-value"
    page.locator(f"[name='{at}-tone']").select_option(tone)
    fill(page, at, name=name, title=f"It ends {name}", text="So it ends.")


def write_everything(page: Page, module: Any) -> None:
    """Two turns and two endings; no choice leads to the attic."""
    begin(page, module, ScenarioPage, "At the door")
    save(page, "created")
    page.get_by_label("Ethical responsibility").fill("10")
    page.get_by_label("Situation").fill("Somebody knocks.")
    write_turn(page, 0, "door", "Who is it?", {"Open": "calm", "Wait": "gone"})
    write_turn(page, 1, "attic", "What now?", {"Sit down": "calm", "Call out": "gone"})
    write_ending(page, 2, "calm", "good")
    write_ending(page, 3, "gone", "hard")
    save(page, "updated")


def the_map(page: Page) -> Any:
    return page.locator("#scenario-map")


def way(page: Page) -> Any:
    """Where the first choice of the first turn leads. Turns that were saved begin as a list of their names."""
    field = page.locator("[name='steps-0-value-choices-0-value-to']")
    expect(field).not_to_be_visible()
    steps(page).get_by_role("region", name="Turn door").get_by_role("button", name="Toggle section").first.click()
    return field


def test_it_names_a_turn_that_nobody_comes_to_and_publishes_once_somebody_does(editor, visit, rosa, harbor, module):
    write_everything(editor, module)
    expect(the_map(editor)).to_contain_text(NOBODY)
    expect(the_map(editor).get_by_role("img", name="The map as a picture.")).to_be_visible()
    expect(the_map(editor).get_by_text("Turn door: after “Open” comes the ending calm")).to_be_visible()
    press_publish(editor)
    refused(editor)
    way(editor).fill("attic")
    save(editor, "updated")
    expect(the_map(editor)).not_to_contain_text(NOBODY)
    play_the_draft(editor)
    publish(editor)
    page = ScenarioPage.objects.get(live=True)
    enroll(learner=rosa, organization=harbor, course=module.get_parent().specific)
    play(visit(rosa, reverse("lms_courses:activity", kwargs={"key": page.key})))
    assert ScenarioRun.objects.get().ending == "calm"


def test_it_draws_the_map_anew_when_the_editor_saves_by_itself(editor, module):
    page = writing.scenario(module)
    editor.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    expect(the_map(editor)).to_contain_text("Turn door: “Listen” goes to turn sofa")
    way(editor).fill("calm")
    let_it_save(editor)
    expect(the_map(editor)).to_contain_text("Turn door: after “Listen” comes the ending calm", timeout=WAIT)
    assert editor.evaluate("document.activeElement.name") == "steps-0-value-choices-0-value-to"


def refused(page: Page) -> None:
    """The sentence stands at the head of the page and at the turn, which is open; the draft is kept."""
    expect(page.locator(".messages")).to_contain_text(NOBODY, timeout=WAIT)
    expect(steps(page).get_by_text(NOBODY)).to_be_visible()
    page.get_by_role("button", name="Go to the first error").click()
    expect(page.locator("[name='steps-1-value-name']")).to_be_in_viewport()
    kept = ScenarioPage.objects.get(live=False).get_latest_revision_as_object()
    assert [turn.name for turn in kept.scenario().turns] == ["door", "attic"]


def play_the_draft(page: Page) -> None:
    page.get_by_role("button", name="Toggle preview").click()
    shown = preview(page)
    shown.get_by_role("link", name="Begin").click()
    shown.get_by_role("link", name="Open").click()
    shown.get_by_role("link", name="Sit down").click()
    expect(shown.get_by_role("heading", name="It ends calm")).to_be_visible(timeout=WAIT)
    assert not ScenarioRun.objects.exists()


def play(phone: Page) -> None:
    phone.get_by_role("button", name="Begin").click()
    for text in ("Open", "Sit down"):
        phone.get_by_text(text, exact=True).click()
        phone.get_by_role("button", name="Choose this").click()
    expect(phone.get_by_role("heading", name="It ends calm")).to_be_visible()
