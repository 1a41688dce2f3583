"""Sessions as Wagtail pages: what people do together, and the guide of whoever leads it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from courses.enrollment.models import Enrollment
from courses.pages import scored
from courses.pages.activity import Activity
from courses.pages.blocks import SessionBlock, flat, passage, titled
from courses.pages.forms import ActivityForm
from courses.pages.models import ActivityPage, organization_of
from courses.review.queries import Reviews, reviews_of
from courses.review.rules import Passage

PARTS = ("about", "facilitator_guide", "checklist")


class SessionPart(models.TextChoices):
    """How people meet for it."""

    LIVE = "live", _("Live session")
    PRACTICE = "practice", _("Practice")


class SessionPage(ActivityPage, Page):  # type: ignore[django-manager-missing]  # mypy meets it before the manager
    """A part that people do together: the learner's page, and a guide for whoever leads it.

    Personal data: none.
    """

    kind = "session"
    rule = "attendance confirmed by somebody who was there"
    attested = True
    learner_template = "lms_courses/session.html"
    preview_modes: ClassVar[list] = [("", _("Learner")), ("guide", _("Facilitator"))]
    parent_page_types: ClassVar[list[str]] = ["lms_courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []

    part = models.CharField(_("part"), max_length=10, choices=SessionPart.choices, default=SessionPart.LIVE)
    scenario = models.CharField(
        _("scenario"), max_length=20, blank=True, help_text=_("The scenario that is played, such as RP01.")
    )
    performances = models.PositiveSmallIntegerField(
        _("how often somebody is seen ready"),
        default=0,
        blank=True,
        validators=[MaxValueValidator(5)],
        help_text=_("By an observer, with the rubric of its scenario. 0: attendance is confirmed, nothing is scored."),
    )
    observers = models.PositiveSmallIntegerField(
        _("by how many different observers"), default=0, blank=True, validators=[MaxValueValidator(5)]
    )
    about = StreamField(SessionBlock(), verbose_name=_("for the learner"))
    facilitator_guide = StreamField(
        SessionBlock(), verbose_name=_("facilitator guide"), help_text=_("Learners never see this.")
    )
    checklist = StreamField(
        SessionBlock(required=False),
        blank=True,
        verbose_name=_("checklist"),
        help_text=_("What whoever watches marks, to print. It stands with the guide."),
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("part"), FieldPanel("scenario")], heading=_("How people meet")),
        MultiFieldPanel([FieldPanel("performances"), FieldPanel("observers")], heading=_("Scored by an observer")),
        *Activity.activity_panels,
        FieldPanel("about"),
        FieldPanel("facilitator_guide"),
        FieldPanel("checklist"),
    ]
    base_form_class = ActivityForm

    class Meta:
        verbose_name = _("session")

    def clean(self) -> None:
        super().clean()
        if self.performances and not self.scenarios:
            message = gettext("Say which scenario is played: its rubric is what observers score by.")
            raise ValidationError({"scenario": message})
        # Left empty it is none.
        self.performances, self.observers = self.performances or 0, self.observers or 0
        if self.observers > self.performances:
            raise ValidationError({"observers": gettext("Each observer sees one performance at a time.")})

    @property
    def is_scored(self) -> bool:
        """Whether observers say when somebody is ready; then nobody confirms attendance."""
        return self.performances > 0

    @property
    def scenarios(self) -> list[str]:
        """The scenarios that are played, such as ["RP10", "RP11"]."""
        return self.scenario.replace(",", " ").split()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As a learner, or as whoever leads it, sees it."""
        template = "lms_courses/confirm.html" if mode_name == "guide" else self.learner_template
        said = self.said(reviews_of(organization_of(self)))
        return render(request, template, {"session": self, "guide": self, **said, "is_preview": True})

    def said(self, reviews: Reviews) -> dict[str, Any]:
        """What it says to learners and to whoever leads it, as this organization's own; and who stands behind it."""
        words = reviews.words(self.language)
        return {
            **{name: mark_safe(words.resolve_html(html)) for name, html in self._rendered().items()},  # noqa: S308  by the blocks' templates
            "review": reviews.of(self) if self.safety_critical else None,
        }

    def _rendered(self) -> dict[str, str]:
        return {
            name: "\n".join(block.render({"id": block.id}) for block, _claims in flat(getattr(self, name)))
            for name in PARTS
        }

    def passages(self) -> list[Passage]:
        """Its title and blocks, each with the claims it makes."""
        return titled(self.title, [passage(*block) for name in PARTS for block in flat(getattr(self, name))])

    def learner_context(self, enrollment: Enrollment) -> dict[str, Any]:
        """What the learner's page shows: what it is, whether it is confirmed and by whom, whom to ask."""
        done = enrollment.completions.filter(activity_key=self.key).select_related("attested_by__profile").first()
        organization = enrollment.organization
        return {
            "session": self,
            **self.said(reviews_of(organization)),
            "done_on": done.completed_at if done else None,
            "confirmed_by": done.attested_by.profile.chosen_name if done and done.attested_by else "",
            "scoring": scored.of(self, enrollment) if self.is_scored else None,
            "contact": {"name": organization.contact_name, "phone": organization.contact_phone},
            "url_course": reverse("lms_courses:course", kwargs={"key": enrollment.course_key}),
        }
