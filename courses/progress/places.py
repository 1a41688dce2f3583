"""Keeping somebody's place: without a lock where it is still as it was read, else once more with one."""

import uuid
from collections.abc import Callable, Mapping
from copy import copy
from datetime import timedelta
from typing import Protocol

from django.utils import timezone

from courses.enrollment.models import Enrollment
from courses.progress.models import Place
from lms import prepared

_KEPT = ("page", "furthest", "answers", "language", "wording")
_LATER = timedelta(microseconds=1)


class Paged(Protocol):
    """What must be known of an activity to keep somebody's place in it."""

    @property
    def key(self) -> uuid.UUID: ...

    @property
    def page_count(self) -> int: ...

    def teaches(self, page: int) -> bool: ...

    def as_taught(self, enrollment: Enrollment) -> dict[str, str]: ...


def change(
    enrollment: Enrollment, activity_key: uuid.UUID, into: Callable[[Place], bool], *, known: Place | None = None
) -> Place:
    """The place as `into` makes it, which says whether there is something to write, and sets but never alters what it
    finds.

    It may be asked twice: of the place as it is `known`; and, where somebody else wrote since, of what they made of
    it, when nobody else can write any more. Within a transaction.
    """
    if known is not None and (place := _written(known, into)):
        return place
    rows = Place.objects.select_for_update()
    locked, _created = rows.get_or_create(enrollment=enrollment, activity_key=activity_key)
    return _written(locked, into) or locked


def _written(read: Place, into: Callable[[Place], bool]) -> Place | None:
    """None where somebody else wrote since it was read: every write makes `updated_at` later."""
    place = copy(read)
    if not into(place):
        return place
    place.updated_at = max(timezone.now(), read.updated_at + _LATER)
    changed = [name for name in _KEPT if getattr(place, name) != getattr(read, name)]
    written = {name: getattr(place, name) for name in [*changed, "updated_at"]}
    return place if prepared.write_as_read(read, read={"updated_at": read.updated_at}, written=written) else None


def turn(
    place: Place,
    *,
    enrollment: Enrollment,
    activity: Paged,
    page: int,
    shown: Mapping[str, str] | None = None,
    late: bool = False,
) -> bool:
    """Set the place to where somebody is who is done with `page` (see `services.turn_page`), for `change`."""
    if not place.wording and activity.teaches(page):
        # The words of now are kept too, so that a later edit can be told from them.
        taught = {**activity.as_taught(enrollment), **(shown or {})}
        place.language, place.wording = taught["language"], taught["wording"]
    after = min(min(page, place.furthest) + 1, activity.page_count)
    place.page = max(place.page, after) if late else after
    place.furthest = max(place.furthest, after)
    return True
