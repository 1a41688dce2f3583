"""A part that is unpublished while people wait for it: it is listed, and they can be excused from it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from certificates import completion_record
from certificates.models import Certificate
from certificates.services import award
from courses.enrollment.models import Excusal
from courses.enrollment.services import enroll
from courses.pages.withdrawn import withdrawn
from courses.progress.excusing import excuse_part
from courses.progress.models import Completion
from lms.ledger.models import Entry
from lms.ledger.services import opens
from tests import builders
from tests.certificates.reading import words_of
from tests.courses.review.conftest import course, lesson, reviewed

__all__ = ["course", "lesson", "reviewed"]

WHY = "A newer lesson teaches this now."


@pytest.fixture
def other(lesson):
    """Another lesson of the course, which no life depends on."""
    return builders.lesson(lesson.get_parent().specific, "Words that help")


@pytest.fixture
def sams(sam, course, inez, other):
    return builders.finish_course(sam, course, inez)


@pytest.fixture
def rosas(rosa, harbor, course, other):
    return enroll(learner=rosa, organization=harbor, course=course)


def url(lesson):
    return reverse("lms_courses:excuse", kwargs={"key": lesson.key})


def listed(organization):
    return [(part.title, part.people) for part in withdrawn(organization)]


def test_it_lists_what_is_unpublished_while_people_wait(sams, rosas, lesson, harbor, jo, signed_in):
    assert listed(harbor) == []
    lesson.unpublish()
    assert listed(harbor) == [("Breathing first", 2)]
    page = signed_in(jo).get(reverse("lms_courses:reviews")).text
    assert "Unpublished, and people wait" in page
    assert "2 people cannot finish" in page
    assert url(lesson) in page
    assert reverse("wagtailadmin_pages:edit", args=[lesson.pk]) in page
    assert "1 part is unpublished while people wait for it." in signed_in(jo).get("/").text


def test_it_lists_nothing_that_nobody_waits_for(sam, course, inez, other, lesson, harbor, reviewed):
    reviewed(lesson)
    award(enrollment=builders.finish_course(sam, course, inez))
    lesson.unpublish()
    assert listed(harbor) == []


def test_it_lists_what_went_with_its_module(sams, rosas, lesson, harbor):
    lesson.get_parent().unpublish()
    assert listed(harbor) == [("Breathing first", 2), ("Words that help", 1)]


def test_it_lists_a_lesson_by_the_language_it_was_taken_in(sams, rosas, lesson, harbor):
    builders.in_spanish(lesson)
    lesson.unpublish()
    assert [[one.learner.username for one in part.enrollments] for part in withdrawn(harbor)] == [["sam"]]


def test_it_is_no_longer_listed_once_published_again(sams, lesson, harbor):
    lesson.unpublish()
    lesson.save_revision().publish()
    assert listed(harbor) == []


def test_it_brings_the_certificate_that_waited(
    sams, lesson, other, jo, harbor, signed_in, django_capture_on_commit_callbacks
):
    lesson.unpublish()
    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in(jo).post(url(lesson), {"reason": WHY}, follow=True)
    assert "1 person is excused." in answer.text
    assert Certificate.objects.get().facts["minutes"] == other.minutes, "nobody stands behind the other ten"
    assert Completion.objects.count() == 2, "what was done stays done"
    assert listed(harbor) == []


def test_it_finishes_a_course_where_it_was_the_last_thing(
    rosas, lesson, other, jo, rosa, signed_in, django_capture_on_commit_callbacks
):
    builders.take_lesson(rosas, other)
    lesson.unpublish()
    with django_capture_on_commit_callbacks(execute=True):
        excuse_part(enrollments=[rosas], activity_key=lesson.key, by=jo, reason=WHY)
    rosas.refresh_from_db()
    assert rosas.completed_at
    assert Certificate.objects.get().enrollment == rosas
    shown = signed_in(rosa).get(reverse("lms_home:finish", kwargs={"enrollment": rosas.pk})).text
    assert "You are excused from “Breathing first”" in shown
    assert WHY in shown


def test_it_says_so_on_the_path(rosas, lesson, jo, rosa, course, signed_in):
    lesson.unpublish()
    excuse_part(enrollments=[rosas], activity_key=lesson.key, by=jo, reason=WHY)
    path = reverse("lms_courses:course", kwargs={"key": course.key})
    assert "You are excused from this part." in signed_in(rosa).get(path).text


def test_it_is_signed_once(rosas, lesson, jo):
    for _again in range(2):
        (excusal,) = excuse_part(enrollments=[rosas], activity_key=lesson.key, by=jo, reason=WHY)
    entry = Entry.objects.get(seq=Excusal.objects.get().ledger_seq)
    assert (entry.role, entry.meaning) == ("coordinator", "excused from a part")
    assert opens(entry, facts=excusal.facts(), salt=excusal.salt)
    assert not opens(entry, facts={**excusal.facts(), "reason": "Another."}, salt=excusal.salt)


def test_it_tells_the_learner_who_decides(sams, sam, lesson, signed_in):
    lesson.unpublish()
    finish = signed_in(sam).get(reverse("lms_home:finish", kwargs={"enrollment": sams.pk})).text
    assert "was taken out of the course after you did it. Harbor Outreach decides" in finish
    assert "was taken out of the course" in " ".join(words_of(completion_record.render(sams)).split())


def test_it_is_for_another_coordinator(rosas, lesson, jo, inez, harbor, course):  # H01
    own = enroll(learner=jo, organization=harbor, course=course)
    for who, enrollment in ((inez, rosas), (jo, own)):
        with pytest.raises(PermissionDenied):
            excuse_part(enrollments=[enrollment], activity_key=lesson.key, by=who, reason=WHY)


@pytest.mark.parametrize("reason", ["", "  "])
def test_it_wants_a_reason(rosas, lesson, jo, reason):
    with pytest.raises(ValidationError):
        excuse_part(enrollments=[rosas], activity_key=lesson.key, by=jo, reason=reason)


def test_it_leaves_something_to_finish(rosa, harbor, course, lesson, jo, signed_in):
    enrollment = enroll(learner=rosa, organization=harbor, course=course)
    lesson.unpublish()
    assert "Nothing else is asked in this course" in signed_in(jo).post(url(lesson), {"reason": WHY}).text
    assert not enrollment.excusals.exists()


def test_it_asks_whether_it_is_still_you(rosas, lesson, jo, signed_in, settings):  # A07
    settings.LMS_STEP_UP = 0
    lesson.unpublish()
    answer = signed_in(jo).post(url(lesson), {"reason": WHY})
    assert (answer.status_code, Excusal.objects.exists()) == (302, False)


def test_it_is_not_here_while_it_is_published(rosas, lesson, jo, signed_in):
    assert signed_in(jo).get(url(lesson)).status_code == 404


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, rosas, lesson, role):  # A12
    lesson.unpublish()
    outsider = signed_in(dana(role))
    assert outsider.get(url(lesson)).status_code == 404
    assert outsider.post(url(lesson), {"reason": WHY}).status_code == 404
