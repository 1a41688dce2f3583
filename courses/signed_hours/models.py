"""Hours of experience and of supervision that somebody who may sign has signed, outside any lesson."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.people.models import Organization, User


class Kind(models.TextChoices):
    """What boards ask for besides training, in the order to show."""

    EXPERIENCE = "experience", _("Experience")
    SUPERVISION = "supervision", _("Supervision")


class What(models.TextChoices):
    """What somebody did in these hours."""

    SHIFT = "shift", _("Shadowing shift")
    SUPERVISION = "supervision", _("Supervision talk")


class SignedHoursQuerySet(models.QuerySet["SignedHours"]):
    def of(self, user: User) -> "SignedHoursQuerySet":
        """The user's own."""
        return self.filter(learner_id=user.pk) if user.is_authenticated else self.none()


class SignedHours(models.Model):
    """Minutes of one day that count as experience or as supervision, for boards that ask for them. Never training.

    `subject` is what was signed, a shift or a talk, by the UUID that the ledger has for it: each counts once. `on` is
    the day on the agency's clock. Written by `courses.signed_hours.services` only.

    Personal data: when somebody worked, and for how long. Seen by the person, and by whom they show their record.
    Deleted with the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signed_hours")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="signed_hours")
    kind = models.CharField(_("counts as"), max_length=12, choices=Kind.choices)
    what = models.CharField(_("what it was"), max_length=20, choices=What.choices)
    on = models.DateField(_("date"))
    minutes = models.PositiveIntegerField(_("minutes"))
    subject = models.UUIDField(unique=True)

    objects = SignedHoursQuerySet.as_manager()

    class Meta:
        ordering = ["-on"]
        indexes = [models.Index(fields=["learner", "kind"], name="lms_courses_signed_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1),
                name="lms_courses_signed_minutes",
                violation_error_message=_("What is signed lasted at least a minute."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} · {self.get_kind_display()}"
