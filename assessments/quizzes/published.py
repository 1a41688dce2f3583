"""A published check as a click on it needs it. Made once per revision and version of what the agency says, never per
person (speed.md)."""

import uuid
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.db.models.functions import Left, Length
from wagtail.models import Page

from assessments.quizzes.bank import BankQuestion
from assessments.quizzes.drawing import Part
from assessments.quizzes.models import QuizPage
from courses.enrollment.models import Enrollment
from courses.pages import kept, rendering
from courses.pages.standing import Standing
from courses.review.queries import Reviews, source_language
from courses.review.reader import registry
from courses.review.rules import is_delivered

Versions = dict[uuid.UUID, list[BankQuestion]]


@dataclass(frozen=True)
class Questions:
    """Every question of a check in all its published languages, the reader's first, then the source's; and which of
    them are asked: none that depends on a value nobody has reviewed."""

    versions: Versions
    delivered: Versions

    @classmethod
    def of(cls, check: QuizPage, reviews: Reviews) -> "Questions":
        """As the organization's people are asked them."""
        versions: Versions = {}
        for page in _in_every_language(check):
            for question in page.questions():
                versions.setdefault(question.key, []).append(question)
        delivered = {key: [one for one in said if _is_delivered(one, reviews)] for key, said in versions.items()}
        return cls(versions, {key: asked for key, asked in delivered.items() if asked})


def _in_every_language(check: QuizPage) -> list[QuizPage]:
    parent = Page.objects.filter(path=Left(OuterRef("path"), Length(OuterRef("path")) - 4), live=True)
    others = QuizPage.objects.filter(Exists(parent), translation_key=check.key, live=True).exclude(pk=check.pk)
    return [check, *sorted(others.select_related("locale"), key=lambda page: page.language != source_language())]


def _is_delivered(one: BankQuestion, reviews: Reviews) -> bool:
    return is_delivered(one.passage, reviews.reviewed(one.language), registry())


@dataclass(frozen=True)
class Shape:
    """What a check asks, how much of it, and when that is enough."""

    cut: int
    draw_parts: list[Part]
    page_count: int
    safety_critical: bool
    questions: Questions

    @classmethod
    def of(cls, check: QuizPage, reviews: Reviews) -> "Shape":
        """The shape of a check in the tree, as this organization's people get it."""
        questions = Questions.of(check, reviews)
        return cls(check.cut, check.draw_parts, check.page_count, check.safety_critical, questions)


@dataclass
class Check:
    """The check where somebody stands. `page`, with its bank as the editor has it, is fetched only for what is not
    kept."""

    standing: Standing
    shape: Shape

    @classmethod
    def at(cls, standing: Standing) -> "Check | None":
        """The check where somebody stands; None where that is another kind of activity."""
        name = _name(standing)
        shape = kept.recall(name) if name else None
        if shape is not None:
            return cls(standing, shape)
        page = QuizPage.objects.select_related("locale").filter(pk=standing.activity_id).first()
        if page is None:
            return None
        shape = Shape.of(page, Reviews(standing.enrollment.organization_id))
        return cls(standing, kept.keep(name, shape) if name else shape)

    @cached_property
    def page(self) -> QuizPage:
        """The check in the tree."""
        return QuizPage.objects.select_related("locale").get(pk=self.standing.activity_id)

    @property
    def key(self) -> uuid.UUID:
        """The check's own key."""
        return self.standing.key

    @property
    def questions_as_kept(self) -> Questions:
        """Its questions, which need not be read again."""
        return self.shape.questions

    @property
    def cut(self) -> int:
        """How many of a hundred have to be right."""
        return self.shape.cut

    @property
    def draw_parts(self) -> list[Part]:
        """How many questions about what."""
        return self.shape.draw_parts

    @property
    def page_count(self) -> int:
        """How many questions somebody gets, one a page."""
        return self.shape.page_count

    def teaches(self, page: int) -> bool:
        """Whether a life may depend on the words of this page (from 1)."""
        return self.shape.safety_critical

    def as_taught(self, enrollment: Enrollment) -> dict[str, str]:
        """The language and the wording of now, which is kept from here on."""
        return self.page.as_taught(enrollment)


def _name(standing: Standing) -> str:
    """Empty where it cannot be told what is published."""
    editions = sorted(standing.editions.items())
    if not all(revision for _pk, revision in editions):
        return ""
    said = ",".join(f"{pk}-{revision}" for pk, revision in editions)
    return f"check:{rendering.edition()}:{standing.activity_id}:{said}:{standing.agency}"
