"""A lesson's page tells the time worked on it, and stops when nobody is at it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from courses.pages import marks
from courses.pages.standing import standing
from courses.progress.models import LearningTime
from tests.browser.screens import SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

NOON = datetime(2026, 11, 26, 12)


@pytest.fixture
def lesson_page(visit: Any, rosa: Any, world: dict) -> Page:
    """A lesson that the server made eight minutes ago, in a browser whose clock stands still until it is told to go."""
    page = visit(rosa, "/")
    page.clock.install(time=NOON)
    page.clock.pause_at(NOON + timedelta(minutes=1))
    where = SCREENS["lesson, first page"][1](world)
    page.goto(where)
    here = standing(rosa, UUID(where.split("/")[2]))
    mark = marks.write(here, marks.Mark(int(timezone.now().timestamp()) - 500))
    page.locator("form[data-beat] [name=opened]").evaluate("(box, mark) => { box.value = mark; }", mark)
    return page


def pass_minute(page: Page) -> int:
    """A minute later the page has told of it: the status that it was answered with."""
    with page.expect_response("**/beat/") as answered:
        page.clock.run_for(60_000)
    return answered.value.status


def worked() -> int:
    rosas = LearningTime.objects.filter(enrollment__learner__username="rosa")
    return sum(rosas.values_list("engaged_seconds", flat=True))


def test_it_counts_each_minute_that_is_told(lesson_page):
    assert (pass_minute(lesson_page), worked()) == (204, 60)
    assert (pass_minute(lesson_page), worked()) == (204, 120)


def test_it_counts_no_more_after_five_minutes_without_a_touch_until_the_next(lesson_page):
    for _minute in range(5):
        pass_minute(lesson_page)
    told: list[str] = []
    lesson_page.on("request", lambda request: told.append(request.url))
    lesson_page.clock.run_for(120_000)
    assert (worked(), told) == (300, [])
    lesson_page.keyboard.press("ArrowDown")
    pass_minute(lesson_page)
    assert worked() == 360
