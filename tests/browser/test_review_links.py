"""A reviewer's link on a phone: a stranger signs behind a link, and what waited for it goes on."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import builders
from tests.courses.review.conftest import course, edited, lesson

__all__ = ["course", "lesson"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def link_made_by(visit: Any, jo: Any) -> str:
    """Jo asks a clinician on her phone; the path of the link that she hands on."""
    page = visit(jo, reverse("lms_home:home"))
    page.get_by_role("link", name="See the reviews").click()
    page.get_by_role("link", name="Make a link").click()
    page.get_by_role("button", name="Make the link").click()
    text = page.locator("#packet-text").inner_text()
    return "/review/" + text.split("/review/")[1].split(" ")[0]


def sign(page: Page) -> None:
    page.get_by_role("button", name="Tick everything").click()
    expect(page.get_by_label("I stand behind this")).to_be_checked()
    page.get_by_label("Your name, as you sign").fill("Dana")
    page.get_by_label("Your credential").fill("MD, emergency medicine")
    page.get_by_label("I have no conflict of interest.").check()
    page.get_by_label("I read this and stand behind").check()
    page.get_by_role("button", name="Sign", exact=True).dblclick()
    expect(page.get_by_role("heading", name="Thank you, Dana")).to_be_visible()


def certificate_of(visit: Any, user: Any, enrollment: Any) -> Page:
    return visit(user, reverse("lms_home:finish", kwargs={"enrollment": enrollment.pk}))


def answer_what_changed(page: Page) -> None:
    page.get_by_role("link", name="See what changed").click()
    expect(page.get_by_text("Aim for breathing, not talking.")).to_be_visible()
    page.get_by_label("The clock").check()
    page.get_by_role("button", name="Check my answers").click()
    expect(page.get_by_text("Look again.")).to_be_visible()
    page.get_by_label("Their breathing").check()
    page.get_by_role("button", name="Check my answers").click()


def test_it_is_signed_by_a_stranger_and_what_waited_goes_on(
    visit: Any, rosa: Any, sam: Any, jo: Any, inez: Any, course: Any, lesson: Any
) -> None:
    earlier = builders.finish_course(rosa, course, inez)
    edited(lesson, "not waking", "not talking")
    now = builders.finish_course(sam, course, inez)
    expect(certificate_of(visit, sam, now).get_by_text("Your certificate waits")).to_be_visible()
    sign(visit(path=link_made_by(visit, jo)))
    expect(certificate_of(visit, sam, now).get_by_text("It is valid now")).to_be_visible()
    rosas = certificate_of(visit, rosa, earlier)
    expect(rosas.get_by_text("It is valid now")).to_have_count(0)
    answer_what_changed(rosas)
    expect(certificate_of(visit, rosa, earlier).get_by_text("It is valid now")).to_be_visible()


def test_it_is_signed_without_javascript(visit: Any, jo: Any, lesson: Any) -> None:
    where = link_made_by(visit, jo)
    page = visit(path=where, java_script_enabled=False)
    page.get_by_label("Your name, as you sign").fill("Dana")
    page.get_by_role("button", name="Tick everything").click()
    expect(page.get_by_label("Your name, as you sign")).to_have_value("Dana")
    sign(page)
    expect(visit(path=where).get_by_role("heading", name="This link has ended")).to_be_visible()
