"""The learners and the lesson that are measured, built through our own services."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from bench.rig import content
from bench.rig.clicks import Click, Visitor
from bench.rig.content import WORDS
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.pages.models import CoursePage, LessonPage
from courses.progress.services import answer_check, complete_activity, turn_page
from lms.people.models import Organization
from lms.people.services import add_member, create_person
from tests import builders

PAGE_OF_TWENTY = 2


@dataclass(frozen=True)
class Learner:
    """Somebody on the course, signed in."""

    enrollment: Enrollment
    visitor: Visitor


def organization() -> Organization:
    made = builders.organization("Harbor Outreach")
    made.contact_name, made.contact_phone = "Inez", "555-0100"
    made.save()
    return made


def course(organization: Organization, title: str = "First weeks") -> CoursePage:
    """A course of two modules with four lessons; the first is the one that is looked at."""
    made = builders.course(organization, title)
    for title in ("The role", "Words"):
        module = builders.module(made, title)
        for number in (1, 2):
            builders.lesson(module, f"{title} {number}", pages=[_short(), _twenty(), _short(), _short()])
    return made


def _short() -> list[dict]:
    return [builders.text(WORDS), builders.text(WORDS * 2), _steps()]


def _twenty() -> list[dict]:
    """Twenty blocks: texts, steps, a picture and a check."""
    return [*(builders.text(WORDS) for _ in range(16)), _steps(), _steps(), _picture(), _check()]


def _steps() -> dict[str, Any]:
    value = {"heading": "First hello", "steps": content.STEPS}
    return {"type": "steps", "value": value, "id": str(uuid.uuid4())}


def _check() -> dict[str, Any]:
    """One question, one right answer and two wrong ones, so that a wrong answer can be changed to the other."""
    options = [("Their breathing", True), ("The clock", False), ("The weather", False)]
    items = [
        {"type": "item", "id": str(uuid.uuid4()), "value": {"text": text, "right": right, "feedback": "Look again."}}
        for text, right in options
    ]
    return {"type": "check", "id": str(uuid.uuid4()), "value": {"question": "What tells you?", "options": items}}


def _picture() -> dict[str, Any]:
    value = {"image": content.picture(), "alt_text": "A van at dusk", "decorative": False}
    return {"type": "image", "value": value, "id": str(uuid.uuid4())}


def learners(course: CoursePage, organization: Organization, count: int, name: str = "learner") -> list[Learner]:
    """So many people on the course, signed in."""
    return [_learner(course, organization, f"{name}-{number}") for number in range(count)]


def _learner(course: CoursePage, organization: Organization, name: str) -> Learner:
    user: User = create_person(username=name, chosen_name=name)
    add_member(user=user, organization=organization, role="new_hire")
    enrollment = enroll(learner=user, organization=organization, course=course)
    return Learner(enrollment, Visitor.signed_in(user))


def go_to_the_twenty(learner: Learner, lesson: LessonPage) -> None:
    """Progress: one page read, one wrong answer given, and now at the page of twenty blocks."""
    turn_page(enrollment=learner.enrollment, activity=lesson, page=1)
    block, wrong = wrong_answers(lesson)
    answer_check(enrollment=learner.enrollment, activity=lesson, block_id=block, option_id=wrong[0])


def begin(learner: Learner, courses: list[CoursePage]) -> None:
    """On every course the first lesson is done, and the second lies open at its second page."""
    user, here = learner.enrollment.learner, learner.enrollment.organization
    for course in courses:
        enrollment = enroll(learner=user, organization=here, course=course)
        first, second, *_rest = builders.lessons_of(course)
        complete_activity(enrollment=enrollment, activity=first)
        turn_page(enrollment=enrollment, activity=second, page=1)


def go_to_the_last_click(learner: Learner, lessons: list[LessonPage]) -> None:
    """Every lesson but the last is done; of the last everything but its last page, which waits for one click."""
    *before, last = lessons
    for lesson in before:
        complete_activity(enrollment=learner.enrollment, activity=lesson)
    for block, options in last.answer_key().items():
        right = next(option for option, is_right in options.items() if is_right)
        answer_check(enrollment=learner.enrollment, activity=last, block_id=block, option_id=right)
    for page in range(1, last.page_count):
        turn_page(enrollment=learner.enrollment, activity=last, page=page)


def wrong_answers(lesson: LessonPage) -> tuple[str, list[str]]:
    """The lesson's check, and the ids of its wrong answers."""
    ((block, options), *_rest) = lesson.answer_key().items()
    return block, [option for option, right in options.items() if not right]


def look(learner: Learner, lesson: LessonPage) -> Click:
    return learner.visitor.looks(reverse("lms_courses:activity", kwargs={"key": lesson.key}))


def home(learner: Learner) -> Click:
    return learner.visitor.looks(reverse("lms_home:home"))


def turn(learner: Learner, lesson: LessonPage, page: int) -> Click:
    return learner.visitor.sends(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": page}))


def answer(learner: Learner, lesson: LessonPage, option: str) -> Click:
    where = {"key": lesson.key, "page": PAGE_OF_TWENTY, "block": wrong_answers(lesson)[0]}
    return learner.visitor.sends(reverse("lms_courses:answer", kwargs=where), option=option)


def read_ceiling(learner: Learner, *, plainly: bool = True) -> Click:
    return _visitor(learner, plainly=plainly).looks(reverse("bench_read"))


def save_ceiling(learner: Learner, activity: uuid.UUID, *, plainly: bool = True) -> Click:
    where = {"enrollment": learner.enrollment.pk, "activity": activity}
    return _visitor(learner, plainly=plainly).sends(reverse("bench_save", kwargs=where))


def _visitor(learner: Learner, *, plainly: bool) -> Visitor:
    return Visitor.signed_in(learner.enrollment.learner, plainly=True) if plainly else learner.visitor
