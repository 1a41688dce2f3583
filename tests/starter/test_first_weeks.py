"""The course that ships, and what a demo makes of it. Loading it takes a while, so each story looks at a lot."""

import pytest

from certificates.models import Certificate
from courses.files.loader import load_course
from courses.files.writer import files_of, write_course
from courses.pages.models import CoursePage, LessonPage
from courses.progress.models import Completion, Place
from courses.review.models import Review
from courses.review.queries import reviews_of
from courses.review.rules import State
from lms.people.models import Organization
from lms.starter.services import load_cast, load_first_weeks


@pytest.fixture
def demo(settings):
    settings.LMS_DEMO = True


def states(language: str) -> set[State]:
    lessons = LessonPage.objects.filter(safety_critical=True, locale__language_code=language)
    reviews = reviews_of(Organization.objects.get(name="Harbor Outreach"))
    return {reviews.of(lesson).state for lesson in lessons}


def written() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (CoursePage, Review, Completion, Place, Certificate))


def test_it_ships_unreviewed_and_says_so(harbor):
    course = load_first_weeks(organization=harbor)
    assert course.live
    assert states("en") == states("es") == {State.NOT_REVIEWED}
    assert load_first_weeks(organization=harbor) == course


def test_it_goes_into_files_and_comes_out_of_them_the_same(harbor, elsewhere, tmp_path):
    course = load_first_weeks(organization=harbor)
    written = write_course(course, tmp_path)
    again = load_course(organization=elsewhere, folder=tmp_path).course
    assert files_of(again).files == written.files
    assert written.notes == []
    assert {"glossary.en.yaml", "glossary.es.yaml"} <= written.files.keys()
    assert {path.suffix for path in tmp_path.rglob("*.*")} == {".md", ".yaml", ".svg"}


def test_its_demo_ends_in_a_certificate_that_says_demo(demo, db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        cast = load_cast()
    assert states("en") <= {State.REVIEWED, State.DUE_SOON}
    assert states("es") == {State.NOT_REVIEWED}
    assert {review.printed_name for review in Review.objects.all()} == {"Demo reviewer"}
    assert Certificate.objects.get(facts__name="Sam").facts["demo"] is True
    assert cast["rosa"].enrollments.get().completed_at is None
    assert cast["sam"].enrollments.filter(syllabus__title="Going along", completed_at=None).count() == 1
    before = written()
    load_cast()
    assert written() == before


def test_it_has_no_demo_reviewer_elsewhere(db):
    cast = load_cast()
    assert not Review.objects.exists()
    assert cast["sam"].enrollments.exclude(completed_at=None).get().syllabus.title == "First weeks"
