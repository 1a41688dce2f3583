"""Shadowing as a part of a course: what an agency asks before somebody is counted in."""

from dataclasses import asdict
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Page

from assessments.shadowing.core_activities import CoreActivitiesField
from assessments.shadowing.editing import ShadowingForm
from assessments.shadowing.requirements import Requirement, missing
from assessments.shadowing.words import Level
from courses.enrollment.models import Enrollment
from courses.pages.activity import Activity
from courses.pages.models import ActivityPage

MOST_SHIFTS, MOST_HOURS, MOST_OTHERS = 200, 500, 10


def _asked(label: Any, default: int, most: int) -> Any:
    return models.PositiveSmallIntegerField(label, default=default, validators=[MaxValueValidator(most)])


class ShadowingPage(ActivityPage, Page):  # type: ignore[django-manager-missing]  # mypy meets it before the manager
    """Shifts that somebody goes along on, signed by colleagues: what is asked of them, until both sides agree.

    Its minutes are those of signed shifts. They are no training, and are never added to it.

    Personal data: none.
    """

    kind = "shadowing"
    rule = "what is asked is signed, and the person agrees"
    attested = True
    learner_template = "lms_assessments/shadowing.html"
    parent_page_types: ClassVar[list[str]] = ["lms_courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []

    # curriculum.yaml, `beyond_18_hours`, and facts.md 5.2: proposals, because no published evidence sets a number.
    watched = _asked(_("shifts of watching"), 3, MOST_SHIFTS)
    together = _asked(_("shifts of doing it together"), 3, MOST_SHIFTS)
    led = _asked(_("shifts of leading with a partner"), 4, MOST_SHIFTS)
    hours = _asked(_("hours"), 40, MOST_HOURS)
    core_activities = CoreActivitiesField(
        _("core activities"), help_text=_("Each at the level below, on as many shifts as you say there.")
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices, default=Level.LED_NEARBY)
    times = _asked(_("on how many shifts"), 2, MOST_OTHERS)
    settings_asked = _asked(_("kinds of places"), 2, MOST_OTHERS)
    colleagues_asked = _asked(_("colleagues"), 2, MOST_OTHERS)

    content_panels: ClassVar[list] = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                HelpPanel(
                    content=_(
                        "No published evidence sets a number. These are a proposal: your agency decides. "
                        "0 asks for nothing."
                    )
                ),
                *(FieldPanel(name, required_on_save=False) for name in ("watched", "together", "led", "hours")),
                FieldPanel("core_activities"),
                FieldPanel("level", required_on_save=False),
                *(FieldPanel(name, required_on_save=False) for name in ("times", "settings_asked", "colleagues_asked")),
                FieldPanel("required"),
            ],
            heading=_("What is asked"),
        ),
        MultiFieldPanel([FieldPanel("content_note"), FieldPanel("status")], heading=_("What to know before it")),
        *Activity.activity_panels[2:],
    ]
    base_form_class = ShadowingForm

    class Meta:
        verbose_name = _("shadowing")

    def clean(self) -> None:
        super().clean()
        if not self.is_draft and not missing(self.requirement, []):
            raise ValidationError(gettext("Ask for something: shifts, hours or activities."))

    @property
    def requirement(self) -> Requirement:
        """What is asked now."""
        return Requirement(
            watched=self.watched,
            together=self.together,
            led=self.led,
            minutes=60 * self.hours,
            activities=list(self.core_activities),
            level=self.level,
            times=self.times,
            settings=self.settings_asked,
            colleagues=self.colleagues_asked,
        )

    def outline(self) -> dict[str, Any]:
        """Its line in a syllabus: what is asked stands there as it was when somebody enrolled."""
        return {**super().outline(), "minutes": 60 * self.hours, "domains": {}, "asks": asdict(self.requirement)}

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As a learner sees it before the first shift."""
        from assessments.shadowing import so_far

        return render(request, self.learner_template, so_far.preview(self))

    def learner_context(self, enrollment: Enrollment) -> dict[str, Any]:
        """What the learner's page shows: what is there, what is left in words, and whether they agree."""
        from assessments.shadowing import so_far

        return so_far.now(self, enrollment)
