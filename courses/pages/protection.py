"""A page that people finished, are taking or still need is not deleted: alone, in bulk, with its parent or by API."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Model, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from courses.enrollment.models import Enrollment
from courses.pages.models import CourseIndexPage, CoursePage
from courses.progress.models import Place
from lms.people.protection import is_protected


def why_page_stays(page: Page) -> str:
    """The sentence that keeps the page and what is below it; empty where they may go.

    Evidence hangs on the key that a page shares with its translations, so a translation stays too.
    """
    return _keeps_courses(page) or _was_finished(page) or _is_being_taken(page) or _is_pointed_at(page)


def _below(page: Page) -> Any:
    return Page.objects.descendant_of(page, inclusive=True)


def _keeps_courses(page: Page) -> str:
    index = CourseIndexPage.objects.descendant_of(page, inclusive=True).select_related("organization").first()
    if index is None:
        return ""
    return _("“%(title)s” stays: the courses of %(organization)s live there.") % {
        "title": page.title,
        "organization": index.organization,
    }


def _was_finished(page: Page) -> str:
    keys = _below(page).values("translation_key")
    whose = (
        Q(completions__activity_key__in=keys)
        | Q(attendances__activity_key__in=keys)
        | Q(course_key__in=keys, completed_at__isnull=False)
    )
    people = Enrollment.objects.filter(whose).aggregate(people=Count("learner", distinct=True))["people"]
    if not people:
        return ""
    return ngettext(
        "“%(title)s” stays: %(count)d person finished it or a part of it. You can unpublish it instead; Reviews then"
        " shows who waits.",
        "“%(title)s” stays: %(count)d people finished it or a part of it. You can unpublish it instead; Reviews then"
        " shows who waits.",
        people,
    ) % {"title": page.title, "count": people}


def _is_being_taken(page: Page) -> str:
    keys = {str(key) for key in _below(page).values_list("translation_key", flat=True)}
    begun = Place.objects.filter(activity_key__in=keys).values_list("enrollment__learner", flat=True)
    people = {*begun, *_who_need(page, keys)}
    if not people:
        return ""
    return ngettext(
        "“%(title)s” stays while %(count)d person is taking it.",
        "“%(title)s” stays while %(count)d people are taking it.",
        len(people),
    ) % {"title": page.title, "count": len(people)}


def _who_need(page: Page, keys: set[str]) -> Iterable[int]:
    """The learners whose frozen syllabus names one of these keys, or who are on one of these courses."""
    courses = CoursePage.objects.ancestor_of(page, inclusive=True).values_list("translation_key", flat=True)
    for enrollment in Enrollment.objects.filter(course_key__in=[*keys, *courses]).select_related("syllabus"):
        owed = {item["key"] for item in enrollment.syllabus.items}
        if str(enrollment.course_key) in keys or owed & keys:
            yield enrollment.learner_id


def _is_pointed_at(page: Page) -> str:
    if not is_protected(list(_below(page))):
        return ""
    return _("“%(title)s” stays: something that is kept rests on it.") % {"title": page.title}


@hooks.register("before_delete_page")
def keep_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    if sentence := why_page_stays(page):
        messages.error(request, sentence)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_bulk_action")
def keep_pages(request: HttpRequest, action: str, objects: Sequence[Model], view: BulkAction) -> HttpResponse | None:
    if action != "delete" or view.model is not Page:
        return None
    sentences = [sentence for page in objects if (sentence := why_page_stays(page))]
    for sentence in sentences:
        messages.error(request, sentence)
    return redirect(view.next_url) if sentences else None


class KeepingDelete(DeletePageAPIAction):
    """Deleting through Wagtail's admin API, which runs no hooks."""

    def execute(self, instance: Page, data: dict[str, Any]) -> Response:
        if instance.permissions_for_user(self.request.user).can_delete() and (sentence := why_page_stays(instance)):
            raise ValidationError({"page": sentence})
        return super().execute(instance, data)
