"""Shadowing as it stands in a course's files, and back."""

import dataclasses

from assessments.shadowing.pages import ShadowingPage
from courses.files import plain_text
from courses.files.activity_kinds import front_of
from courses.files.course import Shadowing
from courses.files.kinds import Setting

# What files call it, and the page.
NAMES = {
    **{name: name for name in ("watched", "together", "led", "hours", "level", "times")},
    **{"settings": "settings_asked", "colleagues": "colleagues_asked"},
}


class ShadowingKind:
    """A `Shadowing` of the files becomes a `ShadowingPage`."""

    model = ShadowingPage

    def fill(self, page: ShadowingPage, read: Shadowing, setting: Setting) -> None:
        page.required, page.objectives = read.front.required, list(read.front.objectives)
        page.content_note, page.status = plain_text.read(read.front.content_note), plain_text.read(read.front.status)
        page.sources = "\n".join(plain_text.read(source) for source in read.front.sources)
        page.core_activities = list(read.activities)
        for name, column in NAMES.items():
            setattr(page, column, read.asks[name])

    def after_save(self, page: ShadowingPage, read: Shadowing, setting: Setting) -> None:
        """It is all on its page."""

    def record(self, page: ShadowingPage, setting: Setting) -> Shadowing:
        front = dataclasses.replace(front_of(page, setting, "shadowing"), minutes=0)
        asks = {name: getattr(page, column) for name, column in NAMES.items()}
        return Shadowing("", front, asks, tuple(page.core_activities))
