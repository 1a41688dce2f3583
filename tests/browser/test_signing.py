"""Shifts signed on phones: by the supervisor, by a colleague with a link, by whoever stands in; counted and kept."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.shadowing.models import ShadowEntry, State
from courses.enrollment.services import enroll
from tests import builders
from tests.assessments.shadowing.going_along import shadowing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

QUEUE = "/hours/sign/"
UNDO = "You can undo it for ten minutes."


def sign_first(page: Page, meaning: str = "I was there") -> None:
    page.get_by_role("button", name=f"{meaning}: sign").first.click()
    expect(page.get_by_text(f"Signed for Rosa. {UNDO}")).to_be_visible()


def test_it_is_signed_by_the_supervisor_and_counts(visit: Any, rosa: Any, marcus: Any, harbor: Any) -> None:
    asked = shadowing(harbor, hours=11)
    enroll(learner=rosa, organization=harbor, course=asked.get_parent().get_parent().specific)
    shifts = [builders.shift(rosa, harbor, days_ago=days) for days in (3, 2, 1)]
    builders.shift(marcus, harbor)
    his = visit(marcus, QUEUE)
    expect(his.get_by_text("3 shifts · from 1 person")).to_be_visible()
    sign_first(his)
    sign_first(his, "We talked it through")
    count_a_part(his)
    expect(his.get_by_text("Nothing waits for you.")).to_be_visible()
    for shift in shifts:
        builders.minutes_pass(shift)
    hers = visit(rosa, reverse("lms_courses:activity", kwargs={"key": asked.key}))
    hers.get_by_role("button", name="I agree").click()
    expect(hers.get_by_text("And 11 h of shadowing, signed.")).to_be_visible()
    hers.goto("/record/")
    expect(hers.get_by_role("heading", name="Signed hours")).to_be_visible()


def count_a_part(page: Page) -> None:
    page.get_by_role("link", name="Change or ask").click()
    page.get_by_label("Count a part of it").check()
    page.get_by_label("Hours that count").fill("3")
    page.get_by_label("I was there", exact=True).check()
    page.get_by_role("button", name="Tell Rosa").click()
    expect(page.get_by_text("Say why, in a sentence.")).to_be_visible()
    page.get_by_role("textbox", name="Why").fill("We closed at noon.")
    page.get_by_role("button", name="Tell Rosa").click()
    expect(page.get_by_text(f"Counted in part for Rosa. {UNDO}")).to_be_visible()


def test_it_is_undone_on_the_same_page(visit: Any, rosa: Any, marcus: Any, harbor: Any) -> None:
    builders.shift(rosa, harbor)
    page = visit(marcus, QUEUE)
    sign_first(page)
    page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(page.get_by_text("Undone. It waits again")).to_be_visible()
    expect(page.get_by_text("1 shift · from 1 person")).to_be_visible()


def test_it_is_signed_once_by_a_colleague_with_a_link(visit: Any, rosa: Any, marcus: Any, harbor: Any) -> None:
    builders.shift(rosa, harbor)
    his = visit(marcus, QUEUE)
    his.get_by_role("link", name="Change or ask").click()
    his.get_by_text("A colleague without an account was there").click()
    his.get_by_label("Who was there").fill("The nurse")
    his.get_by_role("button", name="Make a link").click()
    link = re.search(r"/sign/[\w-]+/", his.locator("#link-text").inner_text())
    assert link
    theirs = visit(None, link[0])
    theirs.get_by_label("Your name").fill("Ada")
    theirs.get_by_label("I was there, it is right").check()
    theirs.get_by_role("button", name="Sign", exact=True).click()
    expect(theirs.get_by_role("heading", name="Thank you")).to_be_visible()
    assert ShadowEntry.objects.get().state == State.SIGNED
    theirs.goto(link[0])
    expect(theirs.get_by_role("heading", name="This link opens nothing")).to_be_visible()


def test_it_is_signed_by_whoever_stands_in(visit: Any, rosa: Any, marcus: Any, inez: Any, harbor: Any) -> None:
    builders.shift(rosa, harbor)
    his = visit(marcus, QUEUE)
    his.get_by_role("link", name="Who stands in while I am away").click()
    his.get_by_label("Stand-in").select_option("Inez")
    his.get_by_label("First day away").fill((builders.today() - timedelta(days=1)).isoformat())
    his.get_by_label("Last day away").fill((builders.today() + timedelta(days=1)).isoformat())
    his.get_by_role("button", name="Save").click()
    expect(his.get_by_text("Inez stands in for you")).to_be_visible()
    hers = visit(inez, QUEUE)
    sign_first(hers, "We talked it through")
    hers.get_by_role("link", name="What I decided").click()
    hers.get_by_role("link", name="Rosa").click()
    expect(hers.get_by_text("Inez, trainer, standing in for Marcus")).to_be_visible()
