"""How shifts read on the screens of whoever logged them."""

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext

from assessments.shadowing.models import ShadowEntry, ShadowEntryQuerySet, State
from assessments.shadowing.services import when
from assessments.shadowing.words import ACTIVITIES, Level
from lms.people.held import name_of
from lms.people.models import Membership, Organization, Role


def mine(user: User) -> ShadowEntryQuerySet:
    """Every shift that somebody logged, with what a line of it says of others."""
    return ShadowEntry.objects.of(user).select_related("organization", "colleague__profile")


def agencies_of(user: User) -> list[Organization]:
    """Where somebody could have been on a shift, the first role's first."""
    roles = Membership.objects.active().filter(user=user).select_related("organization").order_by("started_at")
    return list({role.organization_id: role.organization for role in roles}.values())


def last_of(user: User, organization: Organization) -> ShadowEntry | None:
    """The latest shift that somebody logged there: the next one is often like it."""
    return ShadowEntry.objects.of(user).filter(organization=organization).first()


def is_here(user: User, organization: Organization) -> bool:
    """Whether somebody is in this agency today."""
    return Membership.objects.active().filter(user=user, organization=organization).exists()


def readers(user: User, organization: Organization) -> str:
    """Who reads a shift of this person first, by the name each chose: the supervisors of their team. "" for nobody."""
    teams = Membership.objects.active().filter(user=user, organization=organization, team__isnull=False).values("team")
    found = Membership.objects.active().filter(team__in=teams, role=Role.SUPERVISOR).exclude(user=user)
    names = found.order_by("started_at").values_list("user__profile__chosen_name", flat=True)
    return get_text_list(list(names), gettext("or"))


def around(user: User) -> dict[str, Any]:
    """What stands on every one of these pages."""
    held = list(Membership.objects.active().filter(user=user).select_related("organization").order_by("started_at"))
    first = held[0].organization if held else None
    contact = {"name": first.contact_name, "phone": first.contact_phone} if first else None
    return {"here": "record", "roles": {one.role for one in held}, "contact": contact, "name": name_of(user)}


def hours(user: User) -> dict[str, Any]:
    """The context of the list."""
    entries = list(mine(user))
    waiting = [entry for entry in entries if entry.state == State.SUBMITTED]
    return {
        **around(user),
        "rows": [line(entry) for entry in entries],
        "logged": sum(entry.minutes for entry in entries),
        "waiting": sum(entry.minutes for entry in waiting),
    }


def line(entry: ShadowEntry) -> dict[str, Any]:
    """One shift in short."""
    return {
        "pk": entry.pk,
        "when": when(entry),
        "minutes": entry.minutes,
        "setting": entry.get_setting_display(),
        "colleague": str(entry.colleague.profile) if entry.colleague else "",
        "organization": entry.organization.name,
        "state": entry.state,
        "state_label": entry.get_state_display(),
        "url": reverse("lms_assessments:shift", kwargs={"pk": entry.pk}),
    }


def shift(user: User, entry: ShadowEntry) -> dict[str, Any]:
    """One shift in full, for whoever logged it."""
    return {
        **around(user),
        "entry": line(entry),
        "did": [(ACTIVITIES[key], Level(level).label) for key, level in entry.activities.items()],
        "told": entry,
        "has_left": not is_here(user, entry.organization),
    }
