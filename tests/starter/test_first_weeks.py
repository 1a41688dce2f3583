"""The course that ships, and what a demo makes of it. Loading it takes a while, so each story looks at a lot."""

import uuid

import pytest

from assessments.roleplay.observed.models import Observation, OneToOne, Performance
from assessments.roleplay.observed.signing import standing_of
from assessments.roleplay.rubrics.models import Rubric
from assessments.roleplay.scoring import Decision
from certificates.models import Certificate
from courses.enrollment.models import Enrollment
from courses.files.loader import load_course
from courses.files.writer import files_of, write_course
from courses.pages.models import CoursePage, LessonPage
from courses.pages.sessions import SessionPage
from courses.progress.models import Completion, Place
from courses.review.models import Review
from courses.review.queries import reviews_of
from courses.review.rules import State
from lms.people.models import Organization
from lms.starter import days
from lms.starter.services import FIRST_WEEKS, load_cast, load_first_weeks


@pytest.fixture
def demo(settings):
    settings.LMS_DEMO = True


def states(language: str) -> set[State]:
    lessons = LessonPage.objects.filter(safety_critical=True, locale__language_code=language)
    reviews = reviews_of(Organization.objects.get(name="Harbor Outreach"))
    return {reviews.of(lesson).state for lesson in lessons}


def practice(enrollment: Enrollment) -> list[uuid.UUID]:
    pages = days.activities(enrollment.course)
    return [page.key for page in pages if isinstance(page, SessionPage) and page.is_scored]


def scored(enrollment: Enrollment) -> list[str]:
    plays = Performance.objects.filter(enrollment=enrollment)
    return [play.scenario for play in plays if standing_of(play).decision == Decision.READY]


def written() -> tuple[int, ...]:
    counted = (CoursePage, Review, Completion, Place, Certificate, Rubric, Performance, OneToOne)
    return tuple(model.objects.count() for model in counted)


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
    shipped = {path.name for path in (FIRST_WEEKS / "rubrics").iterdir()}
    assert {path.name for path in (tmp_path / "rubrics").iterdir()} == shipped


def test_its_demo_ends_in_a_certificate_that_says_demo(demo, db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        cast = load_cast()
    assert states("en") <= {State.REVIEWED, State.DUE_SOON}
    assert states("es") == {State.NOT_REVIEWED}
    assert {review.printed_name for review in Review.objects.all()} == {"Demo reviewer"}
    assert Certificate.objects.get(facts__name="Sam").facts["demo"] is True
    rosas, sams = cast["rosa"].enrollments.get(), cast["sam"].enrollments.get(syllabus__title="First weeks")
    assert rosas.completed_at is None
    assert [asked.activity_key for asked in OneToOne.objects.filter(enrollment=rosas)] == practice(rosas)[:1]
    assert sorted(scored(sams)) == ["RP01", "RP03", "RP08", "RP08", "RP09", "RP10", "RP11"]
    assert {one.observer for one in Observation.objects.signed()} == {cast["inez"], cast["marcus"]}
    assert cast["sam"].enrollments.filter(syllabus__title="Going along", completed_at=None).count() == 1
    before = written()
    load_cast()
    assert written() == before


def test_it_has_no_demo_reviewer_elsewhere(db):
    cast = load_cast()
    assert not Review.objects.exists()
    assert cast["sam"].enrollments.exclude(completed_at=None).get().syllabus.title == "First weeks"
