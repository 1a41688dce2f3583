"""Showing one's record to an agency that it was not made in."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.people.directory.models import Organization


class SharedRecord(models.Model):
    """Somebody shows what they did elsewhere to the trainers and coordinators of this agency. Without a row, nobody
    there sees it. Goes when they say so and when they leave.

    Personal data: that somebody shows their record. Seen by the person and by whom it is shown to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shared_records")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="shared_records")
    shared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization"],
                name="lms_people_shared_once",
                violation_error_message=_("You already show your record here."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organization}"
