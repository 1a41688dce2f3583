"""A course and its modules in one language, out of the files and back."""

import dataclasses
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.files import plain_text
from courses.files.course import Check, Course, Module
from courses.files.markdown import to_html, to_markdown
from courses.pages.models import RICH_TEXT, CoursePage, ModulePage


@dataclass(frozen=True)
class CourseWords:
    """What the page of a course says."""

    title: str
    introduction: str
    awards_certificate: bool
    license: str
    authors: tuple[str, ...]
    reviewers: tuple[str, ...]
    attribution: str
    glossary: Mapping[str, str]

    @classmethod
    def read(cls, course: Course, language: str) -> "CourseWords":
        said = {name: _in(getattr(course, name), language, course) for name in ("title", "introduction", "attribution")}
        shared = {name: getattr(course, name) for name in ("awards_certificate", "license", "authors", "reviewers")}
        return cls(**shared | said, glossary=course.glossary.get(language, {}))

    @classmethod
    def of(cls, page: CoursePage) -> "CourseWords":
        """The page as it would be read from files."""
        return cls(
            title=plain_text.spelled(page.title),
            introduction=to_markdown(page.introduction, RICH_TEXT),
            awards_certificate=page.awards_certificate,
            license=plain_text.spelled(page.license),
            authors=_lines(page.authors),
            reviewers=_lines(page.reviewers),
            attribution=plain_text.spelled(page.attribution),
            glossary={
                plain_text.spelled(one.value["term"]): plain_text.spelled(one.value["meaning"]) for one in page.glossary
            },
        )

    def fill(self, page: CoursePage) -> None:
        page.title, page.introduction = plain_text.read(self.title), to_html(self.introduction, RICH_TEXT)
        page.awards_certificate, page.license = self.awards_certificate, plain_text.read(self.license)
        page.authors = "\n".join(plain_text.read(name) for name in self.authors)
        page.reviewers = "\n".join(plain_text.read(name) for name in self.reviewers)
        page.attribution = plain_text.read(self.attribution)
        page.glossary = [
            ("term", {"term": plain_text.read(term), "meaning": plain_text.read(meaning)})
            for term, meaning in self.glossary.items()
        ]


@dataclass(frozen=True)
class ModuleWords:
    """What the page of a module says. `opens_after` are ids, `objectives` texts by their ids."""

    title: str
    introduction: str
    opens_after: tuple[str, ...]
    objectives: Mapping[str, str]

    @classmethod
    def read(cls, module: Module, language: str, course: Course) -> "ModuleWords":
        return cls(
            title=_in(module.title, language, course),
            introduction=_in(module.introduction, language, course),
            opens_after=module.opens_after,
            objectives={name: _in(texts, language, course) for name, texts in module.objectives.items()},
        )

    @classmethod
    def of(cls, page: ModulePage) -> "ModuleWords":
        """The page as it would be read from files."""
        return cls(
            title=plain_text.spelled(page.title),
            introduction=to_markdown(page.introduction, RICH_TEXT),
            opens_after=tuple(sorted(module.slug for module in page.opens_after.all())),
            objectives={one.value["id"]: plain_text.spelled(one.value["text"]) for one in page.objectives},
        )

    def fill(self, page: ModulePage, key: uuid.UUID) -> None:
        """`key` is the course's."""
        page.title, page.introduction = plain_text.read(self.title), to_html(self.introduction, RICH_TEXT)
        page.objectives = [
            {
                "type": "objective",
                "id": str(uuid.uuid5(key, name)),
                "value": {"id": name, "text": plain_text.read(text)},
            }
            for name, text in self.objectives.items()
        ]
        before = [uuid.uuid5(key, name) for name in self.opens_after]
        page.opens_after = ModulePage.objects.filter(translation_key__in=before, locale=page.locale)


def _in(texts: Mapping[str, str], language: str, course: Course) -> str:
    return texts.get(language) or texts.get(course.language, "")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(plain_text.spelled(line) for line in text.splitlines() if line.strip())


def plainly(check: Check) -> Check:
    """A check in the words that are meant."""
    questions = tuple(
        dataclasses.replace(one, stem=plain_text.read(one.stem), answer=_through(plain_text.read, one.answer))
        for one in check.questions
    )
    return dataclasses.replace(check, title=plain_text.read(check.title), questions=questions)


def as_in_files(check: Check) -> Check:
    """The same check as a file spells it."""
    questions = tuple(
        dataclasses.replace(one, stem=plain_text.spelled(one.stem), answer=_through(plain_text.spelled, one.answer))
        for one in check.questions
    )
    return dataclasses.replace(check, title=plain_text.spelled(check.title), questions=questions)


def _through(change: Any, said: Any) -> Any:
    if isinstance(said, str):
        return change(said)
    if isinstance(said, Mapping):
        return {name: _through(change, one) for name, one in said.items()}
    if isinstance(said, list | tuple):
        return type(said)(_through(change, one) for one in said)
    return said
