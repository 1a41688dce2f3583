"""What is counted by month, and stands on no shift: its day and place would tell who it was about."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.shadowing.months.rules import MOST
from lms.people.models import Organization, User


class Counted(models.TextChoices):
    """What is counted. Whether it was real or practice is not asked."""

    OVERDOSES = "overdoses", _("Overdose responses")
    OFFICER_CONTACTS = "officer_contacts", _("Officer contacts")


class MonthlyCountQuerySet(models.QuerySet["MonthlyCount"]):
    def of(self, user: User) -> "MonthlyCountQuerySet":
        """The user's own: nobody else has any business here."""
        return self.filter(learner_id=user.pk) if user.is_authenticated else self.none()


class MonthlyCount(models.Model):
    """How many of each somebody had in one month, which is kept as its first day. No row where there were none.

    There is no time of writing, because that would be the day. Written by `assessments.shadowing.months.services` only.

    Personal data: two numbers a month. Seen by the person alone, in no report. Deleted with the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("month"))
    overdoses = models.PositiveSmallIntegerField(_("overdose responses"), default=0)
    officer_contacts = models.PositiveSmallIntegerField(_("officer contacts"), default=0)

    objects = MonthlyCountQuerySet.as_manager()

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "organization", "month"], name="lms_assess_month_once"),
            models.CheckConstraint(
                condition=Q(overdoses__lte=MOST, officer_contacts__lte=MOST), name="lms_assess_month_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
