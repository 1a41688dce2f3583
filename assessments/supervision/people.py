"""Who stands by whom at work, and whom to reach."""

import uuid
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from lms.people.local.models import LocalLine, Topic
from lms.people.models import SEES_ORGANIZATION, SEES_TEAM, Membership, Organization
from lms.people.permissions import roles_of, works_with
from lms.people.requests import SignedInRequest


def agencies_of(user: User) -> list[Organization]:
    """Where somebody works, the first role's first."""
    roles = Membership.objects.active().filter(user=user).select_related("organization").order_by("started_at")
    return list({role.organization_id: role.organization for role in roles}.values())


def is_here(user: User, organization: Organization) -> bool:
    """Whether somebody is in this agency today."""
    return Membership.objects.active().filter(user=user, organization=organization).exists()


def leads_of(learner: User, organization: Organization) -> list[User]:
    """Who works with somebody here, as `works_with` says: their team's supervisors first, then by name."""
    here = Membership.objects.active().filter(organization=organization)
    teams = here.filter(user=learner, team__isnull=False).values("team")
    leads = here.filter(Q(role__in=SEES_ORGANIZATION) | Q(role__in=SEES_TEAM, team__in=teams)).exclude(user=learner)
    found = list(leads.filter(user__profile__isnull=False).select_related("user__profile"))
    found.sort(key=lambda role: (role.role != "supervisor", role.user.profile.chosen_name.casefold()))
    return list({role.user_id: role.user for role in found}.values())


def around(user: User, here: str = "record") -> dict[str, Any]:
    """What stands on every one of these pages."""
    first = next(iter(agencies_of(user)), None)
    contact = {"name": first.contact_name, "phone": first.contact_phone} if first else None
    return {"here": here, "roles": roles_of(user), "contact": contact}


def agency_asked_for(request: SignedInRequest) -> Organization:
    """The agency of mine that the address names (`?at=`), else the first. Raises Http404 where I am in none."""
    agencies = agencies_of(request.user)
    asked = next((one for one in agencies if str(one.pk) == request.GET.get("at", "")), None)
    found = asked or next(iter(agencies), None)
    if found is None:
        raise Http404
    return found


def person_with(user: User, membership: uuid.UUID) -> Membership:
    """A role of somebody with whom the user works. Raises Http404 for everybody else's."""
    active = Membership.objects.active().visible_to(user).filter(user__profile__isnull=False)
    found = get_object_or_404(active.select_related("user__profile", "organization", "team"), pk=membership)
    if works_with(user, found.user_id, found.organization) is None:
        raise Http404
    return found


def reach(organization: Organization) -> dict[str, Any]:
    """Whom to call now, as the agency's sheet has it: its contact, its night line, its crisis lines."""
    night = LocalLine.objects.filter(organization=organization, topic=Topic.NIGHT_LINE).exclude(phone="").first()
    return {
        "name": organization.contact_name,
        "phone": organization.contact_phone,
        "night": night.phone if night else "",
        "crisis_lines": list(organization.crisis_lines.all()),
    }
