"""Where somebody and their agency agree that shadowing has come to what was asked."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.enrollment.models import Enrollment


class Agreement(models.Model):
    """That somebody agrees: this is where I am. Never changed; it is asked once everything is signed that was asked.

    `asked` is the requirement, `shifts` the ids of the shifts that counted, `minutes` theirs. `ledger_seq` and
    `ledger_mac` name the entry that signs `facts()`, `salt` opens its digest. Written by
    `assessments.shadowing.agreeing` only.

    Personal data: when somebody agreed, and to what. Seen by the learner and those who work with them. Goes with the
    enrollment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="agreements")
    activity_key = models.UUIDField()
    title = models.CharField(_("title"), max_length=255)
    asked = models.JSONField(_("what was asked"))
    shifts = models.JSONField(_("shifts that counted"))
    minutes = models.PositiveIntegerField(_("minutes"))
    agreed_at = models.DateTimeField(_("agreed"))
    salt = models.CharField(max_length=64)
    ledger_seq = models.BigIntegerField(unique=True)
    ledger_mac = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["enrollment", "activity_key"],
                name="lms_assess_agreement_once",
                violation_error_message=_("You have agreed to this already."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def facts(self) -> dict[str, Any]:
        """Exactly what was signed: who agreed, to what, and which shifts it rests on."""
        return {
            "learner": str(self.enrollment.learner.profile.ledger_key),
            "activity": str(self.activity_key),
            "title": self.title,
            "asked": self.asked,
            "shifts": self.shifts,
            "minutes": self.minutes,
            "agreed_at": self.agreed_at.isoformat(),
        }
