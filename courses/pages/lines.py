"""What a list says of a published page. Made once per revision and never per person, as a lesson's documents are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.translation import get_language
from wagtail.models import Page

from courses.pages import kept, rendering
from lms import prepared

# By hand, as home asks it at every visit.
_QUERY = """
SELECT page.translation_key, locale.language_code,
       page.id, page.content_type_id, page.live_revision_id, page.last_published_at
  FROM wagtailcore_page page
  JOIN wagtailcore_locale locale ON locale.id = page.locale_id
 WHERE page.live AND page.translation_key IN (%s)
"""

Published = tuple[int, int, Any, Any]


@dataclass(frozen=True)
class Line:
    """A module or an activity, of whichever kind, without what is in it."""

    title: str
    introduction: str
    content_note: str
    page_count: int
    attested: bool
    language: str
    is_scored: bool = False

    @classmethod
    def of(cls, page: Any) -> "Line":
        return cls(
            title=page.title,
            introduction=getattr(page, "introduction", ""),
            content_note=getattr(page, "content_note", ""),
            page_count=getattr(page, "page_count", 1),
            attested=getattr(page, "attested", False),
            language=page.locale.language_code,
            is_scored=getattr(page, "is_scored", False),
        )

    @property
    def lang(self) -> str:
        """Its language where the screen around it is in another, for the attribute of that name; else empty."""
        return "" if self.language.split("-")[0] == (get_language() or "").split("-")[0] else self.language


def lines(keys: Iterable[str]) -> dict[str, Line]:
    """The published pages by key and in that order, in the active language where there is one.

    One query where all were shown before as they are published now; else one more for each kind of page.
    """
    wanted = list(keys)
    places = _places(wanted)
    names = {key: _name(place) for key, place in places.items() if None not in place}
    found = {key: line for key, name in names.items() if (line := kept.recall(name))}
    made = _read({key: place for key, place in places.items() if key not in found})
    for key, line in made.items():
        if key in names:
            kept.keep(names[key], line)
    return {key: line for key in wanted if (line := found.get(key) or made.get(key))}


def _places(keys: list[str]) -> dict[str, Published]:
    """Where each page stands: its id, its content type, and what is published of it."""
    language, found = (get_language() or "").split("-")[0], {}
    for key, code, *place, published in _published(keys):
        name = str(prepared.uuid_of(key))
        if name not in found or code.split("-")[0] == language:
            found[name] = (*place, published and prepared.moment_of(published))
    return found


def _published(keys: list[str]) -> list[Any]:
    stored = [Page._meta.get_field("translation_key").get_db_prep_value(key, connection) for key in keys]
    if not stored:
        return []
    with prepared.cursor() as cursor:
        cursor.execute(_QUERY % ", ".join(["%s"] * len(stored)), stored)
        return cursor.fetchall()


def _read(places: dict[str, Published]) -> dict[str, Line]:
    kinds = ContentType.objects.get_for_id
    models: set[Any] = {kinds(content_type).model_class() or Page for _pk, content_type, *_published in places.values()}
    missing = [pk for pk, *_rest in places.values()]
    return {
        str(page.translation_key): Line.of(page)
        for model in models
        for page in model._default_manager.filter(pk__in=missing).select_related("locale")
    }


def _name(place: Published) -> str:
    pk, _kind, revision, published = place
    return f"listed:{rendering.edition()}:{pk}:{revision}-{published.timestamp()}"
