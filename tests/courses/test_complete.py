"""One road to done."""

import pytest
from django.contrib.auth.models import User

from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.pages.models import CoursePage
from courses.progress.models import Completion
from courses.progress.services import complete_activity
from courses.progress.signals import course_completed
from tests import builders


def test_it_freezes_what_was_done(enrollment: Enrollment, course: CoursePage):
    lesson = builders.lessons_of(course)[0]
    builders.work(enrollment, lesson, 10)
    done = complete_activity(enrollment=enrollment, activity=lesson)
    assert (done.title, done.kind, done.minutes, done.domains) == ("Words that help", "lesson", 10, {"ethics": 10})
    assert done.attested_by is None


def test_it_counts_once_however_often(enrollment: Enrollment, course: CoursePage):
    lesson = builders.lessons_of(course)[0]
    first = complete_activity(enrollment=enrollment, activity=lesson)
    assert complete_activity(enrollment=enrollment, activity=lesson) == first
    assert Completion.objects.count() == 1


def test_it_credits_what_the_syllabus_froze(enrollment: Enrollment, course: CoursePage):
    lesson = builders.lessons_of(course)[0]
    lesson.minutes, lesson.domains = 99, {"ethics": 99}
    lesson.save_revision().publish()
    builders.work(enrollment, lesson, 10)
    assert complete_activity(enrollment=enrollment, activity=lesson).minutes == 10


def test_it_finishes_the_course_with_the_last_thing(enrollment: Enrollment, course: CoursePage, inez: User):
    lesson, session = builders.lessons_of(course)[0], builders.sessions_of(course)[0]
    complete_activity(enrollment=enrollment, activity=lesson)
    enrollment.refresh_from_db()
    assert enrollment.completed_at is None
    complete_activity(enrollment=enrollment, activity=session, attested_by=inez)
    enrollment.refresh_from_db()
    assert enrollment.completed_at is not None


def test_it_tells_after_the_commit(enrollment, course, django_capture_on_commit_callbacks):
    heard = []

    def listen(enrollment: Enrollment, **kwargs: object) -> None:
        heard.append(enrollment.pk)

    course_completed.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        for activity in [*builders.lessons_of(course), *builders.sessions_of(course)]:
            complete_activity(enrollment=enrollment, activity=activity)
        assert heard == []
    course_completed.disconnect(listen)
    assert heard == [enrollment.pk]


def test_it_never_unfinishes_anybody(finished: Enrollment, course: CoursePage):
    builders.lesson(builders.module(course, "Later"), "New lesson")
    again = enroll(learner=finished.learner, organization=finished.organization, course=course)
    assert (again.pk, again.completed_at) == (finished.pk, finished.completed_at)


@pytest.mark.parametrize("count", [0, 1])
def test_it_lets_optional_things_be_left_out(rosa: User, harbor, count: int):
    course = builders.course(harbor, "With an extra")
    module = builders.module(course)
    needed, extra = builders.lesson(module), builders.lesson(module, "Extra", required=False)
    enrollment = enroll(learner=rosa, organization=harbor, course=course)
    for activity in [extra, needed][count:]:
        complete_activity(enrollment=enrollment, activity=activity)
    enrollment.refresh_from_db()
    assert enrollment.completed_at is not None


def test_it_asks_little(enrollment: Enrollment, course: CoursePage, django_assert_max_num_queries):
    (lesson,) = builders.lessons_of(course)
    with django_assert_max_num_queries(11):
        complete_activity(enrollment=enrollment, activity=lesson)


def test_it_says_how_the_course_stands_now(enrollment: Enrollment, course: CoursePage, inez: User):
    (lesson,), (session,) = builders.lessons_of(course), builders.sessions_of(course)
    assert complete_activity(enrollment=enrollment, activity=lesson).enrollment.completed_at is None
    complete_activity(enrollment=enrollment, activity=session, attested_by=inez)
    assert complete_activity(enrollment=enrollment, activity=lesson).enrollment.completed_at is not None
