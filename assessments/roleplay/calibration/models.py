"""Written performances with marks that were agreed, and who compared their own eyes with them."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from assessments.roleplay.calibration.blocks import AgreedBlock
from assessments.roleplay.rubrics.models import RubricVersion
from lms.people.models import LANGUAGES, Organization


@dataclass(frozen=True)
class Agreed:
    """A mark as `taps.Mark.value` of a criterion or step has it, and why."""

    mark: Any
    why: str


class AnchorPerformance(models.Model):
    """A role-play in writing, with the marks that were agreed for it. Observers mark it blind, then compare.

    Personal data: none. It tells of nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="anchor_performances")
    scenario = models.CharField(_("scenario"), max_length=20)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="en")
    title = models.CharField(_("title"), max_length=120)
    script = models.TextField(_("what happens"), max_length=6000)
    agreed = StreamField(AgreedBlock(), verbose_name=_("agreed marks"))
    source = models.CharField(
        _("where it comes from"), max_length=300, help_text=_("Who wrote it, and who agreed on the marks.")
    )

    class Meta:
        verbose_name = _("anchor performance")
        verbose_name_plural = _("anchor performances")
        ordering = ["scenario", "language", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "scenario", "language", "title"],
                name="lms_assess_anchor_once",
                violation_error_message=_("There is one with this title already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.scenario} · {self.title}"

    @property
    def agreed_marks(self) -> dict[str, Agreed]:
        """What was agreed, by the rubric's short names."""
        said = (block.value for block in self.agreed)
        return {one["key"]: Agreed(_value(one["mark"]), one["why"]) for one in said}


class Calibration(models.Model):
    """Somebody marked an anchor performance, and saw what was agreed.

    `marks` are `{short name: mark}`, by `rubric` as it was then. It decides about nothing.
    Written by `assessments.roleplay.calibration.services` only.

    Personal data: how somebody marked a written role-play. The marks are for their eyes alone; trainers and
    coordinators see the day. Goes with the account, and with whoever leaves the agency.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    anchor = models.ForeignKey(
        AnchorPerformance,
        on_delete=models.PROTECT,
        related_name="calibrations",
        verbose_name=_("anchor performance"),
    )
    observer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("observer")
    )
    rubric = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("rubric"))
    marks = models.JSONField(_("marks"))
    done_at = models.DateTimeField(_("done"), auto_now_add=True)

    class Meta:
        ordering = ["-done_at"]
        indexes = [models.Index(fields=["observer", "-done_at"], name="lms_assess_calibration_of")]

    def __str__(self) -> str:
        return f"{self.anchor_id} · {self.done_at:%Y-%m-%d}"


def _value(mark: str) -> Any:
    return int(mark) if mark.isdecimal() else mark
