"""What loading a course did."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from courses.pages.models import CoursePage


@dataclass
class Loaded:
    """The course, and what became of each part, by what the files call it; `notes` say what was left out."""

    course: "CoursePage"
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def wrote(self) -> bool:
        """Whether anything is different now."""
        return bool(self.made or self.changed)

    def lines(self) -> Iterator[str]:
        """For whoever asked: what differs, line by line."""
        for names, says in (
            (self.made, _("%(name)s: new")),
            (self.changed, _("%(name)s: as in the files now")),
            (self.kept, _("%(name)s: changed here, kept")),
            (self.gone, _("%(name)s: not in the files any more, kept")),
            (self.skipped, _("%(name)s: there is no page for this yet")),
        ):
            yield from (says % {"name": name} for name in names)
        yield from self.notes
