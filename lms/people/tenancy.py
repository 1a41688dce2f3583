"""In the Wagtail admin nobody reads about people, pictures or files of another organization.

Page and collection permissions hang on the organization's group. Where Wagtail asks nobody for permission (filters
that name people, bulk actions, its admin API), this module asks. `courses.pages.tenancy` does so for pages.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User as DjangoUser
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from django_filters import ModelChoiceFilter
from wagtail import hooks
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import CollectionMember
from wagtail.permissions import policy_registry

from lms.people.models import Membership, Organization, User
from lms.people.narrowing import narrow
from lms.people.permissions import roles_in

READS = ["choose", "change", "delete"]


def people_known_to(user: User, people: QuerySet[DjangoUser]) -> QuerySet[DjangoUser]:
    """Those of `people` of whom the user may read: everyone but the members of other organizations."""
    if not user.is_authenticated:
        return people.none()
    if getattr(user, "is_superuser", False):
        return people
    mine = Membership.objects.active().filter(user_id=user.pk).values("organization")
    roles = Membership.objects.filter(user=OuterRef("pk"))
    return people.filter(~Exists(roles) | Exists(roles.filter(organization__in=mine)))


@narrow(MultipleUserFilter)
def get_queryset(wagtails: Callable, self: MultipleUserFilter, request: HttpRequest) -> QuerySet[DjangoUser]:
    """Owner, editor, uploader, and whoever did something: the filters of lists and histories."""
    everyone = wagtails(self, request)
    return people_known_to(request.user, self.extra["queryset"] if everyone is None else everyone)


def _narrow_choices(choice: ModelChoiceFilter) -> None:
    everyone = choice.queryset
    choice.queryset = lambda request: people_known_to(request.user, everyone(request))


_narrow_choices(LockedPagesReportFilterSet.base_filters["locked_by"])
_narrow_choices(WorkflowReportFilterSet.base_filters["requested_by"])


@narrow(BulkAction)
def get_actionable_objects(wagtails: Callable, self: BulkAction) -> tuple[list, dict[str, list]]:
    """Wagtail names what one may not touch. Of pictures and files that one may not read, it says nothing."""
    objects, others = wagtails(self)
    refused = others["items_with_no_access"]
    if refused and issubclass(self.model, CollectionMember):
        readable = policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(
            self.request.user, READS
        )
        others["items_with_no_access"] = [thing for thing in refused if readable.filter(pk=thing.pk).exists()]
    return objects, others


class OwnImages(ImagesAdminAPIViewSet):
    """The images that the user could choose."""

    def get_queryset(self) -> QuerySet:
        images = policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(self.request.user, READS)
        return super().get_queryset().filter(pk__in=images.values("pk"))


class OwnDocuments(DocumentsAdminAPIViewSet):
    """The documents that the user could choose."""

    def get_queryset(self) -> QuerySet:
        files = policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(self.request.user, READS)
        return super().get_queryset().filter(pk__in=files.values("pk"))


@hooks.register("before_serve_document")
def open_own_documents(document: Any, request: HttpRequest) -> None:
    """A document in an organization's collection opens for its people alone; documents of the host are the host's."""
    owner = Organization.objects.filter(collection__in=document.collection.get_ancestors(inclusive=True)).first()
    if owner is None or request.user.is_superuser:
        return
    if not roles_in(request.user, owner):
        raise Http404


@hooks.register("construct_admin_api", order=10)
def offer_own_media(router: WagtailAPIRouter) -> None:
    """In the place of Wagtail's endpoints, which list every image and document of the site."""
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)
