"""A learner is scored on a role-play until two people saw her ready: on phones, with a connection that goes."""

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.roleplay.observed.models import Observation
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from lms.people.services import add_member
from tests import builders
from tests.assessments.roleplay.observed import building

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

# 2 · 4 + 1 · 4 + 2 · 3, over 5, is 3.6.
LEVELS = {"Respect and listening": "4 Strong", "Own composure": "4 Strong", "Safety and teamwork": "3 Ready"}
STEPS = ("Calls for help", "Gives air", "Stays", "Tells the medics")


@pytest.fixture
def rosas(rosa: Any, harbor: Any) -> Enrollment:
    """A practice that asks for two performances before two observers."""
    criteria = [building.criterion("G1", "Respect and listening", 2), building.criterion("G4", "Own composure")]
    first, *others = STEPS
    building.rubric(
        harbor,
        criteria=[*criteria, building.criterion("G7", "Safety and teamwork", 2)],
        steps=[building.step("O1", first, must_do=True), *(building.step(f"X{n}", s) for n, s in enumerate(others))],
    )
    course = builders.course(harbor)
    building.practice(builders.module(course), performances=2, observers=2)
    return enroll(learner=rosa, organization=harbor, course=course)


def tap(page: Page, group: str, label: str) -> None:
    page.get_by_role("group", name=re.compile(group)).get_by_label(label).check()


def observe(page: Page, *, missing: str = "", drop: bool = False) -> None:
    """From the list to the signature."""
    page.goto(reverse("lms_assessments:observe"))
    page.get_by_role("link", name=re.compile("Begin ?: Rosa")).click()
    page.get_by_role("button", name="Begin now").click()
    # The page is there, and what keeps taps on the phone with it.
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    page.context.set_offline(drop)
    page.get_by_role("button", name="Help called").click()
    for group, level in LEVELS.items():
        tap(page, group, level)
    page.context.set_offline(False)
    for step in STEPS:
        tap(page, step, "No" if step == missing else "Yes")
    page.get_by_role("button", name="Hand the phone to Rosa").click()
    page.get_by_role("button", name="I would rather not").click()
    page.get_by_role("link", name="Give the phone back").click()
    page.get_by_role("button", name="Look it over and finish").click()
    expect(page.get_by_text("of 4.")).to_have_count(0)
    page.get_by_label("Ready", exact=True).check()
    page.get_by_role("button", name="Sign what I saw").click()


def test_it_takes_two_who_saw_every_must_do_step(visit: Any, rosas: Any, inez: Any, marcus: Any, harbor: Any) -> None:
    add_member(user=marcus, organization=harbor, role="observer")
    hers, his = visit(inez), visit(marcus)
    observe(hers, missing="Calls for help", drop=True)
    expect(hers.get_by_role("heading", name="Rosa: not yet")).to_be_visible()
    expect(hers.get_by_text("All criteria together: 3.6 of 4.")).to_be_visible()
    expect(hers.get_by_text("must-do step not seen yet")).to_be_visible()
    observe(hers)
    expect(hers.get_by_role("heading", name="Rosa: Ready")).to_be_visible()
    assert not rosas.completions.exists()
    observe(his, drop=True)
    expect(his.get_by_role("heading", name="Rosa: Ready")).to_be_visible()
    assert rosas.completions.get().attested_by == marcus
    seen = list(Observation.objects.order_by("ledger_seq"))
    assert [one.decision for one in seen] == ["not_yet", "ready", "ready"]
    assert all(ledger.opens(Entry.objects.get(seq=one.ledger_seq), facts=one.facts(), salt=one.salt) for one in seen)
    assert ledger.verify() == []


def test_it_is_told_to_her_when_she_wants_to_hear_it(visit: Any, rosa: Any, rosas: Any, inez: Any) -> None:
    observe(visit(inez), missing="Calls for help")
    where = reverse("lms_assessments:mine", kwargs={"pk": Observation.objects.get().performance_id})
    page = visit(rosa, reverse("lms_assessments:practice"))
    page.locator(f"main a[href='{where}']").first.click()
    expect(page.get_by_role("heading", name="How are you?")).to_be_visible()
    expect(page.get_by_text("Calls for help")).to_have_count(0)
    page.get_by_role("link", name="Look at it now").click()
    expect(page.get_by_text("Here is what to practice", exact=False).first).to_be_visible()
    expect(page.get_by_text("Calls for help").first).to_be_visible()
