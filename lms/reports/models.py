"""Files that take a while to make."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.people.models import LANGUAGES, Organization, User

# After so many tries somebody has to look at it.
MOST_TRIES = 3


class State(models.TextChoices):
    """Where a file stands."""

    PENDING = "pending", _("Being made")
    READY = "ready", _("Ready")


class Form(models.TextChoices):
    """What kind of file it is."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "XLSX"


class ExportQuerySet(models.QuerySet["Export"]):
    def of(self, user: User) -> "ExportQuerySet":
        """The user's own."""
        return self.filter(asked_by_id=user.pk) if user.is_authenticated else self.none()

    def owed(self, now: datetime) -> "ExportQuerySet":
        """Those that are still to be made, and that nobody is making."""
        free = Q(lease_until=None) | Q(lease_until__lt=now)
        return self.filter(free, state=State.PENDING, expires_at__gt=now, tries__lt=MOST_TRIES)


class Export(models.Model):
    """A report of many rows, made as a file by a task. Written by `lms.reports.exports` only.

    `question` is what `Asked.data` gives, `reach_digest` says about whom this person could ask then: the file opens
    as long as that is the same. `done` of `total` rows are made.

    Personal data: who asked for what; in the file, names with what people finished. Seen by whoever asked. Deleted
    after a day, and earlier with the account or the role.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("report"), max_length=20)
    form = models.CharField(_("kind of file"), max_length=4, choices=Form.choices, default=Form.CSV)
    question = models.JSONField(default=dict)
    reach_digest = models.CharField(max_length=64)
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PENDING)
    done = models.PositiveIntegerField(_("rows made"), default=0)
    total = models.PositiveIntegerField(_("rows"), default=0)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    file = models.FileField(_("file"), upload_to="exports/", blank=True)
    asked_at = models.DateTimeField(_("asked"))
    expires_at = models.DateTimeField(_("kept until"), db_index=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.kind}.{self.form}"

    @property
    def needs_a_person(self) -> bool:
        """Whether it was tried often enough."""
        return self.state == State.PENDING and self.tries >= MOST_TRIES
