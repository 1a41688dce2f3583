"""In the Wagtail admin the courses of another organization do not exist.

Page permissions hang on the organization's group. Where Wagtail asks nobody for permission (choosers, moving, some
reports), this module asks; a page of somebody else is a 404. Pages that are no courses are left to the host site.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry
from wagtail.models import Page, get_page_models
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from courses.pages.activity import Activity
from courses.pages.models import CourseIndexPage, CoursePage, ModulePage
from lms.people.models import User
from lms.people.narrowing import narrow

# How Wagtail's addresses call the pages that they are about.
PAGES_IN_ADDRESS = {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk"}


def others_courses(user: User) -> Q | None:
    """Where the courses lie that the user may not explore; None where the user may explore them all."""
    own = policy_registry.get_by_type(Page).explorable_instances(user)
    paths = CourseIndexPage.objects.exclude(pk__in=own.values("pk")).values_list("path", flat=True)
    return Q(*(("path__startswith", path) for path in paths), _connector=Q.OR) if paths else None


def without_others(pages: PageQuerySet, user: User) -> PageQuerySet:
    """Those of `pages` that are not the courses of another organization."""
    others = others_courses(user)
    return pages.exclude(others) if others else pages


def hide_others(ids: Iterable[Any], user: User) -> None:
    """404 where one of these pages belongs to the courses of another organization."""
    others = others_courses(user)
    if others and Page.objects.filter(others, pk__in=ids).exists():
        raise Http404


class OwnPageViewSet(PageViewSet):
    """Wagtail's views of a page, for the pages of courses: before anything else, a page of somebody else is a 404."""

    def get_view_by_name(self, view_name: str) -> Callable:
        view = super().get_view_by_name(view_name)

        @wraps(view)
        def own_only(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            hide_others([pk for name, pk in kwargs.items() if name in PAGES_IN_ADDRESS], request.user)
            return view(request, *args, **kwargs)

        return own_only

    def on_register(self) -> None:
        for model in get_page_models():
            if issubclass(model, (CourseIndexPage, CoursePage, ModulePage, Activity)):
                page_viewset_registry.register(model, self, parent_models=[model])


@hooks.register("register_admin_viewset")
def register_own_pages() -> PageViewSet:
    return OwnPageViewSet()


@hooks.register("construct_page_chooser_queryset")
def offer_own_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return without_others(pages, request.user)


@narrow(BrowseView)
def get_object_list(wagtails: Callable, self: BrowseView) -> PageQuerySet:
    """The chooser names the page that it stands on."""
    hide_others([self.parent_page.pk], self.request.user)
    return wagtails(self)


@narrow(ChosenMultipleView)
def get(wagtails: Callable, self: ChosenMultipleView, request: HttpRequest) -> HttpResponse:
    """Whoever chose a page is told its title."""
    hide_others(filter(str.isdigit, request.GET.getlist("id")), request.user)
    return wagtails(self, request)


@narrow(BulkAction)
def get_actionable_objects(wagtails: Callable, self: BulkAction) -> tuple[list, dict[str, list]]:
    """Wagtail names the pages that one may not touch; those of somebody else it must not name."""
    objects, others = wagtails(self)
    refused = others["items_with_no_access"]
    if refused and self.model is Page:
        known = set(without_others(Page.objects.filter(pk__in=[page.pk for page in refused]), self.request.user))
        others["items_with_no_access"] = [page for page in refused if page in known]
    return objects, others


@narrow(PageTypesUsageReportView)
def dispatch(
    wagtails: Callable, self: PageTypesUsageReportView, request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    """It counts every page of the site and names the latest, so it is for those who may see them all."""
    if others_courses(request.user):
        raise PermissionDenied
    return wagtails(self, request, *args, **kwargs)


@hooks.register("construct_reports_menu")
def leave_out_page_types(request: HttpRequest, items: list[MenuItem]) -> None:
    if others_courses(request.user):
        items[:] = [item for item in items if item.name != "page-types-usage"]
