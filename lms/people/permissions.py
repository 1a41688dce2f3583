"""Predicates with a name. Each says in one line whom it lets."""

from lms.people.models import EDITS_COURSES, SEES_ORGANIZATION, SEES_TEAM, Membership, Organization, User


def roles_in(user: User, organization: Organization) -> set[str]:
    """The roles the user holds in the organization today."""
    if not user.is_authenticated:
        return set()
    mine = Membership.objects.active().filter(user_id=user.pk, organization=organization)
    return set(mine.values_list("role", flat=True))


def works_with(user: User, learner_id: int, organization: Organization) -> Membership | None:
    """The user's role over this learner: trainer or coordinator of the organization,
    or supervisor or senior peer of the learner's team. Never over oneself."""
    if not user.is_authenticated or user.pk == learner_id:
        return None
    theirs = Membership.objects.active().filter(user_id=learner_id, organization=organization)
    if not theirs.exists():
        return None
    teams = theirs.filter(team__isnull=False).values("team")
    mine = Membership.objects.active().filter(user_id=user.pk, organization=organization)
    return mine.filter(role__in=SEES_ORGANIZATION).first() or mine.filter(role__in=SEES_TEAM, team__in=teams).first()


def can_confirm_attendance(user: User, learner_id: int, organization: Organization) -> bool:
    """A trainer, supervisor or senior peer who works with the learner. A coordinator alone was not there."""
    role = works_with(user, learner_id, organization)
    return role is not None and bool(roles_in(user, organization) & {"trainer", "supervisor", "senior_peer"})


def can_take_back_certificates(user: User, organization: Organization) -> bool:
    """A trainer or coordinator of the organization that issued it."""
    return bool(roles_in(user, organization) & set(SEES_ORGANIZATION))


def can_enroll_others(user: User, organization: Organization) -> bool:
    """A trainer or coordinator of the organization."""
    return bool(roles_in(user, organization) & set(SEES_ORGANIZATION))


def can_edit_courses(user: User, organization: Organization) -> bool:
    """A trainer or coordinator of the organization; the same people hold its Wagtail group."""
    return bool(roles_in(user, organization) & set(EDITS_COURSES))
