"""A published course back into files that somebody can read, change and load again.

Whatever is written and loaded and written again comes out the same, byte for byte.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from courses.files import rubric_keeper
from courses.files.course import Check, Scenario, Shadowing
from courses.files.kinds import Setting, becomes, kind_of
from courses.files.records import CourseWords, ModuleWords, as_in_files
from courses.files.rubrics import as_said, is_named_well, path_of
from courses.files.written_files import as_yaml, check_file, lesson_file, scenario_file, shadowing_file
from courses.pages.models import CoursePage, ModulePage
from courses.pages.sessions import SessionPage
from courses.review.queries import source_language

CHECK = "check"


@dataclass
class Written:
    """Files by their path in the course's folder; `notes` say what has no place in files."""

    files: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def put(self, path: str, text: str) -> None:
        self.files[path] = text.encode()


def write_course(course: CoursePage, folder: Path) -> Written:
    """The published course in this folder, in every language in which it is published."""
    written = files_of(course)
    for path, content in written.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return written


def files_of(course: CoursePage) -> Written:
    """The same, without a folder."""
    return _Writing(course).all()


class _Writing:
    def __init__(self, course: CoursePage) -> None:
        self.versions = _versions(course)
        self.source = source_language() if source_language() in self.versions else next(iter(self.versions))
        self.course, self.written = self.versions[self.source], Written()
        self.organization = self.course.organization

    def all(self) -> Written:
        modules = list(ModulePage.objects.child_of(self.course).live().order_by("path"))
        words = {language: CourseWords.of(page) for language, page in self._own_first(self.versions)}
        said = words[self.source]
        listed: dict[str, Any] = {
            "id": self.course.slug,
            "title": _texts(words, "title"),
            "introduction": _texts(words, "introduction"),
            "language": self.source,
            "awards_certificate": said.awards_certificate,
            "license": said.license,
            "authors": said.authors,
            "reviewers": said.reviewers,
            "attribution": _texts(words, "attribution"),
            "modules": [module.slug for module in modules],
        }
        always = {"awards_certificate", "authors", "modules"}
        self.written.put("course.yaml", as_yaml({key: one for key, one in listed.items() if one or key in always}))
        for language, one in words.items():
            if one.glossary:
                self.written.put(f"glossary.{language}.yaml", as_yaml(dict(one.glossary)))
        for module in modules:
            self._module(module)
        self._rubrics()
        return self.written

    def _rubrics(self) -> None:
        """The agency's rubrics of the scenarios that this course's sessions play."""
        pages = self.versions.values()
        sessions = (one for page in pages for one in SessionPage.objects.descendant_of(page).live())
        for rubric in rubric_keeper.kept(self.organization, {name for one in sessions for name in one.scenarios}):
            if is_named_well(rubric.scenario):
                self.written.put(path_of(rubric), as_yaml(as_said(rubric)))
            else:
                says = _("“%(title)s” is not written: files have no place for it.")
                self.written.notes.append(says % {"title": f"{rubric.scenario}: {rubric.title}"})

    def _own_first(self, versions: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return sorted(versions.items(), key=lambda one: (one[0] != self.source, one[0]))

    def _module(self, module: ModulePage) -> None:
        words = {language: ModuleWords.of(page) for language, page in self._own_first(_versions(module))}
        said = words[self.source]
        found = list(self._stems(module))
        for stem, page in found:
            self._activity(module, stem, page)
        listed = {
            "id": module.slug,
            "title": _texts(words, "title"),
            "introduction": _texts(words, "introduction"),
            "opens_after": said.opens_after,
            "objectives": [{"id": name, "text": _objective(words, name)} for name in said.objectives],
            "lessons": [stem for stem, _page in found],
        }
        always = {"opens_after", "objectives", "lessons"}
        text = as_yaml({key: one for key, one in listed.items() if one or key in always})
        self.written.put(f"{module.slug}/module.yaml", text)

    def _stems(self, module: ModulePage) -> Iterable[tuple[str, Any]]:
        """What each activity is called in its module's folder: its own name without that of the module."""
        taken: set[str] = set()
        for page in module.get_children().live().order_by("path").specific():
            kind = kind_of(page)
            stem = page.slug.removeprefix(f"{module.slug}-")
            if becomes(page, Check):
                stem = CHECK
            elif stem == CHECK or stem in taken:
                stem = f"{page.slug}-{len(taken)}"
            if kind is None or stem in taken:
                says = _("“%(title)s” is not written: files have no place for it.")
                self.written.notes.append(says % {"title": page.title})
                continue
            taken.add(stem)
            yield stem, page

    def _activity(self, module: ModulePage, stem: str, page: Any) -> None:
        kind: Any = kind_of(page)
        for language, version in self._own_first(_versions(page)):
            setting = self._setting(module, stem, language, version)
            record = kind.record(version, setting)
            if isinstance(record, Check):
                text = check_file(as_in_files(replace(record, id=setting.id)))
            elif isinstance(record, Shadowing):
                text = shadowing_file(record)
            elif isinstance(record, Scenario):
                text = scenario_file(record)
            else:
                text = lesson_file(record, language)
            ending = "yaml" if isinstance(record, Check | Scenario) else "md"
            self.written.put(f"{module.slug}/{stem}.{language}.{ending}", text)
            self.written.notes += setting.unwritten
            self.written.files |= {f"{module.slug}/{path}": content for path, content in setting.kept.items()}

    def _setting(self, module: ModulePage, stem: str, language: str, page: Any) -> Setting:
        return Setting(
            organization=self.organization,
            course_key=self.course.key,
            language=language,
            locale=page.locale,
            module=module,
            key=page.translation_key,
            folder=Path(module.slug),
            id=f"{module.slug}-{stem}",
        )


def _versions(page: Any) -> dict[str, Any]:
    """The published page by language."""
    pages = [page, *page.get_translations().live().select_related("locale")]
    return {one.locale.language_code.split("-")[0]: one for one in pages if one.live}


def _texts(words: Mapping[str, Any], name: str) -> dict[str, str]:
    """A text in each language in which it says something."""
    return {language: text for language, one in words.items() if (text := getattr(one, name))}


def _objective(words: Mapping[str, ModuleWords], name: str) -> dict[str, str]:
    return {language: one.objectives[name] for language, one in words.items() if name in one.objectives}
