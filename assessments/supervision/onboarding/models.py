"""A new person's first days: what was done, and the buddy they chose."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lms.people.models import Organization


class OnboardingItem(models.Model):
    """Something that this agency wants for everybody who is new, besides what stands on every list.

    Personal data: none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="onboarding_items")
    text = models.CharField(_("what"), max_length=120)
    taken_off_at = models.DateTimeField(_("taken off"), null=True, blank=True)

    class Meta:
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "text"],
                condition=Q(taken_off_at=None),
                name="lms_assess_onboarding_item_once",
                violation_error_message=_("This is on the list already."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class OnboardingTick(models.Model):
    """One thing of the list that is done for one person. `item_key` is one of `words.ITEMS`, or an agency's own.

    Personal data: what happened in somebody's first days, and who said so. Seen by them and those who work with them.
    Goes when they leave, and with the account. Never counted into anything.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who is new")
    )
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    item_key = models.CharField(_("what"), max_length=40)
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("ticked by")
    )
    ticked_at = models.DateTimeField(_("ticked"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "organization", "item_key"], name="lms_assess_onboarding_tick_once"
            )
        ]

    def __str__(self) -> str:
        return self.item_key


class Buddy(models.Model):
    """A colleague whom somebody new chose to turn to.

    Personal data: who chose whom. Seen by the two of them and those who work with the one who is new. Goes when either
    leaves, and with the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who is new")
    )
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    buddy = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("buddy")
    )
    chosen_at = models.DateTimeField(_("chosen"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "organization"], name="lms_assess_buddy_once"),
            models.CheckConstraint(
                condition=~Q(buddy=F("learner")),
                name="lms_assess_buddy_another",
                violation_error_message=_("A buddy is somebody else."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chosen_at:%Y-%m-%d}"
