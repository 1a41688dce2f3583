"""What the shift log holds about a person."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef
from django.utils.translation import gettext as _

from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.services import withdraw_shifts
from assessments.shadowing.words import ACTIVITIES, Level
from lms.people.held import Held, as_rows, in_words
from lms.people.models import Organization
from lms.people.privacy import left_before


def held_about(user: User) -> Held:
    """`{what: rows}`: the shifts that somebody logged; and, by day alone, those of others that name them."""
    return {
        _("Shifts you logged"): as_rows(ShadowEntry.objects.of(user), activities=(_("what you did"), _did)),
        # Nothing about whose shift it was.
        _("Shifts of others that name you"): [
            {"id": str(one.pk), str(_("date")): in_words(one.started_at)}
            for one in ShadowEntry.objects.filter(colleague=user)
        ],
    }


def _did(entry: ShadowEntry) -> dict[str, str]:
    return {str(ACTIVITIES[key]): str(Level(level).label) for key, level in entry.activities.items()}


@transaction.atomic
def erase(user: User) -> None:
    """One's own go; those of others no longer say with whom."""
    ShadowEntry.objects.filter(learner=user).delete()
    ShadowEntry.objects.filter(colleague=user).update(colleague=None)


@transaction.atomic
def leave(user: User, organization: Organization) -> None:
    """Somebody has left an agency: what nobody there signed is theirs alone again."""
    withdraw_shifts(learner=user, organization=organization)


@transaction.atomic
def expire(*, before: datetime, most: int) -> int:
    """Of people who left an agency that long ago: what nobody there signed. Returns how many rows went."""
    left = ShadowEntry.objects.filter(
        left_before(before, user=OuterRef("learner"), organization=OuterRef("organization"))
    )
    return ShadowEntry.objects.filter(pk__in=list(left.values_list("pk", flat=True)[:most])).delete()[0]
