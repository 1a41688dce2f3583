"""A published lesson as the one road knows it. What it needs is made once per revision, never per person (speed.md)."""

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language

from courses.pages import rendering
from courses.pages.models import LessonPage
from courses.pages.standing import Standing


@dataclass(frozen=True)
class Shape:
    """How many pages a lesson has, its answer key, and on which page (from 1) each question stands."""

    title: str
    page_count: int
    answer_key: dict[str, dict[str, bool]]
    page_of_block: dict[str, int]

    @classmethod
    def of(cls, page: LessonPage) -> "Shape":
        """The shape of a lesson in the tree."""
        answer_key = page.answer_key()
        return cls(page.title, page.page_count, answer_key, {block: page.page_of_block(block) for block in answer_key})


@dataclass
class Lesson:
    """The lesson where somebody stands. `page`, with all its blocks, is fetched only for what is in no cache."""

    standing: Standing
    shape: Shape

    @classmethod
    def at(cls, standing: Standing) -> "Lesson | None":
        """The lesson where somebody stands; None where that is another kind of activity."""
        shape = _recall(standing, "shape")
        if shape is not None:
            return cls(standing, shape)
        page = LessonPage.objects.filter(pk=standing.activity_id).first()
        if page is None:
            return None
        lesson = cls(standing, _keep(standing, "shape", Shape.of(page)))
        lesson.page = page
        return lesson

    @cached_property
    def page(self) -> LessonPage:
        """The lesson in the tree."""
        return LessonPage.objects.get(pk=self.standing.activity_id)

    @property
    def key(self) -> uuid.UUID:
        """The activity's own key."""
        return self.standing.key

    @property
    def page_count(self) -> int:
        """How many short pages the lesson has."""
        return self.shape.page_count

    def answer_key(self) -> dict[str, dict[str, bool]]:
        """`{block id: {option id: right}}` of its knowledge checks, in the order of the lesson."""
        return self.shape.answer_key

    def document(self, number: int) -> rendering.Document:
        """Page `number` (from 1), ready to splice."""
        fallback = self.standing.is_fallback
        name = f"{number}:{get_language()}:{fallback}"
        found = _recall(self.standing, name)
        return found or _keep(self.standing, name, rendering.document(self.page, number=number, fallback=fallback))


def _recall(standing: Standing, what: str) -> Any:
    return cache.get(_name(standing, what)) if standing.revision else None


def _keep(standing: Standing, what: str, value: Any) -> Any:
    if standing.revision:
        cache.set(_name(standing, what), value, 24 * 60 * 60)
    return value


def _name(standing: Standing, what: str) -> str:
    return f"lesson:{rendering.edition()}:{standing.activity_id}:{standing.revision}:{what}"
