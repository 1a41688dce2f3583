"""What observers score a role-play by. A rubric may be edited; what a score was given by never changes."""

import uuid
from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from assessments.roleplay.rubrics.blocks import ChecklistBlock, CriteriaBlock
from assessments.roleplay.rubrics.content import Content, content_of
from lms.people.models import LANGUAGES, Organization


class Rubric(models.Model):
    """How one scenario is scored in an agency, in one language: criteria from 1 to 4, and perhaps a checklist.

    `cut` is the mean on 1-4 from which somebody is ready, `steps_cut` the percent of steps that are no must-do.
    `loaded_from` is the digest of what the files of a course said when it was loaded last: by `files.digest_of`, and
    empty where it was made by hand. One that says something else by now was changed here, and is kept.

    Personal data: none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="rubrics")
    scenario = models.CharField(
        _("scenario"), max_length=20, help_text=_("As the practice that it belongs to names it, such as RP08.")
    )
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="en")
    title = models.CharField(_("title"), max_length=120)
    criteria = StreamField(CriteriaBlock(), verbose_name=_("criteria"), min_num=1)
    steps = StreamField(ChecklistBlock(required=False), verbose_name=_("checklist"), blank=True)
    moments = models.TextField(
        _("moments to note"),
        blank=True,
        max_length=400,
        help_text=_("One on each line, such as “Help called”. The observer taps it, and the time is kept."),
    )
    cut = models.DecimalField(
        _("ready from a mean of"),
        max_digits=3,
        decimal_places=2,
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        help_text=_("From 1 to 4. An interim cut, until there are enough scores to look at it again."),
    )
    steps_cut = models.PositiveSmallIntegerField(
        _("percent of the other steps"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_("Of the steps that are no must-do. 0 asks for none of them."),
    )
    note = models.CharField(
        _("where it comes from"),
        blank=True,
        max_length=400,
        help_text=_("Whose words these are, and whether anybody validated them. It stands on the sheet."),
    )
    loaded_from = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        ordering = ["scenario", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "scenario", "language"],
                name="lms_assess_rubric_once",
                violation_error_message=_("There is a rubric for this scenario and language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.scenario} · {self.title}"

    def clean(self) -> None:
        super().clean()
        names = Counter(block.value["key"] for block in (*self.criteria, *self.steps))
        if twice := ", ".join(name for name, count in names.items() if count > 1):
            raise ValidationError(
                gettext("Each short name stands for one thing. Twice here: %(names)s.") % {"names": twice}
            )

    def content(self) -> Content:
        """All that a score depends on, or that an observer reads."""
        return content_of(self)


class RubricVersionQuerySet(models.QuerySet["RubricVersion"]):
    def of(self, rubric: Rubric) -> "RubricVersion | None":
        """The version that stands for the rubric as it is now, if it was ever used so."""
        return self.filter(organization_id=rubric.organization_id, content_hash=rubric.content().hash).first()


class RubricVersion(models.Model):
    """A rubric as it was when it was first used so. Scores point here; it is never changed.

    `content` is `Content.as_json()`, `content_hash` the SHA-256 of it.
    Written by `assessments.roleplay.rubrics.services` only.

    Personal data: none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    scenario = models.CharField(_("scenario"), max_length=20)
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=120)
    content = models.JSONField(_("what it says"))
    content_hash = models.CharField(_("content hash"), max_length=64)
    frozen_at = models.DateTimeField(_("first used"), auto_now_add=True)

    objects = RubricVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-frozen_at"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "content_hash"], name="lms_assess_rubric_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.scenario} · {self.content_hash[:8]}"

    @property
    def said(self) -> Content:
        """What it says, to be read and scored by."""
        return Content.from_json(self.content)

    def as_row(self) -> dict[str, Any]:
        """What a signature says of it."""
        return {"scenario": self.scenario, "language": self.language, "hash": self.content_hash}
