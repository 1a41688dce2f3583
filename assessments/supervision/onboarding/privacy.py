"""What a new person's first days hold about them and others."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef, Q
from django.utils.translation import gettext as _

from assessments.supervision.onboarding.models import Buddy, OnboardingTick
from assessments.supervision.onboarding.services import items_of
from lms.people.held import Held, as_rows, in_words
from lms.people.models import Organization
from lms.people.privacy import left_before


def held_about(user: User) -> Held:
    """`{what: rows}`: one's first days and buddy; of others, only on which days one ticked or was chosen."""
    return {
        _("Your first days"): as_rows(OnboardingTick.objects.filter(learner=user), item_key=(_("what"), _words)),
        _("Your buddy"): as_rows(Buddy.objects.filter(learner=user)),
        _("Ticks you set for others"): [
            {"id": str(one.pk), str(_("date")): in_words(one.ticked_at)}
            for one in OnboardingTick.objects.filter(ticked_by=user)
        ],
        _("Times you were chosen as a buddy"): [
            {"id": str(one.pk), str(_("date")): in_words(one.chosen_at)} for one in Buddy.objects.filter(buddy=user)
        ],
    }


def _words(tick: OnboardingTick) -> str:
    return items_of(tick.organization).get(tick.item_key, "")


@transaction.atomic
def erase(user: User) -> None:
    """One's own go; those of others no longer say who ticked."""
    OnboardingTick.objects.filter(learner=user).delete()
    OnboardingTick.objects.filter(ticked_by=user).update(ticked_by=None)
    Buddy.objects.filter(Q(learner=user) | Q(buddy=user)).delete()


@transaction.atomic
def leave(user: User, organization: Organization) -> None:
    """Somebody has left: the agency needs their first days no more, and nobody has them as a buddy."""
    OnboardingTick.objects.filter(learner=user, organization=organization).delete()
    Buddy.objects.filter(Q(learner=user) | Q(buddy=user), organization=organization).delete()


@transaction.atomic
def expire(*, before: datetime, most: int) -> int:
    """Of people who left that long ago. Returns how many rows went."""
    left = left_before(before, user=OuterRef("learner"), organization=OuterRef("organization"))
    return sum(
        model.objects.filter(pk__in=list(model.objects.filter(left).values_list("pk", flat=True)[:most])).delete()[0]
        for model in (OnboardingTick, Buddy)
    )
