"""The verbs of being here."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Collection

from lms.people.models import EDITS_COURSES, Invitation, Membership, Organization, Profile, Role, SharedRecord, Team
from lms.people.permissions import MAY_OBSERVE, can_change_roles


@transaction.atomic
def create_person(
    *, username: str, chosen_name: str, password: str | None = None, pronouns: str = "", language: str = ""
) -> User:
    """Somebody who can sign in, with the name they chose. No e-mail address and no legal name needed."""
    user = get_user_model().objects.create_user(username=username, password=password)
    Profile.objects.create(user=user, chosen_name=chosen_name, pronouns=pronouns, language=language)
    return user


@transaction.atomic
def choose_language(*, user: User, language: str) -> Profile | None:
    """From now on screens, mail and paper of this person are in that language. None where we keep no profile."""
    Profile.objects.filter(user=user).update(language=language)
    return Profile.objects.filter(user=user).first()


@transaction.atomic
def add_member(*, user: User, organization: Organization, role: str, team: Team | None = None) -> Membership:
    """Give somebody a role here, or the same role again after it ended. Trainers may then edit its courses.

    Raises ValidationError where the team belongs to another organization.
    """
    if team is not None and team.organization_id != organization.pk:
        raise ValidationError(_("This team belongs to another organization."))
    membership, _created = Membership.objects.update_or_create(
        user=user, organization=organization, role=Role(role), defaults={"team": team, "ended_at": None}
    )
    # Somebody whose account came from elsewhere goes by their username until they say otherwise.
    Profile.objects.get_or_create(user=user, defaults={"chosen_name": user.get_username()[:80]})
    if membership.role in EDITS_COURSES:
        user.groups.add(organization.group)
    return membership


@transaction.atomic
def add_team(*, organization: Organization, name: str, by: User) -> Team:
    """A team of this name, made once. Raises PermissionDenied for anybody but a coordinator here."""
    _require_coordinator(by, organization)
    team, _created = Team.objects.get_or_create(organization=organization, name=" ".join(name.split()))
    return team


@transaction.atomic
def change_team(*, team: Team, name: str, county: str, by: User) -> Team:
    """What the team is called, and in which county it works. Raises PermissionDenied as `add_team`, ValidationError
    where another team here has this name."""
    _require_coordinator(by, team.organization)
    team.name, team.county = " ".join(name.split()), " ".join(county.split())
    team.validate_constraints()
    team.save(update_fields=["name", "county"])
    return team


@transaction.atomic
def end_role(*, membership: Membership, by: User) -> Membership:
    """The role ends now: at the next request it opens nothing. What the person did stays theirs.

    Raises PermissionDenied for anybody but a coordinator here, ValidationError for the last coordinator.
    """
    _require_coordinator(by, membership.organization)
    return _end(membership)


@transaction.atomic
def let_observe(*, membership: Membership, by: User) -> Membership:
    """Whoever supervises or is a senior peer observes role-plays here too, until that role or this one ends.

    Raises PermissionDenied for anybody but a coordinator here, ValidationError for whoever has neither role.
    """
    _require_coordinator(by, membership.organization)
    if membership.role not in MAY_OBSERVE or membership.ended_at:
        raise ValidationError(_("A supervisor or a senior peer can observe. Trainers do so anyway."))
    return add_member(user=membership.user, organization=membership.organization, role=Role.OBSERVER)


@transaction.atomic
def move_to_team(*, membership: Membership, team: Team | None, by: User) -> Membership:
    """The person works in this team now. Raises PermissionDenied, ValidationError as `end_role` and `add_member`."""
    _require_coordinator(by, membership.organization)
    if team is not None and team.organization_id != membership.organization_id:
        raise ValidationError(_("This team belongs to another organization."))
    membership.team = team
    membership.save(update_fields=["team"])
    return membership


@transaction.atomic
def leave(*, user: User, organization: Organization) -> list[Membership]:
    """One step out of an agency: every role there ends. Sign-in, record and certificates stay with the person.

    Raises ValidationError for the last coordinator.
    """
    return [_end(role) for role in Membership.objects.active().filter(user=user, organization=organization)]


def _end(membership: Membership) -> Membership:
    organization = Organization.objects.select_for_update().get(pk=membership.organization_id)
    here = Membership.objects.active().filter(organization=organization)
    if membership.role == Role.COORDINATOR and here.filter(role=Role.COORDINATOR).count() == 1:
        raise ValidationError(_("Somebody has to coordinate here. Give another person that role first."))
    Membership.objects.active().filter(pk=membership.pk).update(ended_at=timezone.now())
    membership.refresh_from_db()
    if not here.filter(user=membership.user, role__in=EDITS_COURSES).exists():
        membership.user.groups.remove(organization.group)
    if not here.filter(user=membership.user, role__in=MAY_OBSERVE).exists():
        # Observing was part of that role.
        here.filter(user=membership.user, role=Role.OBSERVER).update(ended_at=timezone.now())
    if not here.filter(user=membership.user).exists():
        # Whoever comes back decides anew whether they show their record.
        SharedRecord.objects.filter(user=membership.user, organization=organization).delete()
    # Nobody comes back in by a link of their own.
    theirs = Invitation.objects.filter(organization=organization, created_by=membership.user, revoked_at=None)
    theirs.update(revoked_at=timezone.now())
    return membership


def _require_coordinator(by: User, organization: Organization) -> None:
    if not can_change_roles(by, organization):
        raise PermissionDenied(_("Only a coordinator of this agency changes roles."))


def register_organization(*, name: str, slug: str, time_zone: str) -> Organization:
    """The organization's row with its group and collection. `create_organization` gives them something to hold."""
    organization = Organization(name=name, slug=slug, time_zone=time_zone)
    organization.clean()
    organization.group = Group.objects.create(name=f"Courses of {name}")
    organization.collection = Collection.get_first_root_node().add_child(name=name)
    organization.save()
    return organization
