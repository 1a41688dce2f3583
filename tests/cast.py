"""The cast: rosa (in training) and sam (finished), marcus (their supervisor), inez (trainer), jo (coordinator),
and dana, who has the same role in another organization and no business here."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.pages.models import CoursePage
from lms.people.models import Organization, Team
from tests import builders
from tests.kept import kept


@pytest.fixture
@kept
def harbor(db: None) -> Organization:
    return builders.organization("Harbor Outreach")


@pytest.fixture
@kept
def course(harbor: Organization) -> CoursePage:
    return builders.small_course(harbor)


@pytest.fixture
@kept
def elsewhere(db: None) -> Organization:
    return builders.organization("River House")


@pytest.fixture
@kept
def van(harbor: Organization) -> Team:
    return Team.objects.create(organization=harbor, name="Van")


@pytest.fixture
@kept
def rosa(harbor: Organization, van: Team) -> User:
    return builders.person("Rosa", "new_hire", harbor, van)


@pytest.fixture
@kept
def sam(harbor: Organization, van: Team) -> User:
    return builders.person("Sam", "new_hire", harbor, van)


@pytest.fixture
@kept
def marcus(harbor: Organization, van: Team) -> User:
    return builders.person("Marcus", "supervisor", harbor, van)


@pytest.fixture
@kept
def inez(harbor: Organization) -> User:
    return builders.person("Inez", "trainer", harbor)


@pytest.fixture
@kept
def jo(harbor: Organization) -> User:
    return builders.person("Jo", "coordinator", harbor)


@pytest.fixture
def dana(elsewhere: Organization) -> Callable[..., User]:
    def in_role(role: str = "supervisor") -> User:
        team = Team.objects.create(organization=elsewhere, name=f"Team of a {role}")
        return builders.person(f"Dana-{role}", role, elsewhere, team)

    return in_role


@pytest.fixture
@kept
def enrollment(rosa: User, course: CoursePage) -> Enrollment:
    return enroll(learner=rosa, organization=course.organization, course=course)


@pytest.fixture
@kept
def finished(sam: User, course: CoursePage, inez: User) -> Enrollment:
    return builders.finish_course(sam, course, inez)


@pytest.fixture
def signed_in(db: None) -> Callable[[User], Client]:
    def as_user(user: User) -> Client:
        fresh = Client()
        fresh.force_login(user)
        return fresh

    return as_user
