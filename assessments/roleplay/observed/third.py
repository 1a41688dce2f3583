"""The verb of a third look: somebody settles what two observers saw apart. Safe to repeat."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.roleplay.observed import taps
from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.services import hold, observes
from assessments.roleplay.observed.signing import complete_if_shown, in_order, sign, standing_of
from assessments.roleplay.observed.taps import Kept, Mark
from courses.progress.services import lock_all


@transaction.atomic
def third_look(*, performance: Performance, observer: User, marks: Mapping[str, Any], note: str) -> Observation:
    """A third person says how they read what two saw apart: `marks` are `{key: level, or "yes", "partly", "no"}` of
    exactly that. The rest, and how it was as a whole, stays as whoever began saw it. Signed, and counted where it
    suffices; by the same person again it is the same look.

    Raises PermissionDenied for whoever may not observe this person or was there, ValidationError where nothing is
    apart, somebody else looked already, or a mark or the note is missing.
    """
    enrollment = performance.enrollment
    lock_all([enrollment])
    locked = hold(performance)
    role = observes(observer, enrollment)
    looks = in_order(locked)
    if looks and looks[-1].is_third:
        if looks[-1].observer_id != observer.pk:
            raise ValidationError(_("Somebody else looked already. Nothing is left to do here."))
        return looks[-1]
    if was_there(observer, locked):
        raise PermissionDenied(_("You were there. Somebody who was not reads it."))
    stands = standing_of(locked)
    if not stands.asks_for_third:
        raise ValidationError(_("Nothing is apart here any more."))
    first, said = looks[0], " ".join(note.split())
    if not said:
        raise ValidationError(_("Say in a sentence how you came to it."))
    look = Observation(performance=locked, learner=locked.learner, observer=observer, role=role.role, is_third=True)
    look.marks = _settled(first.marks, {key: marks.get(key) for key in stands.apart}, locked)
    look.global_rating, look.note = first.global_rating, said
    signed = sign(look, locked)
    complete_if_shown(locked)
    return signed


def was_there(user: User, performance: Performance) -> bool:
    """Whether they learned, played along, began it or observed, and so read nothing for the third time."""
    there = {
        performance.learner_id,
        performance.opened_by_id,
        performance.partner_id,
        *(one.observer_id for one in performance.observations.all()),
    }
    return user.pk in there


def _settled(first: Kept, marks: Mapping[str, Any], performance: Performance) -> Kept:
    """What the first observer marked, with what the third says; moments stay with whoever saw them."""
    rubric, stamp = performance.rubric.said, taps.latest(first) + 1
    arrived = [Mark(key, value, stamp, f"third-{key}") for key, value in marks.items()]
    left = [rubric.names[mark.key] for mark in arrived if not taps.fits(mark, rubric)]
    if left:
        raise ValidationError(_("Not marked yet: %(names)s.") % {"names": ", ".join(left)})
    return taps.merge({key: first[key] for key in rubric.keys if key in first}, arrived)
