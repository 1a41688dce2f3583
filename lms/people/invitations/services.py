"""The verbs of inviting and joining."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from lms.people.directory.models import Membership, Organization, Role, Team
from lms.people.invitations.models import Invitation
from lms.people.permissions import roles_to_give
from lms.people.services import add_member, create_person


def digest(token: str) -> str:
    """What the database keeps of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    organization: Organization,
    by: User,
    role: str,
    team: Team | None = None,
    course: Page | None = None,
    uses: int = 1,
    days: int = 14,
    label: str = "",
    batch: UUID | None = None,
) -> tuple[Invitation, str]:
    """A new invitation and its token, which is shown this once and kept nowhere.

    `uses` is how many people may join by it (1 to 200), `days` how long it is open (1 to 60).
    Raises PermissionDenied where the inviter may not give this role, ValidationError where the team is foreign.
    """
    if role not in roles_to_give(by, organization):
        raise PermissionDenied(_("You cannot invite people for this role."))
    if team is not None and team.organization_id != organization.pk:
        raise ValidationError(_("This team belongs to another organization."))
    if not 1 <= days <= 60:
        raise ValidationError(_("An invitation is open for 1 to 60 days."))
    invitation = Invitation(
        organization=organization,
        team=team,
        role=role,
        course=course,
        label=label,
        batch=batch,
        uses_allowed=uses,
        created_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return invitation, _issue(invitation)


@transaction.atomic
def invite_first_coordinator(*, organization: Organization, days: int = 7) -> tuple[Invitation, str]:
    """For whoever sets the site up: the link by which its first coordinator joins. Again, it ends the earlier one.

    Raises ValidationError where somebody coordinates here already.
    """
    Organization.objects.select_for_update().get(pk=organization.pk)
    here = Membership.objects.active().filter(organization=organization, role=Role.COORDINATOR)
    if here.exists():
        raise ValidationError(_("Somebody coordinates here already, and can invite others."))
    earlier = Invitation.objects.open().filter(organization=organization, created_by=None)
    earlier.update(revoked_at=timezone.now())
    until = timezone.now() + timedelta(days=days)
    invitation = Invitation(organization=organization, role=Role.COORDINATOR, expires_at=until)
    return invitation, _issue(invitation)


def _issue(invitation: Invitation) -> str:
    """Save it under a new token, and return that."""
    token = secrets.token_urlsafe(16)
    invitation.token_digest = digest(token)
    invitation.full_clean(exclude=["created_by"])
    invitation.save(force_insert=True)
    return token


def find_invitation(*, token: str) -> Invitation | None:
    """The open invitation of this link, or None: unknown, expired, taken back and used up all look alike."""
    open_ones = Invitation.objects.open().select_related("organization", "team", "course")
    return open_ones.filter(token_digest=digest(token)).first()


@transaction.atomic
def join(*, invitation: Invitation, user: User) -> Membership:
    """Take the role that the invitation holds. Whoever already has it uses nothing up.

    Raises ValidationError where somebody else used the last place first, or it was taken back meanwhile.
    """
    Organization.objects.select_for_update().get(pk=invitation.organization_id)
    held = Membership.objects.active().filter(user=user, organization=invitation.organization, role=invitation.role)
    found = held.first()
    if found is not None:
        return found
    ended = Membership.objects.filter(
        user=user, organization=invitation.organization, ended_at__gt=invitation.created_at
    )
    if ended.exists():
        raise ValidationError(_("Your role here has ended since. Ask for a new invitation."))
    used = Invitation.objects.open().filter(pk=invitation.pk).update(uses=F("uses") + 1)
    if not used:
        raise ValidationError(_("This invitation has just ended. Ask for a new one."))
    return add_member(user=user, organization=invitation.organization, role=invitation.role, team=invitation.team)


@transaction.atomic
def join_as_new_person(
    *, invitation: Invitation, username: str, chosen_name: str, password: str, language: str = ""
) -> Membership:
    """Somebody new: a username, a name they chose and a password are enough."""
    user = create_person(username=username, chosen_name=chosen_name, password=password, language=language)
    return join(invitation=invitation, user=user)


@transaction.atomic
def take_back_invitation(*, invitation: Invitation) -> Invitation:
    """Close the link now. Who joined by it stays."""
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=timezone.now())
    invitation.refresh_from_db()
    return invitation
