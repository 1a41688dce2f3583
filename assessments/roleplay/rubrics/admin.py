"""Rubrics in the Wagtail admin. Those of another organization do not exist there: a 404, and named nowhere."""

import uuid
from collections.abc import Callable, Collection, Iterable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet
from django.forms import HiddenInput
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import URLPattern
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from assessments.roleplay.rubrics.models import Rubric
from lms.people.models import Organization
from lms.people.narrowing import narrow


def edited_by(user: User | AnonymousUser) -> QuerySet[Organization]:
    """The organizations whose courses this user edits, and so their rubrics."""
    everywhere = Organization.objects.order_by("name")
    return everywhere if user.is_superuser else everywhere.filter(group__in=user.groups.all())


def rubrics_of(user: User | AnonymousUser) -> QuerySet[Rubric]:
    """The rubrics that this user may see and change in the admin."""
    return Rubric.objects.filter(organization__in=edited_by(user))


class RubricPolicy(BasePermissionPolicy):
    """Whoever edits an organization's courses edits its rubrics."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return user.is_active and edited_by(user).exists()

    def user_has_permission_for_instance(self, user: User, action: str, instance: Rubric) -> bool:
        return user.is_active and edited_by(user).filter(pk=instance.organization_id).exists()

    def instances_user_has_any_permission_for(self, user: User, actions: Collection[str]) -> QuerySet[Rubric]:
        return rubrics_of(user)

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[User]:
        groups = Organization.objects.values("group")
        return (User.objects.filter(groups__in=groups) | User.objects.filter(is_superuser=True)).distinct()


class RubricForm(WagtailAdminModelForm):
    """Asks for the organization only where somebody edits in several."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        field.queryset = edited_by(self.for_user)
        first, *more = field.queryset[:2]
        if not more:
            field.initial, field.widget = first.pk, HiddenInput()


class NoChooser(SnippetChooserViewSet):
    """Nothing chooses a rubric, so there is nothing to choose it by."""

    def get_urlpatterns(self) -> list[URLPattern]:
        return []


class RubricViewSet(SnippetViewSet):
    """Wagtail's views of a rubric; before anything else, one of somebody else is a 404."""

    model = Rubric
    icon = "tasks"
    menu_order = 310
    add_to_admin_menu = True
    base_form_class = RubricForm
    chooser_viewset_class = NoChooser
    list_display = ("title", Column("scenario", label=_("Scenario"), sort_key="scenario"), "language")
    list_filter = ("scenario", "language")
    search_fields = ("title", "scenario")
    edit_handler = ObjectList(
        [
            FieldPanel("organization"),
            MultiFieldPanel(
                [
                    FieldPanel("title"),
                    FieldRowPanel([FieldPanel("scenario"), FieldPanel("language")]),
                ],
                heading=_("What is scored"),
            ),
            FieldPanel("criteria"),
            FieldPanel("steps"),
            FieldPanel("moments"),
            FieldPanel("note"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("cut"), FieldPanel("steps_cut")])],
                heading=_("From when somebody is ready"),
                help_text=_(
                    "No criterion at 1 and no must-do step missing: nothing makes up for that. "
                    "What is scored already keeps the rubric that it was scored by."
                ),
            ),
        ],
        base_form_class=RubricForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rubric]:
        return rubrics_of(request.user)

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable:
        view = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def own_only(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            # Whoever may not enter the admin at all is told that by Wagtail.
            if request.user.has_perm("wagtailadmin.access_admin"):
                hide_others((*args, *named.values()), request.user)
            try:
                return view(request, *args, **named)
            except MultiValueDictKeyError:
                # Wagtail's blocks trust that all of their form was sent.
                return HttpResponseBadRequest()

        return own_only


def hide_others(keys: Iterable[Any], user: User | AnonymousUser) -> None:
    """404 where one of these is the key of somebody else's rubric."""
    for key in keys:
        try:
            wanted = uuid.UUID(unquote(str(key)))
        except ValueError:
            continue
        if Rubric.objects.filter(pk=wanted).exclude(organization__in=edited_by(user)).exists():
            raise Http404


@narrow(BulkAction)
def get_actionable_objects(wagtails: Callable, self: BulkAction) -> tuple[list, dict[str, list]]:
    """Wagtail names those that one may not touch; a rubric of somebody else it must not name."""
    objects, others = wagtails(self)
    if self.model is Rubric:
        others["items_with_no_access"] = []
    return objects, others


register_permission_policy(Rubric, RubricPolicy(Rubric))
register_snippet(RubricViewSet)
