"""Which page an activity of the files becomes. Each app registers the kinds of activities that it has.

kinds.register(Check, QuizKind())  # in the app's AppConfig.ready()
"""

import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.translation import gettext as _

from courses.files.known_names import DOMAINS

if TYPE_CHECKING:
    from wagtail.models import Locale, Page

    from courses.files.course import Activity
    from courses.pages.models import ModulePage
    from lms.people.models import Organization


@dataclass(frozen=True)
class Setting:
    """Where an activity stands: whose it is, in which language, below which module; `folder` has its module's files.

    `id` is how the files call it, such as "M05-L2"."""

    organization: "Organization"
    course_key: uuid.UUID
    language: str
    locale: "Locale"
    module: "ModulePage"
    key: uuid.UUID
    folder: Path
    id: str = ""
    # Files that `record` has found beside the words: what is in them, by their path in the module's folder.
    kept: dict[str, bytes] = field(default_factory=dict)
    # What `record` found that files have no place for, and `fill` that a page has none for: said to whoever asked.
    unwritten: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def id_of(self, *where: object) -> str:
        """An id that stays the same whenever the files are loaded, and in every language: answers are found by it."""
        return str(uuid.uuid5(self.key, "/".join(map(str, where))))


def minutes_by_subject(page: Any, setting: Setting) -> dict[str, int]:
    """Its minutes, where files know all its subjects. Those that an agency made for itself are its own: they stay here,
    and that is said."""
    if set(page.domains) <= DOMAINS:
        return dict(page.domains)
    says = _("“%(title)s”: its minutes by subject are not written. This agency made some of those subjects itself.")
    setting.unwritten.append(says % {"title": page.title})
    return {}


class Kind(Protocol):
    """How one kind of activity comes out of the files, and goes back."""

    model: "type[Page]"

    def fill(self, page: Any, read: Any, setting: Setting) -> None:
        """Put everything that was read on the page, which is new or was loaded before. Title, slug, locale, key and
        what the files say of every activity are there already; nothing is saved here."""

    def after_save(self, page: Any, read: Any, setting: Setting) -> None:
        """Write the rows that hang on the page, which stands in the tree now and is not published yet."""

    def record(self, page: Any, setting: Setting) -> "Activity":
        """The page as it would be read from files."""


_BY_RECORD: dict[type, Kind] = {}


def register(record_type: type, kind: Kind) -> None:
    """From now on this type of record (of `courses.files.course`) becomes this kind of page, and back."""
    _BY_RECORD[record_type] = kind


def kind_for(record: "Activity") -> Kind | None:
    """The kind that this record becomes, or None where nobody has registered one."""
    return _BY_RECORD.get(type(record))


def kind_of(page: "Page") -> Kind | None:
    """The kind of this page, or None where it cannot be written into files."""
    return next((kind for kind in _BY_RECORD.values() if type(page) is kind.model), None)


def becomes(page: "Page", record_type: type) -> bool:
    """Whether this page is written into files as such a record."""
    kind = _BY_RECORD.get(record_type)
    return kind is not None and type(page) is kind.model
