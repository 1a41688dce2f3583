"""That somebody's level was set down after a break."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.shadowing.words import ACTIVITIES, Level
from lms.people.models import Organization


class LevelStep(models.Model):
    """One activity of one person counts from this level again: skills rest, and come back. Never changed; what is
    signed later raises it. No reason is asked or kept. Written by `assessments.shadowing.levels.services` only.

    Personal data: how far somebody is trusted with what. Seen by the person, their supervisor, trainers and
    coordinators. Deleted with the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    activity = models.CharField(_("what"), max_length=20, choices=list(ACTIVITIES.items()))
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["set_at"]
        indexes = [models.Index(fields=["learner", "organization"], name="lms_assess_level_of")]
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="lms_assess_level_set_down"),
        ]

    def __str__(self) -> str:
        return f"{self.get_activity_display()} · {self.get_level_display()}"
