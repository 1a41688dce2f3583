"""Lessons and sessions out of the files, and back."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from courses.files import kinds, plain_text
from courses.files.course import Front, Lesson, Page, Session
from courses.files.kinds import Setting, minutes_by_subject
from courses.files.lessons import SESSION_PAGES
from courses.files.page_blocks import ToPage, to_blocks
from courses.pages.models import LessonPage
from courses.pages.sessions import SessionPage


def fill_front(page: Any, front: Front) -> None:
    """What every lesson and session says before it begins."""
    for name in ("minutes", "activity_minutes", "required", "safety_critical"):
        setattr(page, name, getattr(front, name))
    page.domains, page.objectives = dict(front.domains), list(front.objectives)
    page.content_note, page.status = plain_text.read(front.content_note), plain_text.read(front.status)
    page.sources = "\n".join(plain_text.read(source) for source in front.sources)


def front_of(page: Any, setting: Setting, kind: str) -> Front:
    """The same, as the files have it."""
    return Front(
        id=setting.id,
        title=plain_text.spelled(page.title),
        kind=kind,
        minutes=page.minutes,
        domains=minutes_by_subject(page, setting),
        objectives=tuple(page.objectives),
        required=page.required,
        safety_critical=page.safety_critical,
        content_note=plain_text.spelled(page.content_note),
        activity_minutes=page.activity_minutes,
        status=plain_text.spelled(page.status),
        sources=tuple(plain_text.spelled(source) for source in page.source_lines),
    )


# What files and pages call alike, of a session.
SESSION_NAMES = ("part", "scenario", "performances", "observers")


class LessonKind:
    """A lesson: short pages of blocks."""

    model = LessonPage

    def fill(self, page: LessonPage, read: Lesson, setting: Setting) -> None:
        fill_front(page, read.front)
        blocks = ToPage(setting)
        page.pages = [
            {
                "type": "page",
                "id": blocks.id("page"),
                "value": {"heading": plain_text.read(one.heading), "body": blocks.blocks(one.blocks)},
            }
            for one in read.pages
        ]

    def after_save(self, page: LessonPage, read: Lesson, setting: Setting) -> None:
        """A lesson is all on its page."""

    def record(self, page: LessonPage, setting: Setting) -> Lesson:
        pages = (raw["value"] for raw in page.pages.get_prep_value())
        return Lesson(
            path="",
            front=front_of(page, setting, "lesson"),
            pages=tuple(Page(plain_text.spelled(one["heading"]), to_blocks(one["body"], setting), 0) for one in pages),
        )


class SessionKind:
    """A live or practice part: for the learner, for whoever leads it, to mark."""

    model = SessionPage

    def fill(self, page: SessionPage, read: Session, setting: Setting) -> None:
        fill_front(page, read.front)
        for name in SESSION_NAMES:
            setattr(page, name, getattr(read.front, name))
        blocks = ToPage(setting)
        page.about = blocks.blocks(read.about.blocks)
        page.facilitator_guide = blocks.blocks(read.guide.blocks)
        page.checklist = blocks.blocks(read.checklist.blocks)

    def after_save(self, page: SessionPage, read: Session, setting: Setting) -> None:
        """A session is all on its page."""

    def record(self, page: SessionPage, setting: Setting) -> Session:
        front = front_of(page, setting, "session")
        streams = (page.about, page.facilitator_guide, page.checklist)
        return Session(
            path="",
            front=dataclasses.replace(front, **{name: getattr(page, name) for name in SESSION_NAMES}),
            pages=tuple(_parts(streams, setting)),
        )


def _parts(streams: Iterable[Any], setting: Setting) -> Iterable[Page]:
    for heading, stream in zip(SESSION_PAGES, streams, strict=True):
        if blocks := to_blocks(stream.get_prep_value(), setting):
            yield Page(heading, blocks, 0)


def register() -> None:
    """Lessons and sessions are ours; other apps register what they have."""
    kinds.register(Lesson, LessonKind())
    kinds.register(Session, SessionKind())
