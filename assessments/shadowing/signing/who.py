"""Who signs somebody's shifts, by name, and who else could look."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet

from assessments.shadowing.models import COUNTED, ShadowEntry
from assessments.shadowing.signing.models import SignOff
from assessments.shadowing.signing.queries import COLLEAGUES, OTHERS
from lms.people.models import Membership, Organization, Role


@dataclass(frozen=True)
class Signers:
    """Who signs somebody's shifts in one agency; the coordinators where the person has no supervisor there."""

    organization: Organization
    names: tuple[str, ...]
    is_supervised: bool


def signers_of(user: User) -> list[Signers]:
    """In each agency of theirs, the first role's first. Three queries."""
    roles = Membership.objects.active().filter(user=user).select_related("organization").order_by("started_at")
    mine = list(roles)
    here = Membership.objects.active().exclude(user=user).select_related("user__profile")
    supervisors = list(here.filter(role=Role.SUPERVISOR, team__in=[one.team_id for one in mine if one.team_id]))
    agencies = {one.organization_id: one.organization for one in mine}
    coordinators = list(here.filter(role=Role.COORDINATOR, organization__in=agencies))
    return [_signers(organization, supervisors, coordinators) for organization in agencies.values()]


def colleague_who_signs(entry: ShadowEntry) -> str:
    """The name of the colleague who was there, where it is theirs to sign as well."""
    if entry.colleague is None:
        return ""
    roles = Membership.objects.active().filter(user=entry.colleague, organization=entry.organization)
    return str(entry.colleague.profile) if roles.filter(role__in=COLLEAGUES).exists() else ""


def others_who_could_look(entry: ShadowEntry) -> QuerySet[User]:
    """To whom a shift goes when someone else is asked to look: they have not decided about it, and the person has not
    signed for them."""
    here = Membership.objects.active().filter(organization=entry.organization, role__in=OTHERS, user=OuterRef("pk"))
    decided = SignOff.objects.filter(entry=entry, signer=OuterRef("pk"))
    signed = SignOff.objects.standing().filter(signer=entry.learner, learner=OuterRef("pk"))
    ring = signed.filter(outcome__in=[state.value for state in COUNTED])
    found = User.objects.filter(Exists(here), ~Exists(decided), ~Exists(ring)).exclude(pk=entry.learner_id)
    return found.select_related("profile").order_by("profile__chosen_name")


def _signers(organization: Organization, supervisors: list[Membership], coordinators: list[Membership]) -> Signers:
    theirs = _names(supervisors, organization)
    return Signers(organization, theirs or _names(coordinators, organization), bool(theirs))


def _names(memberships: list[Membership], organization: Organization) -> tuple[str, ...]:
    here = {str(one.user.profile) for one in memberships if one.organization_id == organization.pk}
    return tuple(sorted(here, key=str.casefold))
