"""Keeping somebody's place: without a lock where it is still as it was read, else once more with one."""

import uuid
from collections.abc import Callable
from copy import copy

from django.utils import timezone

from courses.enrollment.models import Enrollment
from courses.progress.models import Place
from lms import prepared

_KEPT = ("page", "furthest", "answers", "language", "wording")


def change(
    enrollment: Enrollment, activity_key: uuid.UUID, into: Callable[[Place], bool], *, known: Place | None = None
) -> Place:
    """The place as `into` makes it, which says whether there is something to write, and sets but never alters what it
    finds. It may be asked twice: of the place as it is `known`, and of what somebody else made of it meanwhile.
    Within a transaction."""
    if known is not None and (place := _as_known(known, into)):
        return place
    place, _created = Place.objects.select_for_update().get_or_create(enrollment=enrollment, activity_key=activity_key)
    if into(place):
        place.save(update_fields=[*_KEPT, "updated_at"])
    return place


def _as_known(known: Place, into: Callable[[Place], bool]) -> Place | None:
    place = copy(known)
    if not into(place):
        return place
    read = {name: getattr(known, name) for name in _KEPT}
    written = {name: getattr(place, name) for name in _KEPT if getattr(place, name) != read[name]}
    is_written = prepared.write_as_read(known, read=read, written={**written, "updated_at": timezone.now()})
    return place if is_written else None
