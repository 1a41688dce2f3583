"""What supervision holds about a person, and how it goes; each part speaks for itself."""

from datetime import datetime

from django.contrib.auth.models import User

from assessments.supervision.messages import privacy as messages
from assessments.supervision.onboarding import privacy as onboarding
from assessments.supervision.talks import privacy as talks
from lms.people.held import Held
from lms.people.models import Organization

PARTS = (talks, messages, onboarding)


def held_about(user: User) -> Held:
    """`{what: rows}` of every part."""
    return {what: rows for part in PARTS for what, rows in part.held_about(user).items()}


def erase(user: User) -> None:
    """What each part lets go when an account is deleted."""
    for part in PARTS:
        part.erase(user)


def leave(user: User, organization: Organization) -> None:
    """What each lets go when somebody leaves an agency."""
    for part in PARTS:
        part.leave(user, organization)


def expire(*, before: datetime, most: int) -> int:
    """What each lets go with time. Returns how many rows went."""
    return sum(part.expire(before=before, most=most) for part in PARTS)
