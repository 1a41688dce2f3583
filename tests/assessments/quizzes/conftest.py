"""A course of one module with a check, and Rosa on it."""

import pytest

from assessments.quizzes.models import QuizPage
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.pages.models import ModulePage
from lms.people.models import Organization, User
from tests import builders
from tests.assessments.quizzes import building
from tests.kept import kept


@pytest.fixture
@kept
def module(harbor: Organization) -> ModulePage:
    harbor.contact_name, harbor.contact_phone = "Inez", "555 0100"
    harbor.save()
    return builders.module(builders.course(harbor, "First weeks"), "The role")


@pytest.fixture
@kept
def check(module: ModulePage) -> QuizPage:
    return building.check(module)


@pytest.fixture
@kept
def rosas(rosa: User, check: QuizPage) -> Enrollment:
    course = check.get_parent().get_parent().specific
    return enroll(learner=rosa, organization=course.organization, course=course)
