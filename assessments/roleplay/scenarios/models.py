"""A scenario that people play alone, and what is kept of their playing it."""

import uuid
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from assessments.roleplay.criteria import CRITERIA
from assessments.roleplay.scenarios.blocks import StepsBlock
from assessments.roleplay.scenarios.editing import MapPanel, ScenarioForm
from assessments.roleplay.scenarios.faults import Fault, faults
from assessments.roleplay.scenarios.graph import MIDDLE, Scenario
from assessments.roleplay.scenarios.story import passages, scenario_in
from assessments.roleplay.scenarios.words import LEVELS, MEASURE_NAMES, sentence
from courses.enrollment.models import Enrollment
from courses.pages.activity import Activity
from courses.pages.blocks import titled
from courses.pages.models import ActivityPage
from courses.review.rules import Passage

if TYPE_CHECKING:
    from assessments.roleplay.scenarios.copies import ScenarioCopy


def _level(name: str) -> Any:
    return models.PositiveSmallIntegerField(MEASURE_NAMES[name], default=MIDDLE, choices=list(enumerate(LEVELS)))


class ScenarioPage(ActivityPage, Page):
    """A scenario that branches: practice, turn by turn, that nobody passes or not. It is done at any ending.

    Personal data: none.
    """

    kind = "scenario"
    rule = "played to an ending, whichever"
    learner_template = "lms_assessments/scenario.html"
    parent_page_types = ["lms_courses.ModulePage"]
    subpage_types: list[str] = []
    # Whether the editor could read its turns.
    has_steps = True

    code = models.CharField(
        _("scenario"),
        max_length=20,
        blank=True,
        db_index=True,
        help_text=_("As the practice that is played with people names it, such as RP08. It sends people here first."),
    )
    situation = models.TextField(_("situation"), max_length=1000, help_text=_("Where you are, and what is going on."))
    roles = models.TextField(_("who is there"), blank=True, help_text=_("One on each line."))
    start_trust = _level("trust")
    start_safety = _level("safety")
    start_tension = _level("tension")
    steps = StreamField(
        StepsBlock(),
        verbose_name=_("turns and endings"),
        min_num=1,
        help_text=_("The first turn begins it. A choice leads to a turn or an ending, by its short name."),
    )
    debrief = models.TextField(
        _("questions for afterwards"), blank=True, help_text=_("One on each line. What people think is kept nowhere.")
    )

    content_panels = [
        *Page.content_panels,
        *Activity.activity_panels,
        MultiFieldPanel(
            [
                FieldPanel("code"),
                FieldPanel("situation"),
                FieldPanel("roles"),
                FieldRowPanel([FieldPanel("start_trust"), FieldPanel("start_safety"), FieldPanel("start_tension")]),
            ],
            heading=_("How it begins"),
        ),
        FieldPanel("steps"),
        MapPanel(heading=_("Map")),
        FieldPanel("debrief"),
    ]
    base_form_class = ScenarioForm

    class Meta:
        verbose_name = _("scenario")

    def clean(self) -> None:
        super().clean()
        if self.has_steps and not self.is_draft and (found := self.faults()):
            raise ValidationError([sentence(fault) for fault in found])

    def scenario(self) -> Scenario:
        """The turns and endings, to be played."""
        return scenario_in(self.steps, (self.start_trust, self.start_safety, self.start_tension))

    def faults(self) -> list[Fault]:
        """What keeps it from being published."""
        return faults(self.scenario(), CRITERIA)

    @property
    def page_count(self) -> int:
        """How many turns there are, one a page."""
        return max(1, sum(one.block_type == "turn" for one in self.steps))

    @property
    def role_lines(self) -> list[str]:
        """Who is there, one by one."""
        return [line.strip() for line in self.roles.splitlines() if line.strip()]

    @property
    def debrief_lines(self) -> list[str]:
        """The questions for afterwards, one by one."""
        return [line.strip() for line in self.debrief.splitlines() if line.strip()]

    def teaches(self, page: int) -> bool:
        """Whether a life may depend on the words of this page (from 1)."""
        return self.safety_critical

    def passages(self) -> list[Passage]:
        """Its situation, each turn and ending with its claims, and the questions for afterwards."""
        before, after = (("situation", self.situation), ("roles", self.roles)), (("debrief", self.debrief),)
        first, last = ([Passage(name, text, (text,)) for name, text in texts if text] for texts in (before, after))
        return titled(self.title, [*first, *passages(self.steps, self.language), *last])

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The editor previews how it begins; from there it is played."""
        return [("", gettext("How it begins"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As a learner plays it, writing nothing."""
        from assessments.roleplay.scenarios import outlook

        return render(request, self.learner_template, outlook.preview(self, mode_name))

    def phone_copy(self, enrollment: Enrollment) -> "ScenarioCopy":
        """All of it on one page, which plays it without a connection."""
        from assessments.roleplay.scenarios.copies import ScenarioCopy

        return ScenarioCopy(enrollment, self)

    def learner_context(self, enrollment: Enrollment) -> dict[str, Any]:
        """What the learner's page shows: how it begins, the turn that comes next, or how it went."""
        from assessments.roleplay.scenarios import outlook
        from assessments.roleplay.scenarios.runs import Runs

        return outlook.now(Runs(enrollment, self))


class ScenarioRun(models.Model):
    """One go at a scenario, from its beginning.

    `ending` is the short name of the ending that was reached; empty before.

    Personal data: when somebody practiced, and how it ended. Seen by the learner alone. Goes with the enrollment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="scenario_runs")
    activity_key = models.UUIDField()
    number = models.PositiveSmallIntegerField(_("number"))
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)
    ending = models.CharField(_("ending"), max_length=30, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "activity_key", "number"], name="lms_assessments_scenario_run_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="lms_assessments_scenario_run_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_key} · {self.number}"


class ScenarioChoice(models.Model):
    """What somebody chose as their `number`-th choice of a run. The first one that arrives stands.

    `turn` is the short name of a turn and `choice` the id of a choice in it; `said` are its words as they were read.

    Personal data: a choice in practice. Seen by the learner alone. Goes with the enrollment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(ScenarioRun, on_delete=models.CASCADE, related_name="choices")
    number = models.PositiveSmallIntegerField(_("number"))
    turn = models.CharField(_("turn"), max_length=30)
    choice = models.CharField(max_length=36)
    said = models.CharField(_("choice"), max_length=300)
    chosen_at = models.DateTimeField(_("chosen"), auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="lms_assessments_scenario_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.turn} · {self.said}"
