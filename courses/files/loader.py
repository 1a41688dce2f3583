"""A course out of its files into Wagtail, once per organization, as often as one likes."""

import uuid
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Page

from courses.files import plain_text, rubric_keeper
from courses.files.course import Activity, Check, Course, Module
from courses.files.digests import digest, digest_of_files
from courses.files.kinds import Kind, Setting, kind_for
from courses.files.parts import Part, in_order, is_as_loaded, mark
from courses.files.reader import read_course
from courses.files.records import CourseWords, ModuleWords, plainly
from courses.files.report import Loaded
from courses.pages.models import CourseIndexPage, CoursePage, ModulePage
from courses.pages.services import open_language
from lms.people.models import Organization


@transaction.atomic
def load_course(*, organization: Organization, folder: Path) -> Loaded:
    """The course in this folder as this organization's own, published, in every language that is there.

    Its key is made here the first time (architecture 4.2). Again, it brings what is new in the files; what somebody
    changed here is kept, and nothing is ever taken away. Raises NotReadable, NoSuchFile, or NotFinished for a page
    that could not be published; then nothing has changed.
    """
    course = read_course(folder)
    source = _root(organization, course, course.language)
    first = CoursePage.objects.child_of(source).filter(slug=course.id).first()
    loaded = Loaded(first or CoursePage(slug=course.id, translation_key=uuid.uuid4()))
    for language in _languages(course):
        _Language(organization, course, language, loaded).load()
    rubric_keeper.load(course, organization, loaded)
    loaded.course = CoursePage.objects.child_of(source).get(translation_key=loaded.course.translation_key)
    return loaded


def _languages(course: Course) -> list[str]:
    """The course's own language, then those in which some of it is there."""
    found = {language for module in course.modules for one in module.activities.values() for language in one}
    return [course.language, *sorted(found - {course.language})]


def _root(organization: Organization, course: Course, language: str) -> CourseIndexPage:
    if language == organization.course_index.locale.language_code.split("-")[0]:
        return organization.course_index
    return open_language(organization=organization, language=language)


class _Language:
    """Loads what is there in one language."""

    def __init__(self, organization: Organization, course: Course, language: str, loaded: Loaded) -> None:
        self.organization, self.course, self.language, self.loaded = organization, course, language, loaded
        self.root = _root(organization, course, language)
        self.key: uuid.UUID = loaded.course.translation_key
        page = CoursePage.objects.child_of(self.root).filter(translation_key=self.key).first()
        below = page.get_descendants().specific() if page else []
        self.here: dict[uuid.UUID, Any] = {one.translation_key: one for one in [page, *below] if one}

    def load(self) -> None:
        words = CourseWords.read(self.course, self.language)
        part = Part(self.course.id, CoursePage, self.key, digest(words), words.fill, CourseWords.of)
        page = self._put(self.root, part)
        modules = [self._module(page, module) for module in self._modules()]
        in_order(page, modules)
        gone = [one for one in self.here.values() if getattr(one, "loaded_from", "")]
        self.loaded.gone += [self._named(one.slug) for one in gone]

    def _modules(self) -> Iterator[Module]:
        for module in self.course.modules:
            if self.language == self.course.language or any(module.in_language(self.language)):
                yield module

    def _named(self, name: str) -> str:
        return name if self.language == self.course.language else f"{name} ({self.language})"

    def _module(self, course: CoursePage, module: Module) -> ModulePage:
        words = ModuleWords.read(module, self.language, self.course)
        fill = partial(words.fill, key=self.key)
        part = Part(module.id, ModulePage, uuid.uuid5(self.key, module.id), digest(words), fill, ModuleWords.of)
        page = self._put(course, part)
        activities = [self._activity(page, activity) for activity in module.in_language(self.language)]
        in_order(page, [one for one in activities if one])
        return page

    def _activity(self, module: ModulePage, read: Activity) -> Any:
        name = read.id if isinstance(read, Check) else read.front.id
        kind = kind_for(read)
        if kind is None:
            self.loaded.skipped.append(self._named(name))
            return None
        folder = self.course.folder / Path(read.path).parent
        key = uuid.uuid5(self.key, name)
        setting = Setting(self.organization, self.key, self.language, self.root.locale, module, key, folder, name)
        page = self._put(module, _part_of(read, kind, setting, digest_of_files(read, folder)))
        self.loaded.notes += [f"{self._named(name)}: {note}" for note in dict.fromkeys(setting.unread)]
        return page

    def _put(self, parent: Page, part: Part) -> Any:
        """The page of this part: made, brought up to the files, or kept as it is."""
        page = self.here.pop(part.key, None) or self._made_by_hand(parent, part)
        if page is not None and _was_changed(page, part):
            self.loaded.kept.append(self._named(part.id))
            return page
        if page is not None and page.loaded_from == part.said:
            return page
        (self.loaded.changed if page else self.loaded.made).append(self._named(part.id))
        return part.publish(page or part.model(slug=part.id, translation_key=part.key, locale=self.root.locale), parent)

    def _made_by_hand(self, parent: Page, part: Part) -> Any:
        """A page of somebody's own that is called the same: it has a key of its own."""
        names = {part.id, part.id.removeprefix(f"{parent.slug}-")}
        alike = [one for one in self.here.values() if one.specific_class is part.model and one.slug in names]
        return self.here.pop(alike[0].translation_key) if alike else None


def _part_of(read: Activity, kind: Kind, setting: Setting, said: str) -> Part:
    given = plainly(read) if isinstance(read, Check) else read

    def fill(page: Any) -> None:
        page.title = plain_text.read(read.title if isinstance(read, Check) else read.front.title)
        kind.fill(page, given, setting)

    def after_save(page: Any) -> None:
        kind.after_save(page, given, setting)

    return Part(setting.id, kind.model, setting.key, said, fill, lambda page: kind.record(page, setting), after_save)


def _was_changed(page: Any, part: Part) -> bool:
    """Whether somebody changed it since it was loaded, if only in a draft, or took it off."""
    if not page.live or is_as_loaded(page):
        return not page.live
    return mark(part.record(page.get_latest_revision_as_object())) != page.loaded_as.partition(":")[0]
