"""What the demo's people have done so far, through the same services as everybody."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from assessments.quizzes import grading
from assessments.quizzes.bank import BankQuestion
from assessments.quizzes.models import QuizPage
from assessments.quizzes.services import answer_question, begin_check
from assessments.quizzes.taking import Taking
from assessments.roleplay.observed.one_to_one import ask_one_to_one
from courses.enrollment.models import Enrollment
from courses.pages.activity import Activity
from courses.pages.models import CoursePage, LessonPage
from courses.pages.sessions import SessionPage
from courses.progress.models import LearningTime
from courses.progress.services import answer_check, complete_activity, confirm_attendance, spend_time, turn_page
from courses.progress.time import Work
from courses.review.reader import registry
from courses.review.rules import parameters_in
from courses.review.services import set_parameter, sign_as_demo
from lms import conf
from lms.starter.plays import show

BEAT = 5  # minutes, as long as one may be silent and still study


def review(course: CoursePage, coordinator: User) -> None:
    """In a demo, the demo reviewer stands behind the English course, with the values that sources propose.

    Spanish shows how it looks before that.
    """
    if not conf.is_demo():
        return
    organization = course.organization
    critical = [page for page in activities(course) if page.safety_critical]
    passages = [passage for page in critical for passage in page.passages()]
    for key in parameters_in(passages, registry()):
        # A number alone, so that its unit is said with it.
        value = registry().parameters[key].proposed.partition(" (")[0]
        note = _("The demo takes what sources propose. Nobody decided it.")
        set_parameter(organization=organization, by=coordinator, key=key, language="en", value=value, note=note)
    keys = [page.key for page in critical]
    sign_as_demo(organization=organization, by=coordinator, language="en", activity_keys=keys)


def activities(course: Page) -> list[Any]:
    """Everything there is to do in it (a course or one of its modules), in order."""
    pages = Page.objects.descendant_of(course).live().order_by("path").specific()
    return [page for page in pages if isinstance(page, Activity)]


def start(enrollment: Enrollment) -> None:
    """Somebody read the first lesson, stands on the second page of the next one, and would rather do the first practice
    one-to-one."""
    if enrollment.places.exists():
        return
    first, second, *_rest = LessonPage.objects.descendant_of(enrollment.course).order_by("path")
    _take(enrollment, first)
    _work(enrollment, second, 3)
    turn_page(enrollment=enrollment, activity=second, page=1)
    practice = next(page for page in activities(enrollment.course) if isinstance(page, SessionPage) and page.is_scored)
    ask_one_to_one(enrollment=enrollment, activity_key=practice.key)


def finish(enrollment: Enrollment, trainer: User, observer: User) -> None:
    """Somebody did all of it: lessons read, checks taken, sessions confirmed by the trainer, practice scored by the
    trainer and another observer."""
    for activity in activities(enrollment.course):
        do(enrollment, activity, trainer, observer)


def do(enrollment: Enrollment, activity: Activity, trainer: User, observer: User) -> None:
    """Somebody did this one thing, right from the first answer. A session is confirmed by the trainer; practice that is
    scored was ready before the trainer, and before the other observer where it takes two."""
    if isinstance(activity, LessonPage):
        _take(enrollment, activity)
    elif isinstance(activity, QuizPage):
        _check(enrollment, activity)
    elif isinstance(activity, SessionPage) and activity.is_scored:
        show(enrollment, activity, [trainer, observer])
    elif isinstance(activity, SessionPage):
        confirm_attendance(session=activity, enrollments=[enrollment], confirmed_by=trainer)


def _take(enrollment: Enrollment, lesson: LessonPage) -> None:
    _work(enrollment, lesson, lesson.minutes)
    for block, options in lesson.answer_key().items():
        right = next(option for option, is_right in options.items() if is_right)
        answer_check(enrollment=enrollment, activity=lesson, block_id=block, option_id=right)
    for page in range(1, lesson.page_count):
        turn_page(enrollment=enrollment, activity=lesson, page=page)
    complete_activity(enrollment=enrollment, activity=lesson)


def _check(enrollment: Enrollment, check: QuizPage) -> None:
    _work(enrollment, check, check.minutes)
    begin_check(enrollment=enrollment, check=check, number=1)
    while (taking := Taking(enrollment, check)).todo:
        question = taking.bank[taking.todo[0]]
        answer_question(
            enrollment=enrollment,
            check=check,
            number=1,
            key=question.key,
            digest=question.digest,
            given=_right(question),
        )


def _right(question: BankQuestion) -> list[int]:
    """The answer that is right, as `grading` has it."""
    if question.kind == "true_false":
        return [int(question.content["answer"])]
    places = range(grading.size(question.kind, question.content))
    if question.kind in grading.CHOICES:
        return [place for place in places if question.content["options"][place]["right"]]
    return list(places)


def _work(enrollment: Enrollment, activity: LessonPage | QuizPage, minutes: int) -> None:
    """Somebody sat there for so many minutes, up to now."""
    now = timezone.now()
    for left in range(minutes, 0, -BEAT):
        begun, told = now - timedelta(minutes=left), now - timedelta(minutes=max(0, left - BEAT))
        known = LearningTime.objects.filter(enrollment=enrollment, activity_key=activity.key).first()
        work = Work((int(begun.timestamp()), int(told.timestamp())), told, known, tops_up=False)
        spend_time(enrollment=enrollment, activity_key=activity.key, work=work)
