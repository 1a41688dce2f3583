"""What Django finds by name; the models live with their features."""

from lms.people.directory.models import (
    EDITS_COURSES,
    SEES_ORGANIZATION,
    SEES_TEAM,
    Membership,
    MembershipQuerySet,
    Organization,
    Profile,
    Role,
    Team,
    User,
)
from lms.people.invitations.models import Invitation

__all__ = [
    "EDITS_COURSES",
    "SEES_ORGANIZATION",
    "SEES_TEAM",
    "Invitation",
    "Membership",
    "MembershipQuerySet",
    "Organization",
    "Profile",
    "Role",
    "Team",
    "User",
]
