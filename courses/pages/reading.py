"""A published lesson as the one road knows it. What it needs is made once per revision and version of what the agency
says, never per person (speed.md)."""

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import get_language

from courses.enrollment.models import Enrollment
from courses.pages import kept, rendering
from courses.pages.models import LessonPage
from courses.pages.standing import Standing
from courses.review.queries import Reviews
from courses.review.wordings import as_taught
from lms.people.clocks import ClockOf


@dataclass(frozen=True)
class Shape:
    """How many pages a lesson has, its answer key, and on which page (from 1) each question stands.

    A question that depends on a value nobody has reviewed is not delivered, and so not in here. Where a life may
    depend on the lesson, `taught` is `{language, wording}` as it reads, and `teaching` the pages that teach it.
    """

    title: str
    language: str
    page_count: int
    answer_key: dict[str, dict[str, bool]]
    page_of_block: dict[str, int]
    taught: dict[str, str]
    teaching: frozenset[int]

    @classmethod
    def of(cls, page: LessonPage, reviews: Reviews) -> "Shape":
        """The shape of a lesson in the tree, as this organization's learners get it."""
        withheld = rendering.withheld(page, reviews)
        answer_key = {block: options for block, options in page.answer_key().items() if block not in withheld}
        return cls(
            title=page.title,
            language=page.language,
            page_count=page.page_count,
            answer_key=answer_key,
            page_of_block={block: page.page_of_block(block) for block in answer_key},
            taught=as_taught(reviews, page) if page.safety_critical else {},
            teaching=page.teaching_pages(),
        )


@dataclass
class Lesson:
    """The lesson where somebody stands. `page`, with all its blocks, is fetched only for what is in no cache."""

    standing: Standing
    shape: Shape
    kind: ClassVar[str] = LessonPage.kind
    attested: ClassVar[bool] = LessonPage.attested

    @classmethod
    def at(cls, standing: Standing) -> "Lesson | None":
        """The lesson where somebody stands; None where that is another kind of activity."""
        shape = _recall(standing, "shape")
        if shape is not None:
            return cls(standing, shape)
        page = LessonPage.objects.select_related("locale").filter(pk=standing.activity_id).first()
        if page is None:
            return None
        reviews = Reviews(standing.enrollment.organization_id)
        lesson = cls(standing, _keep(standing, "shape", Shape.of(page, reviews)))
        lesson.page, lesson.reviews = page, reviews
        return lesson

    @cached_property
    def page(self) -> LessonPage:
        """The lesson in the tree."""
        return LessonPage.objects.select_related("locale").get(pk=self.standing.activity_id)

    @cached_property
    def reviews(self) -> Reviews:
        """What its organization teaches, and who stands behind it."""
        return Reviews(self.standing.enrollment.organization_id)

    @property
    def key(self) -> uuid.UUID:
        """The activity's own key."""
        return self.standing.key

    @property
    def page_count(self) -> int:
        """How many short pages the lesson has."""
        return self.shape.page_count

    @property
    def pk(self) -> int:
        """The page's."""
        return self.standing.activity_id

    @property
    def safety_critical(self) -> bool:
        """Whether a life may depend on it."""
        return bool(self.shape.taught)

    def outline(self) -> dict[str, Any]:
        """Its line in a syllabus."""
        return self.page.outline()

    def answer_key(self) -> dict[str, dict[str, bool]]:
        """`{block id: {option id: right}}` of its knowledge checks, in the order of the lesson."""
        return self.shape.answer_key

    def teaches(self, page: int) -> bool:
        """Whether this page says something that a life may depend on."""
        return page in self.shape.teaching

    def as_taught(self, enrollment: Enrollment) -> dict[str, str]:
        """The language and the wording of now, which is kept from here on."""
        if not self.safety_critical:
            return {"language": self.shape.language, "wording": ""}
        return self.page.as_taught(enrollment)

    def document(self, number: int, *, steps_only: bool = False) -> rendering.Document:
        """Page `number` (from 1), ready to splice."""
        fallback = self.standing.is_fallback
        name = f"{number}:{get_language()}:{fallback}:{steps_only}"
        found = _recall(self.standing, name)
        return found or _keep(self.standing, name, self._render(number, fallback, steps_only))

    def _render(self, number: int, fallback: bool, steps_only: bool) -> rendering.Document:
        # By the clock of the agency: the next one who is shown it may live by another than whoever asked first.
        with timezone.override(ClockOf(lambda: self.reviews.organization.time_zone)):
            return rendering.document(
                self.page, number=number, fallback=fallback, reviews=self.reviews, steps_only=steps_only
            )


def _recall(standing: Standing, what: str) -> Any:
    return kept.recall(_name(standing, what)) if standing.revision else None


def _keep(standing: Standing, what: str, value: Any) -> Any:
    return kept.keep(_name(standing, what), value) if standing.revision else value


def _name(standing: Standing, what: str) -> str:
    return f"lesson:{rendering.edition()}:{standing.activity_id}:{standing.revision}:{standing.agency}:{what}"
