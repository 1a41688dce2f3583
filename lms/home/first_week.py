"""A coordinator's first week: what an agency needs before its first new hire, and how far it is."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.enrollment.models import Enrollment
from courses.pages.models import CoursePage
from courses.pages.review_outlook import reviews_left
from courses.review.models import Packet
from lms.people.local.models import LocalLine, Topic
from lms.people.models import Membership, Organization, Role

# The lines that lessons lean on most. The others can wait, and say whom to ask until then.
FIRST_LINES = (Topic.OVERDOSE_PROTOCOL, Topic.GOOD_SAMARITAN, Topic.CONFIDENTIALITY, Topic.INCIDENT_REPORT)


@dataclass(frozen=True)
class Step:
    """One thing to do in the first week, what it is for, and where."""

    title: str
    why: str
    url: str
    is_done: bool


def first_week(user: User) -> list[Step]:
    """The steps of the agency that the user coordinates; none where all of them are done, or the user coordinates
    nobody."""
    roles = Membership.objects.active().filter(user=user, role=Role.COORDINATOR).select_related("organization")
    mine = roles.first()
    steps = steps_of(mine.organization) if mine else []
    return [] if all(step.is_done for step in steps) else steps


def steps_of(organization: Organization) -> list[Step]:
    """The five steps of this agency, done or not."""
    return [
        _agency(organization),
        _sheet(organization),
        _reviewer(organization),
        _course(organization),
        _people(organization),
    ]


def _agency(organization: Organization) -> Step:
    return Step(
        _("Say who you are"),
        _("A person to ask, and whether learning time is paid. Every learner sees both."),
        reverse("lms_home:agency"),
        bool(organization.contact_name) and organization.pays_for_learning is not None,
    )


def _sheet(organization: Organization) -> Step:
    written = LocalLine.objects.filter(organization=organization, topic__in=FIRST_LINES).values_list("topic", flat=True)
    missing = [topic for topic in FIRST_LINES if topic not in set(written)]
    return Step(
        _("Write down how it works here"),
        _("Lessons quote it. Start with: %(lines)s.") % {"lines": ", ".join(str(one.label) for one in missing)}
        if missing
        else _("Lessons quote it. The first lines are there."),
        reverse("lms_home:line", kwargs={"topic": missing[0]}) if missing else reverse("lms_home:agency"),
        not missing,
    )


def _reviewer(organization: Organization) -> Step:
    asked = Packet.objects.filter(organization=organization).exists()
    return Step(
        _("Ask a reviewer"),
        _("Somebody who may say so stands behind the lessons a life may depend on. Certificates wait for that."),
        reverse("lms_courses:reviews"),
        asked or not reviews_left(organization)["left"],
    )


def _course(organization: Organization) -> Step:
    below = Q(pk__in=[])
    for path in organization.course_indexes.values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return Step(
        _("Publish a first course"),
        _("Load the one that ships, or write your own."),
        reverse("wagtailadmin_explore_root"),
        CoursePage.objects.live().filter(below).exists(),
    )


def _people(organization: Organization) -> Step:
    return Step(
        _("Invite the first people"),
        _("Send a link from your own phone. A username is enough to join, and the course can be in the link."),
        reverse("lms_home:invitations"),
        Enrollment.objects.filter(organization=organization).exists(),
    )
