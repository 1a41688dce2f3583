"""The course that ships, and what a demo makes of it."""

import pytest

from certificates.models import Certificate
from courses.pages.models import LessonPage
from courses.review.models import Review
from courses.review.queries import reviews_of
from courses.review.rules import State
from lms.people.models import Organization
from lms.starter.services import load_cast, load_first_course
from tests import builders


@pytest.fixture
def demo(settings):
    settings.LMS_DEMO = True


def stands(title: str) -> State:
    lesson = LessonPage.objects.filter(title=title).order_by("pk").first()
    return reviews_of(Organization.objects.get(name="Harbor Outreach")).of(lesson).state


def test_it_ships_unreviewed_and_says_so(harbor):
    load_first_course(organization=harbor)
    critical = LessonPage.objects.filter(safety_critical=True)
    assert {stands(lesson.title) for lesson in critical} == {State.NOT_REVIEWED}
    assert not Review.objects.exists()


def test_it_tags_every_sentence_about_what_to_do(harbor):
    load_first_course(organization=harbor)
    lesson = LessonPage.objects.get(title="Somebody does not answer")
    untagged = [passage.lines for passage in lesson.passages() if not passage.claims]
    assert len(untagged) == 1
    assert "Your hands practice in a session" in untagged[0][0]


def test_it_loads_once(harbor):
    assert load_first_course(organization=harbor) == load_first_course(organization=harbor)


def test_its_demo_shows_what_is_reviewed_and_what_is_not(demo, db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        load_cast()
    assert stands("Somebody does not answer") in (State.REVIEWED, State.DUE_SOON)
    assert stands("Air, and the next dose") == State.NOT_REVIEWED
    assert {review.printed_name for review in Review.objects.all()} == {"Demo reviewer"}
    assert Certificate.objects.get(facts__name="Sam").facts["demo"] is True


def test_its_demo_changes_nothing_the_second_time(demo, db):
    load_cast()
    before = Review.objects.count()
    load_cast()
    assert Review.objects.count() == before


def test_it_has_no_demo_reviewer_elsewhere(db):
    load_cast()
    assert not Review.objects.exists()
    assert builders.organization("Harbor Outreach").enrollments.filter(completed_at__isnull=False).exists()
