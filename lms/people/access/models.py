"""How somebody who is locked out is let back in on the spot."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.directory.models import Organization, Role


class WayBackInQuerySet(models.QuerySet["WayBackIn"]):
    def open(self) -> "WayBackInQuerySet":
        """Not used yet, and not too old."""
        return self.filter(used_at=None, expires_at__gt=timezone.now())

    def used(self) -> "WayBackInQuerySet":
        """Those by which somebody chose a new password, newest first."""
        return self.exclude(used_at=None).order_by("-used_at")


class WayBackIn(models.Model):
    """A code by which somebody chooses a new password, once and soon. Only a digest of it is kept.

    Personal data: who was locked out, who let them in again, and when. Seen by the person alone. Goes when their
    account is deleted; the ledger keeps a pseudonym.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ways_back_in")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role of whoever gave it"), max_length=20, choices=Role.choices)
    phone_gone = models.BooleanField(_("the phone is gone too"), default=False)
    code_digest = models.CharField(max_length=64, unique=True)
    salt = models.CharField(max_length=64)
    given_at = models.DateTimeField(_("given"), auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    objects = WayBackInQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(user=F("given_by")),
                name="lms_people_way_back_never_own",
                violation_error_message=_("Nobody lets themselves back in."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.given_at:%Y-%m-%d}"
