"""Reading a course from its folder. Pure: no database, no clock, no settings.

`course.yaml` names the modules, `module.yaml` in each module's folder names the activities, and each activity is one
file a language: Markdown for lessons and sessions, YAML for the check and for scenarios.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from courses.files.course import Activity, Check, Course, Module, Rubric, Scenario, Shadowing
from courses.files.fields import Fields
from courses.files.known_names import LANGUAGES
from courses.files.lessons import read_lesson
from courses.files.lined_yaml import read_yaml
from courses.files.plain_lines import check_lines
from courses.files.problems import Notes, NotReadable, Problem
from courses.files.questions import read_check
from courses.files.rubrics import check_rubrics, read_rubric, rubric_paths
from courses.files.scenarios import read_scenario

_NAME = re.compile(r"[\w-]{1,100}")
# What YAML does not read and PostgreSQL does not keep.
_UNSEEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_course(folder: Path) -> Course:
    """The course in this folder. NotReadable with everything that is wrong, each with its file and line."""
    return _Reading(folder).course()


class _Reading:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.language = "en"
        self.terms: frozenset[str] = frozenset()

    def course(self) -> Course:
        notes = self._notes("course.yaml")
        fields = Fields(read_yaml(self._text("course.yaml", notes), notes), notes)
        self.language = fields.choice("language", LANGUAGES) or "en"
        glossary = {language: self._glossary(language) for language in sorted(LANGUAGES)}
        self.terms = frozenset(term.casefold() for terms in glossary.values() for term in terms)
        course = Course(
            folder=self.folder,
            id=self._id(fields),
            title=fields.titles(self.language),
            introduction=fields.languages("introduction", self.language, needed=False),
            language=self.language,
            awards_certificate=fields.yes_or_no("awards_certificate"),
            license=fields.text("license", needed=False),
            authors=fields.names("authors"),
            reviewers=fields.names("reviewers", needed=False),
            attribution=fields.languages("attribution", self.language, needed=False),
            modules=tuple(self._module(name) for name in self._folders(fields, "modules")),
            glossary=glossary,
        )
        fields.nothing_else()
        course = replace(course, rubrics=tuple(self._rubrics(course)))
        self._check_paths(course)
        if any(problem.wrong for problem in self.problems):
            raise NotReadable(self.problems)
        return replace(course, doubts=tuple(sorted(self.problems)))

    def _notes(self, path: str) -> Notes:
        return Notes(path, self.problems)

    def _folders(self, fields: Fields, key: str) -> tuple[str, ...]:
        """Names that stand for a file or folder right here; none leads out of it."""
        names = fields.names(key)
        for name in names:
            if not _NAME.fullmatch(name):
                fields.notes.wrong(
                    fields.line(key), f"“{name}” cannot be the name of a file: letters, digits, “-”, “_”."
                )
        return tuple(name for name in names if _NAME.fullmatch(name))

    def _text(self, path: str, notes: Notes) -> str:
        """What stands in this file, which may be wrong in itself."""
        try:
            # With or without the mark that Windows puts before UTF-8.
            text = (self.folder / path).read_text("utf-8-sig")
        except FileNotFoundError:
            notes.broken(1, "This file is missing.")
            return "{}"
        except UnicodeDecodeError:
            notes.broken(1, "This file is not UTF-8.")
            return "{}"
        except OSError:
            notes.broken(1, "This is no file that can be read.")
            return "{}"
        if unseen := _UNSEEN.search(text):
            notes.broken(text.count("\n", 0, unseen.start()) + 1, "Here stands a character that nobody can see.")
            return "{}"
        check_lines(text, notes, self.terms)
        return text

    def _id(self, fields: Fields) -> str:
        given = fields.text("id")
        if given and not _NAME.fullmatch(given):
            fields.notes.wrong(fields.line("id"), "“id” has letters, digits, “-” and “_”, at most 100 of them.")
        return given

    def _glossary(self, language: str) -> Mapping[str, str]:
        path = f"glossary.{language}.yaml"
        if not (self.folder / path).is_file():
            return {}
        notes = self._notes(path)
        fields = Fields(read_yaml(self._text(path, notes), notes), notes)
        return {term: fields.text(term) for term in fields.given}

    def _rubrics(self, course: Course) -> list[Rubric]:
        paths = rubric_paths(self.folder, course.modules)
        read = [read_rubric(self._text(path, notes), notes) for path in paths if (notes := self._notes(path))]
        rubrics = [one for one in read if one]
        check_rubrics(rubrics, course.modules, self.language, self._notes("course.yaml"))
        return rubrics

    def _module(self, name: str) -> Module:
        notes = self._notes(f"{name}/module.yaml")
        fields = Fields(read_yaml(self._text(notes.path, notes), notes), notes)
        if (given := fields.text("id")) and given != name:
            notes.wrong(fields.line("id"), f"This module stands in the folder {name}, and its id says {given}.")
        objectives = {one.text("id"): one.languages("text", self.language) for one in fields.each("objectives")}
        stems = self._folders(fields, "lessons")
        for stem in sorted(self._strays(name, stems)):
            notes.doubt(fields.line("lessons"), f"{name}/{stem} is in no list of lessons, so nobody will see it.")
        module = Module(
            path=notes.path,
            id=name,
            title=fields.titles(self.language),
            introduction=fields.languages("introduction", self.language, needed=False),
            opens_after=fields.names("opens_after"),
            objectives=objectives,
            activities={stem: dict(self._activity(name, stem, objectives)) for stem in stems},
        )
        fields.nothing_else()
        return module

    def _strays(self, module: str, stems: tuple[str, ...]) -> set[str]:
        files = {path.name for ending in ("*.md", "*.yaml") for path in (self.folder / module).glob(ending)}
        listed = {
            f"{stem}.{language}.{ending}" for stem in stems for language in LANGUAGES for ending in ("md", "yaml")
        }
        return files - listed - {"module.yaml"}

    def _activity(self, module: str, stem: str, objectives: Mapping[str, object]) -> Iterator[tuple[str, Activity]]:
        """Each language in which this activity is there, the course's own first."""
        source: Activity | None = None
        for language in (self.language, *sorted(LANGUAGES - {self.language})):
            path = self._path(module, stem, language)
            if source is not None and not (self.folder / path).is_file():
                continue
            notes = self._notes(path)
            text, wanted = self._text(path, notes), f"{module}-{stem}"
            if stem == "check":
                read: Activity = read_check(text, notes, wanted, objectives)
            elif path.endswith(".yaml"):
                read = read_scenario(text, notes, wanted, objectives)
            else:
                read = read_lesson(text, notes, wanted, objectives, self.folder / module / "pictures")
            if source is not None and not self._broken() & {path, source.path}:
                _check_translation(read, source, notes)
            source = source or read
            yield language, read

    def _broken(self) -> set[str]:
        return {problem.path for problem in self.problems if problem.only}

    def _path(self, module: str, stem: str, language: str) -> str:
        """Checks and scenarios are YAML, everything else is Markdown."""
        path = f"{module}/{stem}.{language}.yaml"
        is_there = (self.folder / path).is_file() or (self.folder / f"{module}/{stem}.{self.language}.yaml").is_file()
        return path if stem == "check" or is_there else f"{module}/{stem}.{language}.md"

    def _check_paths(self, course: Course) -> None:
        before: set[str] = set()
        for module in course.modules:
            notes = self._notes(module.path)
            for after in module.opens_after:
                if after in {one.id for one in course.modules} - before:
                    notes.wrong(1, f"{module.id} cannot open after {after}: that comes later, or is itself.")
                elif after not in before:
                    notes.doubt(1, f"{module.id} opens after {after}, which does not come before it in this course.")
            before.add(module.id)


def _check_translation(read: Activity, source: Activity, notes: Notes) -> None:
    """A translation is the same activity: the same minutes, the same questions."""
    if isinstance(read, Check) and isinstance(source, Check):
        strange = {one.id for one in read.questions} ^ {one.id for one in source.questions}
        if strange:
            notes.wrong(1, f"These questions are not in both languages: {', '.join(sorted(strange))}.")
        same = (read.minutes, read.deliver, read.must_know) == (source.minutes, source.deliver, source.must_know)
    elif not isinstance(read, Check) and not isinstance(source, Check):
        facts = [
            (one.kind, one.minutes, one.domains, one.required, one.safety_critical, one.objectives, one.scored)
            for one in (read.front, source.front)
        ]
        shapes = [_shape(one) for one in (read, source)]
        same = facts[0] == facts[1] and shapes[0] == shapes[1]
    else:
        same = False
    if not same:
        notes.wrong(1, f"This is not the same as {source.path}: minutes, domains and objectives stay as they are.")


def _shape(read: Activity) -> Any:
    """What stays as it is in every language, where it is no lesson."""
    if isinstance(read, Shadowing):
        return read.asks, read.activities
    return read.shape if isinstance(read, Scenario) else None
