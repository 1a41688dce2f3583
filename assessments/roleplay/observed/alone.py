"""Where a scenario that is played with people can be tried alone first."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Left, Length
from django.utils.translation import get_language
from wagtail.models import Page

from assessments.roleplay.scenarios.models import ScenarioPage
from courses.pages.models import CourseIndexPage
from lms.people.models import Organization


@dataclass(frozen=True)
class Alone:
    """A scenario to play alone, in the course where it is found."""

    key: uuid.UUID
    title: str
    course_key: uuid.UUID
    course: str
    questions: tuple[str, ...] = ()


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
        )
    )
    wanted = (get_language() or "").split("-")[0]
    pages = sorted(found.exclude(course_key=None).exclude(module_key=None), key=lambda page: page.language == wanted)
    return {
        page.code: Alone(page.key, page.title, page.course_key, page.course_title, tuple(page.debrief_lines))
        for page in pages
    }


def _above(signs: int, column: str) -> Subquery:
    """Of the page so many signs of its path above; nothing where that is not published."""
    place = Left(OuterRef("path"), Length(OuterRef("path")) - signs)
    return Subquery(Page.objects.filter(path=place, live=True).values(column)[:1])
