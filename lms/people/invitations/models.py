"""How somebody joins: a link with role, team and first course inside."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.directory.models import SEES_ORGANIZATION, Membership, Organization, Role, Team, User


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Not expired, not taken back, not used up."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), uses__lt=F("uses_allowed"))

    def visible_to(self, user: User) -> "InvitationQuerySet":
        """Those of the organizations where the user invites people."""
        if not user.is_authenticated:
            return self.none()
        mine = Membership.objects.active().filter(user_id=user.pk, role__in=SEES_ORGANIZATION)
        return self.filter(organization__in=mine.values("organization"))


class Invitation(models.Model):
    """A link by which somebody joins, with role, team and first course inside. Only a digest of it is kept.

    `batch` is shared by those that were made from one list.

    Personal data: who invited, and a label somebody typed ("November van crew"). No address of whoever is invited.
    Seen by trainers and coordinators. Goes LMS_RETENTION_MONTHS after it was over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="invitations")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    course = models.ForeignKey("wagtailcore.Page", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    label = models.CharField(_("label"), max_length=80, blank=True)
    batch = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    token_digest = models.CharField(max_length=64, unique=True)
    uses_allowed = models.PositiveSmallIntegerField(_("how many people"), default=1)
    uses = models.PositiveSmallIntegerField(default=0)
    # Nobody: whoever set the site up, for its first coordinator.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(uses__lte=F("uses_allowed")),
                name="lms_people_invitation_not_overused",
                violation_error_message=_("This invitation was used as often as it can be."),
            ),
            models.CheckConstraint(
                condition=Q(uses_allowed__gte=1, uses_allowed__lte=200), name="lms_people_invitation_some_uses"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.get_role_display()}"
