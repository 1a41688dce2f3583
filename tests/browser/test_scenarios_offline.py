"""A scenario is kept on the phone and played without a connection; every choice arrives once (P06)."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assessments.roleplay.scenarios.models import ScenarioChoice, ScenarioRun
from courses.progress.models import Arrival, Completion
from tests.browser.test_offline import sign_in, until, waiting
from tests.browser.test_scenarios import GOOD, HARD, address, play, scenario

__all__ = ["address", "scenario"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

COPY = "There is no connection. This is the copy on this phone"
LABEL = "caches.match('/porchlight-label').then((label) => label.json())"
SLOW = 60_000  # ms; what has to come may take a while on a busy machine


@pytest.fixture
def page(visit: Any, rosa: Any, address: str) -> Page:
    return visit(rosa, address)


def keep(page: Page) -> None:
    button = page.get_by_role("button", name=re.compile(r"Keep this scenario on this phone \(0\.\d MB\)"))
    page.locator("[data-keep]").scroll_into_view_if_needed()
    button.click()
    expect(page.get_by_text("Kept on this phone: 0.")).to_be_visible(timeout=SLOW)
    page.wait_for_function("navigator.serviceWorker.controller")


def begin(page: Page) -> None:
    page.get_by_role("button", name="Begin").click()


def leave_offline(page: Page, address: str) -> None:
    page.context.set_offline(True)
    page.goto(address)
    expect(page.get_by_text(COPY)).to_be_visible()


def play_offline(page: Page, address: str, *choices: str) -> None:
    keep(page)
    leave_offline(page, address)
    begin(page)
    play(page, *choices)


def chosen(run: int = 1) -> list[str]:
    return [one.said for one in ScenarioChoice.objects.filter(run__number=run)]


def assert_said(texts: list[str], run: int = 1) -> None:
    found = chosen(run)
    assert len(found) == len(texts)
    assert all(text in one for text, one in zip(texts, found, strict=True))


def test_it_is_played_to_an_ending_without_a_connection_and_every_choice_arrives_once(page, address):
    keep(page)
    leave_offline(page, address)
    begin(page)
    play(page, *GOOD)
    expect(page.get_by_role("heading", name="A plan, a bag, and tomorrow")).to_be_focused()
    expect(page.get_by_text("It is done once that is sent")).to_be_visible()
    expect(page.get_by_role("heading", name="The moments that mattered")).to_be_visible()
    expect(page.locator("[data-saved]")).to_have_text("saved on this phone, will be sent")
    assert (len(waiting(page)), ScenarioRun.objects.count()) == (5, 0)
    page.context.set_offline(False)
    expect(page.get_by_text("You practiced this, and that is saved.")).to_be_visible(timeout=SLOW)
    assert_said(GOOD)
    assert (Completion.objects.get().result, ScenarioRun.objects.get().ending) == ("practiced", "together")
    assert (waiting(page), Arrival.objects.count()) == ([], 5)


THIN = ["Switch the phone off", "It's policy", "That came out hard", "and hand over the card", "I don't lend money"]


def begin_online(page: Page) -> None:
    begin(page)
    expect(page.get_by_role("heading", name="Turn 1")).to_be_visible()


def play_from(page: Page, first: int, *choices: str) -> None:
    for number, text in enumerate(choices, first):
        expect(page.get_by_role("heading", name=f"Turn {number}", exact=True)).to_be_visible(timeout=SLOW)
        page.get_by_text(text).click()
        page.get_by_role("button", name="Choose this").click()


def test_it_goes_on_in_the_middle_and_starts_again(page, address):
    begin_online(page)
    play(page, HARD[0])
    expect(page.get_by_role("heading", name="Turn 2")).to_be_visible()
    keep(page)
    leave_offline(page, address)
    expect(page.get_by_text("Jordan hears nothing at all.")).to_be_visible()
    expect(page.get_by_text("Trust: low")).to_be_visible()
    page.get_by_text("Start again", exact=True).click()
    page.get_by_role("button", name="Start again from the first turn").click()
    play(page, *HARD)
    expect(page.get_by_role("heading", name="It becomes the rule")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("You practiced this, and that is saved.")).to_be_visible(timeout=SLOW)
    assert_said(HARD[:1])
    assert_said(HARD, run=2)
    assert list(ScenarioRun.objects.values_list("ending", flat=True)) == ["", "friday"]


def test_it_minds_conditions_and_can_be_looked_back_in(page, address):
    keep(page)
    leave_offline(page, address)
    begin(page)
    play(page, *THIN[:2])
    expect(page.get_by_role("heading", name="Turn 3")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Turn 3")).to_be_visible()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_text("Jordan's face closes.")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    play_from(page, 3, *THIN[2:])
    expect(page.get_by_role("heading", name="The limit holds, a bit thin")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("You practiced this, and that is saved.")).to_be_visible(timeout=SLOW)
    assert_said(THIN)
    assert ScenarioRun.objects.get().ending == "thin"


def test_it_opens_the_copy_where_one_was_on_a_turn(page, address):
    keep(page)
    begin_online(page)
    play(page, GOOD[0])
    expect(page.get_by_role("heading", name="Turn 2")).to_be_visible()
    until(page, "caches.match(location.pathname)")
    until(page, f"{LABEL}.then(({{ played }}) => played.chosen.length === 1)")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text(COPY)).to_be_visible()
    expect(page.get_by_role("heading", name="Turn 2")).to_be_visible()


def test_it_sends_a_choice_once_whose_reply_was_lost(page, address):
    keep(page)
    begin_online(page)
    page.route("**/practice/**", lambda route: (route.fetch(), route.abort()), times=1)  # it gets there; its reply not
    play_from(page, 1, *GOOD)
    expect(page.get_by_text("You practiced this, and that is saved.")).to_be_visible(timeout=SLOW)
    assert_said(GOOD)
    assert (waiting(page), Completion.objects.count()) == ([], 1)


def test_it_waits_where_one_is_when_the_scenario_is_not_kept(page, address):
    begin_online(page)
    page.context.set_offline(True)
    play(page, GOOD[0])
    expect(page.get_by_text("What happens next comes then.")).to_be_focused()
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Turn 2")).to_be_visible(timeout=SLOW)
    assert_said(GOOD[:1])


def test_it_waits_through_a_sign_out_for_its_owner_alone(page, address, rosa):  # P06
    play_offline(page, address, *HARD)
    expect(page.get_by_role("heading", name="It becomes the rule")).to_be_visible()
    page.context.route("**/offline/hello/", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/")
    for _twice in range(2):
        page.get_by_role("button", name="Sign out").click()
    page.context.unroute("**/offline/hello/")
    sign_in(page, "sam")
    assert page.evaluate("caches.keys()") == []
    page.goto(address)
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    assert [entry["account"] for entry in waiting(page)] == [str(rosa.pk)] * 3
    page.goto("/")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "rosa")
    until(page, "waiting.of(document.documentElement.dataset.account).then((mine) => !mine.length)")
    assert_said(HARD)
    assert Completion.objects.get().enrollment.learner == rosa


def written_anew(scenario: Any) -> None:
    """What came next is gone: the first turn leads straight to the last one."""
    gone = ("short", "door", "morning", "cold", "night")
    first, *rest = [one for one in scenario.steps.get_prep_value() if one["value"]["name"] not in gone]
    for choice in first["value"]["choices"]:
        choice["value"]["to"] = "money"
    scenario.steps = [first, *rest]
    scenario.save_revision().publish()


def test_it_counts_what_was_read_where_the_scenario_changed_in_between(page, address, scenario):
    keep(page)
    leave_offline(page, address)
    begin(page)
    play(page, *GOOD)
    expect(page.get_by_role("heading", name="A plan, a bag, and tomorrow")).to_be_visible()
    written_anew(scenario)
    page.context.set_offline(False)
    expect(page.get_by_text("The scenario was written anew since.")).to_be_visible(timeout=SLOW)
    assert_said(GOOD)
    assert Completion.objects.get().result == "practiced"
    assert waiting(page) == []


def test_it_says_so_where_the_scenario_changed_in_the_middle(page, address, scenario):
    keep(page)
    leave_offline(page, address)
    begin(page)
    play(page, *GOOD[:2])
    expect(page.get_by_role("heading", name="Turn 3")).to_be_visible()
    written_anew(scenario)
    page.context.set_offline(False)
    until(page, "waiting.of(document.documentElement.dataset.account).then((mine) => !mine.length)")
    assert_said(GOOD[:2])
    page.goto(address)
    expect(page.get_by_text("This scenario changed since you chose. What you chose is kept.")).to_be_visible()
    play_from(page, 2, GOOD[3])
    expect(page.get_by_text("You practiced this, and that is saved.")).to_be_visible()


def test_it_goes_back_to_what_was_sent_when_the_rest_is_deleted(page, address):
    keep(page)
    begin_online(page)
    play(page, GOOD[0])
    expect(page.get_by_role("heading", name="Turn 2")).to_be_visible()
    until(page, f"{LABEL}.then(({{ played }}) => played.chosen.length === 1)")
    page.context.set_offline(True)
    play_from(page, 2, GOOD[1])
    expect(page.get_by_role("heading", name="Turn 3")).to_be_visible()
    page.goto("/offline/")
    page.get_by_role("button", name="Delete them").click()
    expect(page.get_by_text("Waiting on this phone")).to_be_hidden()
    page.goto(address)
    expect(page.get_by_role("heading", name="Turn 2")).to_be_visible()
    page.context.set_offline(False)
    play_from(page, 2, GOOD[1])
    expect(page.get_by_role("heading", name="Turn 3")).to_be_visible()
    assert_said(GOOD[:2])
