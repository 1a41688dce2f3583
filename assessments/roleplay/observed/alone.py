"""Where a scenario that is played with people can be tried alone first."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Left, Length
from django.utils.translation import get_language
from wagtail.models import Page

from assessments.roleplay.scenarios.models import ScenarioPage
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.pages.models import CourseIndexPage, CoursePage, organization_of
from lms.people.models import Membership, Organization


@dataclass(frozen=True)
class Alone:
    """A scenario to play alone, in the course where it is found. `is_open`: the course proves nothing, so whoever
    works there begins by themselves."""

    key: uuid.UUID
    title: str
    course_key: uuid.UUID
    course: str
    questions: tuple[str, ...] = ()
    is_open: bool = False


def scenarios_alone(organization: Organization, codes: Collection[str]) -> dict[str, Alone]:
    """The agency's published scenarios of these names, in the active language where there is one. Two queries."""
    if not codes:
        return {}
    indexes = CourseIndexPage.objects.filter(organization=organization).values_list("path", flat=True)
    here = reduce(or_, (Q(path__startswith=path) for path in indexes), Q(pk=None))
    found = (
        ScenarioPage.objects.live()
        .filter(here, code__in=codes)
        .select_related("locale")
        .annotate(
            course_key=_above(8, "translation_key"),
            course_title=_above(8, "title"),
            module_key=_above(4, "translation_key"),
            proves=_above(8, "coursepage__awards_certificate"),
        )
    )
    wanted = (get_language() or "").split("-")[0]
    pages = sorted(found.exclude(course_key=None).exclude(module_key=None), key=lambda page: page.language == wanted)
    return {page.code: _alone(page) for page in pages}


def _alone(page: Any) -> Alone:
    questions = tuple(page.debrief_lines)
    return Alone(page.key, page.title, page.course_key, page.course_title, questions, is_open=not page.proves)


@transaction.atomic
def begin_alone(*, learner: User, page: ScenarioPage) -> Enrollment:
    """Put oneself on the course of a scenario, where it is one's own agency's and proves nothing. Safe to repeat.

    Raises PermissionDenied elsewhere, ValidationError where the course is not open.
    """
    organization = organization_of(page)
    key = CoursePage.objects.ancestor_of(page).values("translation_key")
    # In the language it was written in: whoever is on it reads it in theirs.
    course = CoursePage.objects.child_of(organization.course_index).filter(translation_key__in=key).first()
    works_here = Membership.objects.active().filter(user=learner, organization=organization).exists()
    if not works_here or course is None or course.awards_certificate:
        raise PermissionDenied
    return enroll(learner=learner, organization=organization, course=course)


def _above(signs: int, column: str) -> Subquery:
    """Of the page so many signs of its path above; nothing where that is not published."""
    place = Left(OuterRef("path"), Length(OuterRef("path")) - signs)
    return Subquery(Page.objects.filter(path=place, live=True).values(column)[:1])
