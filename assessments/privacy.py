"""What assessments hold about a person, and how it goes; each feature speaks for itself."""

from datetime import datetime

from django.contrib.auth.models import User

from assessments.quizzes import privacy as quizzes
from assessments.roleplay.calibration import privacy as calibration
from assessments.roleplay.observed import privacy as observed
from assessments.roleplay.scenarios import privacy as scenarios
from assessments.shadowing import privacy as shadowing
from assessments.shadowing.months import privacy as months
from assessments.supervision import privacy as supervision
from lms.people.held import Held
from lms.people.models import Organization

__all__ = ["erase", "expire", "held_about", "leave", "role_ended"]

FEATURES = (quizzes, scenarios, observed, calibration, shadowing, months, supervision)


def held_about(user: User) -> Held:
    """`{what: rows}` of every feature."""
    return {what: rows for feature in FEATURES for what, rows in feature.held_about(user).items()}


def erase(user: User) -> None:
    """What each feature lets go when an account is deleted."""
    for feature in FEATURES:
        feature.erase(user)


def leave(user: User, organization: Organization) -> None:
    """What each lets go when somebody leaves an agency."""
    for feature in (observed, calibration, shadowing, months, supervision):
        feature.leave(user, organization)


def role_ended(user: User, organization: Organization) -> None:
    """What each lets go when somebody has one role less in an agency."""
    observed.role_ended(user, organization)


def expire(*, before: datetime, most: int) -> int:
    """What each lets go of people who left that long ago. Returns how many rows went."""
    return sum(feature.expire(before=before, most=most) for feature in FEATURES)
