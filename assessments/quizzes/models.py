"""A check that people take, and what is kept of their taking it."""

import uuid
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from assessments.quizzes.bank import BankQuestion, questions_in
from assessments.quizzes.blocks import BankBlock, PartBlock
from assessments.quizzes.drawing import Part
from assessments.quizzes.forms import CheckForm
from assessments.quizzes.plan import why_not
from courses.enrollment.models import Enrollment
from courses.pages.activity import Activity
from courses.pages.blocks import titled
from courses.pages.models import ActivityPage
from courses.review.rules import Passage

if TYPE_CHECKING:
    from assessments.quizzes.goes import Given


class QuizPage(ActivityPage, Page):
    """A knowledge check: a bank of questions, of which somebody gets some. What was missed comes again.

    Personal data: none.
    """

    kind = "check"
    rule = "cut reached, every must-know question right"
    learner_template = "lms_assessments/check.html"
    parent_page_types = ["lms_courses.ModulePage"]
    subpage_types: list[str] = []
    # Read from its bank; only a `Check` has them kept.
    questions_as_kept = None

    cut = models.PositiveSmallIntegerField(
        _("done at, in percent"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("How many of a hundred have to be right. Must-know questions always have to be."),
    )
    cut_method = models.CharField(
        _("how that was set"), max_length=200, blank=True, help_text=_("Such as modified Angoff, with five judges.")
    )
    cut_date = models.DateField(_("when that was set"), null=True, blank=True)
    parts = StreamField(
        [("part", PartBlock())],
        verbose_name=_("what somebody gets"),
        min_num=1,
        help_text=_("A line for each objective. A bank of twice as many questions makes a good draw."),
    )
    bank = StreamField(BankBlock(), verbose_name=_("bank of questions"), min_num=1)

    content_panels = [
        *Page.content_panels,
        *Activity.activity_panels,
        MultiFieldPanel(
            [FieldPanel("cut", required_on_save=False), FieldPanel("cut_method"), FieldPanel("cut_date")],
            heading=_("When it is done"),
        ),
        FieldPanel("parts"),
        FieldPanel("bank"),
    ]
    base_form_class = CheckForm

    class Meta:
        verbose_name = _("knowledge check")

    def clean(self) -> None:
        super().clean()
        if not self.is_draft and (sentence := why_not(self.draw_parts, self.questions())):
            raise ValidationError(sentence)

    @property
    def draw_parts(self) -> list[Part]:
        """How many questions about what, in the order of the editor."""
        return [Part(one.value["objective"], one.value["ask"] or 0, one.value["must_know"] or 0) for one in self.parts]

    @property
    def page_count(self) -> int:
        """How many questions somebody gets, one a page."""
        return max(1, sum(part.ask for part in self.draw_parts))

    def teaches(self, page: int) -> bool:
        """Whether a life may depend on the words of this page (from 1)."""
        return self.safety_critical

    def questions(self) -> list[BankQuestion]:
        """The bank, in the order of the editor."""
        return questions_in(self.bank, self.key, self.language)

    def passages(self) -> list[Passage]:
        """Its title and questions, each with the claim it makes."""
        return titled(self.title, [question.passage for question in self.questions()])

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The editor previews how it begins, and each question of the bank."""
        names = [question.name for question in self.questions() if question.name]
        return [("", gettext("How it begins")), *((name, name) for name in names)]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As a learner sees it, writing nothing."""
        from assessments.quizzes import outlook

        return render(request, self.learner_template, outlook.preview(self, mode_name))

    def learner_context(self, enrollment: Enrollment) -> dict[str, Any]:
        """What the learner's page shows: how it begins, the question that comes next, or how it went."""
        from assessments.quizzes import outlook
        from assessments.quizzes.taking import Taking

        return outlook.now(Taking(enrollment, self))


class Question(models.Model):
    """A question exactly as somebody was asked it, frozen by its content, with all of its check, the moment that
    somebody answers the first of them.

    `key` is the question's own, shared by its languages and versions; `content` is as `grading` has it, with local
    values as tokens. An edit makes another row, and old answers keep pointing at theirs.

    Personal data: none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField()
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    objective = models.CharField(max_length=20)
    must_know = models.BooleanField(default=False)
    claim = models.CharField(max_length=20, blank=True)
    content = models.JSONField()
    frozen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "language", "digest"], name="lms_assessments_question_once"),
        ]

    def __str__(self) -> str:
        return str(self.content["stem"])


class QuizAttempt(models.Model):
    """One go at a check: the first asks everything that was drawn, each later one what was missed so far.

    `drawn` is a list of question keys in their order.

    Personal data: what somebody was asked and when. Seen by the learner alone. Goes with the enrollment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="quiz_attempts")
    activity_key = models.UUIDField()
    number = models.PositiveSmallIntegerField(_("number"))
    drawn = models.JSONField(_("questions"))
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)

    # Its answers by question, where `goes` read them.
    given: "dict[uuid.UUID, Given]"

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "activity_key", "number"], name="lms_assessments_attempt_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="lms_assessments_attempt_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_key} · {self.number}"


class Answer(models.Model):
    """What somebody answered to one question in one go. The first answer of a go stands; the next go asks again.

    `given` is as `grading` has it, judged against the version of the question that was answered.

    Personal data: an answer and whether it was right. Seen by the learner alone. Goes with the enrollment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.ForeignKey(QuizAttempt, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    question_key = models.UUIDField()
    given = models.JSONField(_("answer"))
    right = models.BooleanField(_("right"))
    answered_at = models.DateTimeField(_("answered"), auto_now_add=True)

    class Meta:
        ordering = ["answered_at"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question_key"], name="lms_assessments_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_key} · {self.given}"
