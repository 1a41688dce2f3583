"""What certification boards ask: an organization's own lists, beside those that ship."""

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.people.models import Organization

# More than any board asks.
MOST_HOURS = 10000


class Domain(models.Model):
    """A subject that minutes count for, besides those that ship. Never deleted: records name it by its id.

    Personal data: none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="domains")
    label = models.CharField(_("subject"), max_length=80)

    class Meta:
        ordering = ("label",)
        constraints = (
            models.UniqueConstraint(
                fields=["organization", "label"],
                name="lms_courses_domain_once",
                violation_error_message=_("There is already a subject with this name."),
            ),
        )

    def __str__(self) -> str:
        return self.label


class BoardProfile(models.Model):
    """What one certification board asks, as an organization wrote it down. One that is retired is offered no longer.

    `required` is `{domain: minutes}`; a domain is one that ships, by its key, or a `Domain`, by its id. Hours of
    experience and supervision are none where the board names no number.

    Personal data: none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="board_profiles")
    name = models.CharField(_("name of the board"), max_length=120)
    source = models.CharField(_("where its list stands"), max_length=200)
    as_of = models.DateField(_("read on"))
    also = models.CharField(_("what it asks besides hours"), max_length=300, blank=True)
    required = models.JSONField(default=dict)
    experience_hours = models.PositiveSmallIntegerField(
        _("hours of experience"), null=True, blank=True, validators=[MaxValueValidator(MOST_HOURS)]
    )
    supervision_hours = models.PositiveSmallIntegerField(
        _("hours of supervision"), null=True, blank=True, validators=[MaxValueValidator(MOST_HOURS)]
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=["organization", "name"],
                condition=Q(retired_at__isnull=True),
                name="lms_courses_board_once",
                violation_error_message=_("There is already a board with this name."),
            ),
        )

    def __str__(self) -> str:
        return self.name
