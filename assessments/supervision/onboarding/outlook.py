"""How somebody's first days read for them, for those who work with them, and for their buddy."""

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from assessments.supervision.onboarding.models import Buddy, OnboardingTick
from assessments.supervision.onboarding.services import items_of
from assessments.supervision.people import around
from lms.people.models import Membership, Role


def first_days(reader: User, member: Membership) -> dict[str, Any]:
    """The list of one person: what is done, by whose word and when. Nothing is counted."""
    which = {"learner": member.user, "organization": member.organization}
    ticks = OnboardingTick.objects.filter(**which).select_related("ticked_by__profile")
    done = {tick.item_key: tick for tick in ticks}
    buddy = Buddy.objects.filter(**which).select_related("buddy__profile").first()
    is_mine = member.user_id == reader.pk
    return {
        **around(reader, "record" if is_mine else "people"),
        "is_mine": is_mine,
        "member": member,
        "person": str(member.user.profile),
        "items": [_line(key, words, done.get(key)) for key, words in items_of(member.organization).items()],
        "buddy": buddy.buddy.profile if buddy else None,
        "can_add": around(reader)["roles"] & {Role.COORDINATOR} and not is_mine,
    }


def _line(key: str, words: str, tick: OnboardingTick | None) -> dict[str, Any]:
    return {
        "key": key,
        "words": words,
        "is_done": tick is not None,
        "by": str(tick.ticked_by.profile) if tick and tick.ticked_by else "",
        "on": tick.ticked_at if tick else None,
    }


def lists_of(user: User) -> list[dict[str, str]]:
    """The lists of somebody who is new, one for each agency."""
    roles = Membership.objects.active().filter(user=user, role=Role.NEW_HIRE).select_related("organization")
    return [{"organization": role.organization.name, "url": address(role)} for role in roles]


def whose_buddy(user: User) -> list[str]:
    """The names of those who chose this person as their buddy."""
    chosen = Buddy.objects.filter(buddy=user).select_related("learner__profile")
    return sorted(str(one.learner.profile) for one in chosen)


def address(member: Membership) -> str:
    """Where somebody's first days are."""
    return reverse("lms_assessments:first_days", kwargs={"membership": member.pk})
