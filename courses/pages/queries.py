"""Finding pages by key, and how somebody stands with one."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import Left, Length
from django.utils.translation import get_language
from wagtail.models import Page

from courses.enrollment.models import Enrollment
from courses.pages.activity import Activity
from courses.pages.models import CoursePage, LessonPage
from courses.progress.models import Completion
from lms.people.models import Membership


def published(pages: QuerySet, key: uuid.UUID) -> Any | None:
    """The live page with this key in the active language, else in the source language, else None.

    Sets `fallback` on it: whether it is in another language than the one asked for. Its module must be live too.
    """
    parent = Page.objects.filter(path=Left(OuterRef("path"), Length(OuterRef("path")) - 4), live=True)
    found = list(pages.filter(Exists(parent), translation_key=key, live=True).select_related("locale"))
    wanted = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    by_language = {page.locale.language_code.split("-")[0]: page for page in found}
    page = by_language.get(wanted) or by_language.get(settings.LANGUAGE_CODE.split("-")[0]) or next(iter(found), None)
    if page is not None:
        page.fallback = page.locale.language_code.split("-")[0] != wanted
    return page


def find_lesson(key: uuid.UUID) -> LessonPage | None:
    """The published lesson with this key, in one query."""
    return published(LessonPage.objects.all(), key)


def find_activity(key: uuid.UUID) -> Activity | None:
    """The published activity with this key, of whichever kind."""
    page = published(Page.objects.all(), key)
    if page is None:
        return None
    specific = page.specific
    specific.fallback = page.fallback
    return specific if isinstance(specific, Activity) else None


def find_course(key: uuid.UUID) -> CoursePage | None:
    """The published course with this key."""
    return published(CoursePage.objects.all(), key)


def standing(user: User, activity: Activity) -> Enrollment | None:
    """The user's enrollment in the course of this activity, in one query, or None where they have none.

    Adds `here` (their `Place` in it or None: `here_page`, `here_furthest`, `here_answers`) and `is_done`.
    The course must be published and the user still belong to the organization.
    """
    course_path = activity.path[: activity.steplen * (activity.depth - 2)]  # type: ignore[attr-defined]  # a page
    courses = Page.objects.filter(path=course_path).values("translation_key")
    return (
        Enrollment.objects.of(user)
        .filter(
            Exists(Membership.objects.active().filter(user=OuterRef("learner"), organization=OuterRef("organization"))),
            course_key__in=courses,
            course__live=True,
            withdrawn_at=None,
        )
        .select_related("organization", "syllabus")
        .annotate(
            here=FilteredRelation("places", condition=Q(places__activity_key=activity.key)),
            is_done=Exists(Completion.objects.filter(enrollment=OuterRef("pk"), activity_key=activity.key)),
        )
        .annotate(**{f"here_{name}": F(f"here__{name}") for name in ("page", "furthest", "answers")})
        .order_by("-cycle")
        .first()
    )
