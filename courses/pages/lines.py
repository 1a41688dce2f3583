"""What a list says of a published page. Made once per revision and never per person, as a lesson's documents are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.utils.translation import get_language
from wagtail.models import Page

from courses.pages import rendering

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

    @classmethod
    def of(cls, page: Any) -> "Line":
        return cls(
            title=page.title,
            introduction=getattr(page, "introduction", ""),
            content_note=getattr(page, "content_note", ""),
            page_count=getattr(page, "page_count", 1),
            attested=getattr(page, "attested", False),
            language=page.locale.language_code,
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
    kept = cache.get_many(names.values())
    found = {key: kept[name] for key, name in names.items() if name in kept}
    made = _read({key: place for key, place in places.items() if key not in found})
    cache.set_many({names[key]: line for key, line in made.items() if key in names}, 24 * 60 * 60)
    return {key: line for key in wanted if (line := found.get(key) or made.get(key))}


def _places(keys: list[str]) -> dict[str, Published]:
    """Where each page stands: its id, its content type, and what is published of it."""
    language, found = (get_language() or "").split("-")[0], {}
    live = Page.objects.filter(translation_key__in=keys, live=True)
    columns = ("translation_key", "locale__language_code", "pk", "content_type", "live_revision", "last_published_at")
    for key, code, *place in live.order_by().values_list(*columns):
        if str(key) not in found or code.split("-")[0] == language:
            found[str(key)] = tuple(place)
    return found


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
