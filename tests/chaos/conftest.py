"""A course that is one click from its end, on a database that other processes see."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.pages.models import LessonPage
from lms.settings import celery_app
from tests import builders


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "test-media" / "alone"  # where a worker of this test looks too


@pytest.fixture
def lesson(transactional_db: None, django_db_serialized_rollback: None) -> LessonPage:
    """A course of a single lesson of a single page."""
    harbor = builders.organization()
    course = builders.course(harbor, "First weeks")
    return builders.lesson(builders.module(course), pages=[[builders.text("One idea.")]])


@pytest.fixture
def almost(lesson: LessonPage) -> Callable[[str], Enrollment]:
    """Somebody who has everything but the last click."""

    def enrolled(name: str = "Rosa") -> Enrollment:
        course = lesson.get_parent().get_parent().specific
        learner = builders.person(name, "new_hire", course.organization)
        return enroll(learner=learner, organization=course.organization, course=course)

    return enrolled


@pytest.fixture
def last_click(lesson: LessonPage) -> Callable[[User], int]:
    """The click itself, through the real URL."""

    def click(learner: User) -> int:
        client = Client()
        client.force_login(learner)
        return client.post(reverse("lms_courses:complete", kwargs={"key": lesson.key})).status_code

    return click


@pytest.fixture
def told_to(settings, monkeypatch) -> Iterator[Callable[[str], None]]:
    """Settings as they are on a site with this broker. The variable goes: Celery would believe it before all else."""
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)

    def tell(broker: str) -> None:
        settings.CELERY_BROKER_URL = broker
        celery_app.conf.broker_url = broker

    yield tell
    celery_app.conf.broker_url = ""
