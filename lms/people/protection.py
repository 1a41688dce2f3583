"""What evidence rests on stays (threats.md: PROTECT under evidence, never CASCADE). The admin says so in a sentence."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.models import User as DjangoUser
from django.db import router
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Collection
from wagtail.users.views.groups import DeleteView as GroupDeleteView

from lms.people.models import Organization, Profile
from lms.people.narrowing import narrow


def is_protected(things: Sequence[Model]) -> bool:
    """Whether the database would refuse to let these go, because something that must stay points at them."""
    collector = Collector(using=router.db_for_write(type(things[0])), origin=things[0])
    try:
        collector.collect(things)
    except (ProtectedError, RestrictedError):
        return True
    return False


def why_person_stays(person: DjangoUser) -> str:
    """The sentence that keeps an account; empty where it may go."""
    if not is_protected([person]):
        return ""
    profile = Profile.objects.filter(user=person).first()
    kept = _("The account of %(name)s stays: what they did, finished or signed rests on it.")
    return kept % {"name": profile or person.get_username()}


def why_group_stays(group: Group) -> str:
    """The sentence that keeps an organization's group; empty where the group may go."""
    organization = Organization.objects.filter(group=group).first()
    if organization is None:
        return ""
    kept = _("This group stays: by it the trainers of %(organization)s edit their courses.")
    return kept % {"organization": organization}


@hooks.register("before_delete_user")
def keep_person(request: HttpRequest, user: DjangoUser) -> HttpResponse | None:
    if sentence := why_person_stays(user):
        messages.error(request, sentence)
        return redirect("wagtailusers_users:edit", user.pk)
    return None


@hooks.register("before_bulk_action")
def keep_people(request: HttpRequest, action: str, objects: Sequence[Model], view: BulkAction) -> HttpResponse | None:
    if action != "delete" or not issubclass(view.model, DjangoUser):
        return None
    people = DjangoUser.objects.filter(pk__in=[person.pk for person in objects])
    sentences = [sentence for person in people if (sentence := why_person_stays(person))]
    for sentence in sentences:
        messages.error(request, sentence)
    return redirect(view.next_url) if sentences else None


@narrow(GroupDeleteView)
def run_before_hook(wagtails: Callable, self: GroupDeleteView) -> HttpResponse | None:
    """Wagtail has hooks before a page or a person is deleted, and none before a group is."""
    if sentence := why_group_stays(self.object):
        messages.error(self.request, sentence)
        return redirect("wagtailusers_groups:edit", self.object.pk)
    return wagtails(self)


@hooks.register("describe_collection_contents")
def keep_collection(collection: Collection) -> dict[str, Any] | None:
    kept = Organization.objects.filter(collection__path__startswith=collection.path)
    if not kept:
        return None
    names = ", ".join(organization.name for organization in kept)
    return {"count": len(kept), "count_text": _("the pictures and files of %(names)s") % {"names": names}, "url": None}
