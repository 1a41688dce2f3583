"""What Django finds by name; the models live with their features."""

from lms.people.access.models import WayBackIn
from lms.people.directory.models import (
    EDITS_COURSES,
    LANGUAGES,
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
from lms.people.local.models import CrisisLine, LocalLine, LocalSheet
from lms.people.sharing.models import SharedRecord

__all__ = [
    "EDITS_COURSES",
    "LANGUAGES",
    "SEES_ORGANIZATION",
    "SEES_TEAM",
    "CrisisLine",
    "Invitation",
    "LocalLine",
    "LocalSheet",
    "Membership",
    "MembershipQuerySet",
    "Organization",
    "Profile",
    "Role",
    "SharedRecord",
    "Team",
    "User",
    "WayBackIn",
]
