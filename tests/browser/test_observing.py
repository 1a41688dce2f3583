"""A role-play observed on a phone: the connection goes in the middle, and nothing is lost or doubled."""

import json
import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.roleplay.observed.models import Observation
from assessments.roleplay.observed.services import rate_self
from assessments.roleplay.observed.taps import moments_of
from tests.assessments.roleplay.observed import building
from tests.assessments.roleplay.observed.conftest import practiced, rosas
from tests.browser.test_offline import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

SLOW = 30_000  # ms; what has to come may take a while on a busy machine
WAITS = "Not saved yet: kept on this phone"
__all__ = ["practiced", "rosas"]


@pytest.fixture
def page(visit: Any, inez: Any, rosas: Any, practiced: Any) -> Page:
    where = {"enrollment": rosas.pk, "key": practiced.key}
    opened = visit(inez, reverse("lms_assessments:observe_begin", kwargs=where))
    opened.get_by_role("button", name="Begin now").click()
    expect(opened.get_by_role("heading", name="Moments")).to_be_visible()
    return opened


def tap(page: Page, group: str, label: str) -> None:
    page.get_by_role("group", name=re.compile(group)).get_by_label(label).check()


def said(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible(timeout=SLOW)


def marks() -> dict[str, Any]:
    return {key: one[0] for key, one in Observation.objects.get().marks.items() if not key.startswith("m:")}


def moments() -> list[str]:
    return [one["about"] for one in moments_of(Observation.objects.get().marks)]


def arrived(page: Page) -> None:
    """Nothing of an observation waits on this phone any more."""
    until(page, "!Object.keys(localStorage).some((name) => name.startsWith('observe:'))")


def test_it_loses_and_doubles_nothing_when_the_connection_drops(page, rosa):
    tap(page, "Respect and listening", "2 Developing")
    page.get_by_role("button", name="Help called").click()
    arrived(page)
    assert (marks(), moments()) == ({"G1": 2}, ["Help called"])
    page.context.set_offline(True)
    tap(page, "Respect and listening", "4 Strong")
    tap(page, "Calls for help", "Yes")
    page.get_by_role("button", name="Air in").click()
    page.get_by_role("button", name="Other moment").click()
    page.get_by_role("button", name=re.compile(r"Take away ?: .* Air in")).click()
    said(page, WAITS)
    expect(page.locator("[data-moments] li")).to_have_count(2)
    page.get_by_role("button", name="Look it over and finish").click()
    said(page, "There is no connection. Everything is kept on this phone")
    assert (marks(), moments()) == ({"G1": 2}, ["Help called"])
    page.context.set_offline(False)
    said(page, "Saved")
    arrived(page)
    assert (marks(), moments()) == ({"G1": 4, "O1": "yes"}, ["Help called", ""])


def test_it_goes_from_the_first_tap_to_what_it_came_to(page):
    tap(page, "Respect and listening", "3 Ready")
    expect(page.get_by_text("Reflects.", exact=True).first).to_be_visible()
    tap(page, "Own composure", "4 Strong")
    for step in ("Calls for help", "Looks", "Stays"):
        tap(page, step, "Yes")
    page.get_by_role("button", name="Hand the phone to Rosa").click()
    for name in ("Respect and listening", "Own composure"):
        tap(page, name, "This went well")
    page.get_by_role("button", name="That is how I saw it").click()
    page.get_by_role("link", name="Give the phone back").click()
    expect(page.get_by_text("Rosa has had their say.")).to_be_visible()
    page.get_by_role("button", name="Look it over and finish").click()
    page.get_by_label("Ready", exact=True).check()
    page.get_by_label("What worked").fill("You asked first.")
    page.get_by_role("button", name="Sign what I saw").click()
    expect(page.get_by_role("heading", name="Rosa: Ready")).to_be_visible()
    assert Observation.objects.get().decision == "ready"


def test_it_sends_what_waited_when_the_page_is_opened_again(page, inez):
    marks_address = "**/marks/"
    page.route(marks_address, lambda route: route.abort())
    tap(page, "Calls for help", "Partly")
    said(page, WAITS)
    page.reload()
    expect(page.get_by_role("group", name=re.compile("Calls for help")).get_by_label("Partly")).to_be_checked()
    assert marks() == {}
    page.unroute(marks_address)
    page.reload()
    arrived(page)
    assert marks() == {"O1": "partly"}


def test_it_keeps_one_mark_when_the_reply_is_lost(page):
    """What arrived, and was not heard of, is sent again."""
    lost = []

    def lose(route: Any) -> None:
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.route("**/marks/", lose)
    page.get_by_role("button", name="Help called").click()
    tap(page, "Stays", "No")
    arrived(page)
    assert (lost, marks(), moments()) == ([200], {"O3": "no"}, ["Help called"])


def test_it_signs_nothing_while_marks_are_still_on_the_phone(page, rosa):
    seen = Observation.objects.get()
    building.mark(seen, building.everything(seen.performance))
    rate_self(performance=seen.performance, by=rosa, ratings={"G1": 3, "G4": 3})
    page.goto(reverse("lms_assessments:observe_finish", kwargs={"pk": seen.performance_id}))
    page.get_by_label("Ready", exact=True).check()
    page.route("**/marks/", lambda route: route.abort())
    entry = {"account": str(seen.observer_id), "address": page.url.replace("finish/", "marks/"), "marks": {}}
    entry["marks"]["O3"] = {"key": "O3", "value": "no", "stamp": 2**41, "id": "late"}
    name = f"observe:{seen.performance_id}:{seen.observer_id}"
    page.evaluate(f"localStorage.setItem('{name}', JSON.stringify({json.dumps(entry)}))")
    page.get_by_role("button", name="Sign what I saw").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert not Observation.objects.signed().exists()
    page.unroute("**/marks/")
    page.get_by_role("button", name="Sign what I saw").click()
    arrived(page)
    assert marks()["O3"] == "no"
    assert page.get_by_label("Ready", exact=True).is_checked()
    page.get_by_role("button", name="Sign what I saw").click()
    expect(page.get_by_text("Other steps seen: 50%.")).to_be_visible()


def test_it_shows_and_sends_nothing_for_somebody_else_on_this_phone(page, visit, inez):
    tapped = {"key": "O1", "value": "no", "stamp": 9, "id": "a"}
    other = {"account": "0", "address": page.url + "marks/", "marks": {"O1": tapped}}
    name = f"observe:{Observation.objects.get().performance_id}"
    for whose in (inez.pk, 0):
        page.evaluate(f"localStorage.setItem('{name}:{whose}', JSON.stringify({json.dumps(other)}))")
    page.reload()
    said(page, "Saved")
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)
    assert marks() == {}
    tap(page, "Stays", "No")
    until(page, f"!localStorage.getItem('{name}:{inez.pk}')")
    assert json.loads(page.evaluate(f"localStorage.getItem('{name}:0')")) == other


def test_it_works_without_scripts(visit, inez, rosas, practiced):
    seen = building.begin(inez, rosas, practiced)
    where = reverse("lms_assessments:observe_one", kwargs={"pk": seen.performance_id})
    page = visit(inez, where, java_script_enabled=False)
    tap(page, "Calls for help", "Yes")
    page.get_by_role("button", name="Help called").click()
    tap(page, "Own composure", "3 Ready")
    page.get_by_role("button", name="Save what is marked").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert (marks(), moments()) == ({"O1": "yes", "G4": 3}, ["Help called"])
    page.get_by_role("button", name=re.compile("Take away")).click()
    assert moments() == []
