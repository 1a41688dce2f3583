"""Who would rather practice one-to-one, with an observer and nobody else in the room. Nobody asks why."""

import uuid

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from courses.enrollment.models import Enrollment


class OneToOne(models.Model):
    """Somebody would rather do this practice one-to-one. Written by this module's services only.

    Personal data: that somebody would rather practice so; no reason is kept. Seen by the learner and whoever observes
    here. Goes with the enrollment, and when somebody leaves.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="one_to_ones")
    activity_key = models.UUIDField()
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "activity_key"], name="lms_assess_one_to_one_once"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_key} · {self.asked_at:%Y-%m-%d}"


@transaction.atomic
def ask_one_to_one(*, enrollment: Enrollment, activity_key: uuid.UUID) -> OneToOne:
    """The learner would rather do this practice one-to-one."""
    return OneToOne.objects.get_or_create(enrollment=enrollment, activity_key=activity_key)[0]


@transaction.atomic
def take_back_one_to_one(*, enrollment: Enrollment, activity_key: uuid.UUID) -> None:
    """With others around is fine after all."""
    OneToOne.objects.filter(enrollment=enrollment, activity_key=activity_key).delete()
