"""Loading what ships with Porchlight: *First weeks*, and the demo's cast."""

from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction

from courses.enrollment.services import enroll
from courses.files.loader import load_course
from courses.pages.models import CoursePage
from courses.pages.services import create_organization, name_site
from lms.people.models import Organization, Team
from lms.people.services import add_member, create_person
from lms.starter.calibration import load_anchors
from lms.starter.days import finish, review, start
from lms.starter.shifts import log_shifts

FIRST_WEEKS = Path(__file__).parent / "first_weeks"
PRACTICE = Path(__file__).parent / "practice"
GOING_ALONG = Path(__file__).parent / "going_along"


def load_first_weeks(*, organization: Organization) -> CoursePage:
    """*First weeks* in this organization, once. `manage.py load_course` brings what is new in a later version.

    With it come the written role-plays by which observers compare their eyes.
    """
    load_anchors(organization=organization)
    return _load(organization, "first-weeks", FIRST_WEEKS)


def load_practice(*, organization: Organization) -> CoursePage:
    """*Practice* in this organization, once: scenarios to play alone, in a course of their own."""
    return _load(organization, "practice", PRACTICE)


def _load(organization: Organization, slug: str, folder: Path) -> CoursePage:
    there = CoursePage.objects.child_of(organization.course_index).filter(slug=slug).first()
    return there or load_course(organization=organization, folder=folder).course


@transaction.atomic
def load_cast() -> dict[str, User]:
    """The demo's people by username: one agency of five, and Dana in another. Again, it changes nothing."""
    name_site()
    harbor = _organization("Harbor Outreach", "Inez", "555 0100")
    river = _organization("River House", "Dana", "555 0199")
    van, day = _team(harbor, "Van"), _team(river, "Day room")
    cast = {
        "rosa": _person("Rosa", "new_hire", harbor, van, "she/her"),
        "sam": _person("Sam", "new_hire", harbor, van, "they/them"),
        "marcus": _person("Marcus", "supervisor", harbor, van),
        "inez": _person("Inez", "trainer", harbor),
        "jo": _person("Jo", "coordinator", harbor),
        "dana": _person("Dana", "supervisor", river, day),
    }
    add_member(user=cast["marcus"], organization=harbor, role="observer")
    course = load_first_weeks(organization=harbor)
    mine = {name: enroll(learner=cast[name], organization=harbor, course=course) for name in ("rosa", "sam")}
    if mine["sam"].completed_at is None:
        review(course, cast["jo"])
        finish(mine["sam"], cast["inez"], cast["marcus"])
    start(mine["rosa"])
    along = load_course(organization=harbor, folder=GOING_ALONG).course
    for course in (along, load_practice(organization=harbor)):
        enroll(learner=cast["sam"], organization=harbor, course=course)
    log_shifts(organization=harbor, rosa=cast["rosa"], sam=cast["sam"], supervisor=cast["marcus"])
    return cast


def _organization(name: str, contact: str, phone: str) -> Organization:
    organization = Organization.objects.filter(name=name).first() or create_organization(name=name)
    organization.contact_name, organization.contact_phone, organization.pays_for_learning = contact, phone, True
    organization.save()
    return organization


def _team(organization: Organization, name: str) -> Team:
    team, _created = Team.objects.get_or_create(organization=organization, name=name)
    return team


def _person(name: str, role: str, organization: Organization, team: Team | None = None, pronouns: str = "") -> User:
    found = User.objects.filter(username=name.lower()).first()
    user = found or create_person(username=name.lower(), chosen_name=name, pronouns=pronouns)
    add_member(user=user, organization=organization, role=role, team=team)
    return user
