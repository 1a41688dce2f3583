"""Who stands behind a lesson, in a real browser: on a trainer's and a learner's phone."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.enrollment.services import enroll
from tests import builders
from tests.courses.review.conftest import WAIT, course, edited, lesson, reviewed, stands, teaches, timed

__all__ = ["course", "lesson", "reviewed", "stands", "teaches", "timed"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def in_both(harbor: Any, rosa: Any, course: Any, timed: Any, teaches: Any, reviewed: Any) -> Any:
    """The next dose, reviewed in English and Spanish; Rosa is on the course."""
    spanish = builders.in_spanish(timed)
    for language, page in (("en", timed), ("es", spanish)):
        teaches("7-8", language)
        reviewed(page)
    enroll(learner=rosa, organization=harbor, course=course)
    return timed


def test_it_turns_back_in_english_and_leaves_spanish_as_it_was(visit: Any, rosa: Any, inez: Any, in_both: Any) -> None:
    address = reverse("lms_courses:activity", kwargs={"key": in_both.key})
    english = visit(rosa, address)
    spanish = visit(rosa, address, locale="es-MX")
    for phone in (english, spanish):
        expect(phone.get_by_role("main")).to_contain_text("Dana, MD")
        expect(phone.get_by_role("main")).to_contain_text("Wait 7-8")
    trainer = visit(inez, reverse("lms_courses:parameter", kwargs={"language": "en", "key": WAIT}))
    trainer.get_by_label("What you teach").fill("4")
    trainer.get_by_role("button", name="Save").click()
    expect(trainer.get_by_text("Saved.")).to_be_visible()
    english.reload()
    spanish.reload()
    expect(english.get_by_role("heading", name="Not yet clinically reviewed here")).to_be_visible()
    expect(english.get_by_role("main")).to_contain_text("not set yet; ask Inez")
    expect(spanish.get_by_role("main")).to_contain_text("Wait 7-8")
    expect(spanish.get_by_role("main")).to_contain_text("Dana, MD")


def test_it_asks_what_changed_before_the_certificate(
    visit: Any, sam: Any, inez: Any, course: Any, lesson: Any, reviewed: Any
) -> None:
    builders.finish_course(sam, course, inez)
    edited(lesson, "not waking", "not talking")
    reviewed(lesson)
    phone = visit(sam, "/")
    phone.get_by_role("link", name="See what changed").click()
    expect(phone.get_by_text("Aim for breathing, not talking.")).to_be_visible()
    phone.get_by_label("The clock").check()
    phone.get_by_role("button", name="Check my answers").click()
    expect(phone.get_by_text("Not yet: look at the answers again.")).to_be_focused()
    expect(phone.get_by_text("Look again.")).to_be_visible()
    phone.get_by_label("Their breathing").check()
    phone.get_by_role("button", name="Check my answers").click()
    phone.wait_for_url("**/finish/**")
    expect(phone.get_by_role("link", name="Download the certificate")).to_be_visible()
