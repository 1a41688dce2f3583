"""What is left to review in the courses of an organization, module by module."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from courses.pages.models import CourseIndexPage, CoursePage, ModulePage
from courses.review.queries import LessonReview, Reviews, reviews_of
from courses.review.rules import State
from lms.people.models import Organization

AGAIN = (State.OVERDUE, State.DUE_SOON)


@dataclass(frozen=True)
class ModuleLeft:
    """A module with its safety-critical parts: "3 of 16 left" counts what somebody must stand behind."""

    course: str
    title: str
    key: str
    lessons: list[LessonReview]

    @property
    def total(self) -> int:
        """How many things somebody must stand behind."""
        return sum(lesson.total for lesson in self.lessons)

    @property
    def left(self) -> int:
        """How many of them nobody stands behind yet."""
        return sum(lesson.left for lesson in self.lessons)


def modules_left(organization: Organization, language: str, reviews: Reviews | None = None) -> list[ModuleLeft]:
    """The published modules in this language that have safety-critical parts, in the order of the courses."""
    reviews = reviews or reviews_of(organization)
    found = []
    for course in _published(CoursePage, organization, language):
        for module in ModulePage.objects.child_of(course).live().order_by("path"):
            activities = list(module.get_children().live().order_by("path").specific())
            prefetch_related_objects(activities, "locale")
            critical = [reviews.of(page) for page in activities if page.safety_critical]
            if critical:
                found.append(ModuleLeft(course.title, module.title, str(module.translation_key), critical))
    return found


def due(modules: Iterable[ModuleLeft]) -> list[LessonReview]:
    """Lessons that somebody has to look at again: overdue first, then due soon."""
    lessons = [lesson for module in modules for lesson in module.lessons]
    again = [(lesson.due, lesson.title, lesson) for lesson in lessons if lesson.due and lesson.state in AGAIN]
    return [lesson for _due, _title, lesson in sorted(again, key=lambda one: one[:2])]


def languages_of(organization: Organization) -> list[str]:
    """Languages in which the organization has published courses, such as ["en", "es"]."""
    courses = Page.objects.none()
    for index in CourseIndexPage.objects.filter(organization=organization):
        courses |= CoursePage.objects.child_of(index).live()
    return sorted({page.locale.language_code.split("-")[0] for page in courses.select_related("locale")})


def _published(model: type[Page], organization: Organization, language: str) -> list[Page]:
    found = []
    for index in CourseIndexPage.objects.filter(organization=organization):
        pages = model.objects.child_of(index).live().filter(locale__language_code__startswith=language)
        found += list(pages.order_by("path"))
    return found
