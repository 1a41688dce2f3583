"""A course of one module with a scenario, and Rosa on it."""

import pytest

from assessments.roleplay.scenarios.models import ScenarioPage
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.pages.models import ModulePage
from lms.people.models import Organization, User
from tests import builders
from tests.assessments.roleplay.scenarios import writing
from tests.kept import kept


@pytest.fixture
@kept
def module(harbor: Organization) -> ModulePage:
    harbor.contact_name, harbor.contact_phone = "Inez", "555 0100"
    harbor.save()
    return builders.module(builders.course(harbor, "Practice"), "Scenarios")


@pytest.fixture
@kept
def page(module: ModulePage) -> ScenarioPage:
    return writing.scenario(module)


@pytest.fixture
@kept
def rosas(rosa: User, page: ScenarioPage) -> Enrollment:
    course = page.get_parent().get_parent().specific
    return enroll(learner=rosa, organization=course.organization, course=course)
