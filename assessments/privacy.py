"""What assessments hold about a person, and how it goes; each feature speaks for itself."""

from datetime import datetime

from django.contrib.auth.models import User

from assessments.quizzes import privacy as quizzes
from assessments.shadowing import privacy as shadowing
from assessments.shadowing.privacy import leave
from lms.people.held import Held

__all__ = ["erase", "expire", "held_about", "leave"]


def held_about(user: User) -> Held:
    """`{what: rows}` of every feature."""
    return {**quizzes.held_about(user), **shadowing.held_about(user)}


def erase(user: User) -> None:
    """What each feature lets go when an account is deleted."""
    for feature in (quizzes, shadowing):
        feature.erase(user)


def expire(*, before: datetime, most: int) -> int:
    """What each lets go of people who left that long ago. Returns how many rows went."""
    return sum(feature.expire(before=before, most=most) for feature in (quizzes, shadowing))
