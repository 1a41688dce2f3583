"""Who may read what somebody writes: those who supervise them, and a second person who does not."""

from django.contrib.auth.models import User
from django.db.models import QuerySet

from lms.people.models import Membership, Organization, Role

# Whom to name first as the second person.
BY_ROLE = (Role.COORDINATOR, Role.TRAINER, Role.SUPERVISOR, Role.SENIOR_PEER, Role.OBSERVER, Role.NEW_HIRE)


def supervisors_of(author: User, organization: Organization) -> list[User]:
    """The supervisors of their teams, by name; never themselves."""
    here = _here(organization)
    teams = here.filter(user=author, team__isnull=False).values("team")
    return _by_name(here.filter(role=Role.SUPERVISOR, team__in=teams).exclude(user=author))


def first_readers(author: User, organization: Organization) -> list[User]:
    """To whom somebody writes: whoever supervises them, or the coordinators where nobody does."""
    coordinators = _here(organization).filter(role=Role.COORDINATOR).exclude(user=author)
    return supervisors_of(author, organization) or _by_name(coordinators)


def second_readers(author: User, organization: Organization) -> list[User]:
    """Whom else they may choose: everybody here who does not supervise them, the coordinators first."""
    supervising = supervisors_of(author, organization)
    others = _here(organization).exclude(user=author).exclude(user__in=supervising)
    return _by_name(others)


def _here(organization: Organization) -> QuerySet[Membership]:
    return Membership.objects.active().filter(organization=organization)


def _by_name(roles: QuerySet[Membership]) -> list[User]:
    found = list(roles.filter(user__profile__isnull=False).select_related("user__profile"))
    found.sort(key=lambda one: (BY_ROLE.index(Role(one.role)), one.user.profile.chosen_name.casefold()))
    return list({one.user_id: one.user for one in found}.values())
