"""A lesson that a life may depend on, and a clinician who looks at it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User

from courses.pages.models import CoursePage, LessonPage, organization_of
from courses.review.models import ParameterValue, Review
from courses.review.packets import contents
from courses.review.queries import LessonReview, reviews_of
from courses.review.services import open_packet, set_parameter, sign_packet
from lms.people.models import Organization
from tests import builders
from tests.kept import kept

DANA = {
    "printed_name": "Dana",
    "credential": "MD, emergency medicine",
    "license_state": "CT",
    "reviewer_organization": "Harbor Hospital",
    "conflict_of_interest": "None",
}
WAIT = "naloxone_reassess_min"


@pytest.fixture
@kept
def course(harbor: Organization) -> CoursePage:
    """One module, one lesson: a plain page, then a page with a claim and its question."""
    harbor.contact_name = "Inez"
    harbor.save()
    made = builders.course(harbor, "First weeks")
    pages = [
        [builders.text("Why it matters.")],
        [builders.safety(builders.text("Aim for breathing, not waking."), builders.check())],
    ]
    builders.lesson(builders.module(made), "Breathing first", pages, safety_critical=True)
    return made


@pytest.fixture
@kept
def lesson(course: CoursePage) -> LessonPage:
    return builders.lessons_of(course)[0]


@pytest.fixture
@kept
def timed(course: CoursePage) -> LessonPage:
    """A second lesson, which names a value that sources teach differently, in text and in a question."""
    module = builders.lessons_of(course)[0].get_parent().specific
    question = builders.check("How long before the next dose?", right=f"[[param:{WAIT}]]", wrong="Until they wake")
    told = builders.safety(builders.text(f"Wait [[param:{WAIT}]]."), builders.text("Look again."), claims=("SC04",))
    pages = [[told, builders.safety(question, claims=("SC04",)), builders.check("Whose name?", right="Yours")]]
    return builders.lesson(module, "The next dose", pages, safety_critical=True)


def look_at(lesson: LessonPage, by: User, kind: str = "clinician", days: int = 100, **given: Any) -> list[Review]:
    """Dana signs everything of a lesson that waits for her kind."""
    asked = {"organization": organization_of(lesson), "by": by, "kind": kind, "language": lesson.language}
    packet, _token = open_packet(**asked, activity_keys=[lesson.key])
    due = builders.today() + timedelta(days=days)
    return sign_packet(packet=packet, seen=contents(packet).digest, review_due=due, **{**DANA, **given})


@pytest.fixture
def reviewed(jo: User) -> Callable[..., list[Review]]:
    """As `look_at`, asked for by Jo."""
    return partial(look_at, by=jo)


@pytest.fixture
def teaches(harbor: Organization, inez: User) -> Callable[..., ParameterValue]:
    """Set the waiting time."""

    def minutes(value: str, language: str = "en", key: str = WAIT) -> ParameterValue:
        return set_parameter(organization=harbor, by=inez, key=key, language=language, value=value)

    return minutes


@pytest.fixture
def stands(harbor: Organization) -> Callable[[LessonPage], LessonReview]:
    """How a lesson's review stands now."""

    def of(lesson: LessonPage) -> LessonReview:
        lesson.refresh_from_db()
        return reviews_of(harbor).of(lesson)

    return of


def edited(lesson: LessonPage, old: str, new: str) -> LessonPage:
    """Published with other words."""
    raw = [dict(page) for page in lesson.pages.raw_data]
    lesson.pages = _replaced(raw, old, new)
    lesson.save_revision().publish()
    lesson.refresh_from_db()
    return lesson


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(one, old, new) for key, one in value.items()}
    if isinstance(value, list):
        return [_replaced(one, old, new) for one in value]
    return value.replace(old, new) if isinstance(value, str) else value
