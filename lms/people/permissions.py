"""Predicates with a name. Each says in one line whom it lets."""

from collections.abc import Collection

from django.contrib.auth.models import User as DjangoUser

from lms.people.models import (
    EDITS_COURSES,
    SEES_ORGANIZATION,
    SEES_TEAM,
    Membership,
    Organization,
    Role,
    SharedRecord,
    User,
)

# Who leads sessions, and so can say that they saw somebody there.
CONFIRMS = (Role.TRAINER, Role.SUPERVISOR, Role.SENIOR_PEER)
# Who scores role-plays, of everyone in the organization: two who do must be able to see the same person.
OBSERVES = (Role.TRAINER, Role.OBSERVER)
# Whose part it can be to observe too.
MAY_OBSERVE = (Role.SUPERVISOR, Role.SENIOR_PEER)


def roles_in(user: User, organization: Organization) -> set[str]:
    """The roles the user holds in the organization today."""
    if not user.is_authenticated:
        return set()
    mine = Membership.objects.active().filter(user_id=user.pk, organization=organization)
    return set(mine.values_list("role", flat=True))


def roles_of(user: User) -> set[str]:
    """Every role the user holds today, wherever: what the navigation shows by."""
    if not user.is_authenticated:
        return set()
    return set(Membership.objects.active().filter(user_id=user.pk).values_list("role", flat=True))


def works_with(
    user: User, learner_id: int, organization: Organization, *, roles: Collection[str] = tuple(Role)
) -> Membership | None:
    """The user's role over this learner: trainer or coordinator of the organization,
    or supervisor or senior peer of the learner's team. Never over oneself."""
    if not user.is_authenticated or user.pk == learner_id:
        return None
    theirs = Membership.objects.active().filter(user_id=learner_id, organization=organization)
    if not theirs.exists():
        return None
    teams = theirs.filter(team__isnull=False).values("team")
    mine = Membership.objects.active().filter(user_id=user.pk, organization=organization, role__in=roles)
    return mine.filter(role__in=SEES_ORGANIZATION).first() or mine.filter(role__in=SEES_TEAM, team__in=teams).first()


def can_confirm_attendance(user: User, learner_id: int, organization: Organization) -> Membership | None:
    """As which role the user may confirm this learner's attendance: a trainer of the organization, or a supervisor
    or senior peer of the learner's team. Never oneself; a coordinator alone was not there."""
    return works_with(user, learner_id, organization, roles=CONFIRMS)


def can_observe(user: User, learner_id: int, organization: Organization) -> Membership | None:
    """As which role the user may score role-plays of this learner: a trainer or an observer of the organization.
    Never oneself."""
    if not user.is_authenticated or user.pk == learner_id:
        return None
    here = Membership.objects.active().filter(organization=organization)
    if not here.filter(user_id=learner_id).exists():
        return None
    return here.filter(user_id=user.pk, role__in=OBSERVES).order_by("-role").first()


def can_confirm_outside_training(user: User, learner_id: int, organization: Organization) -> Membership | None:
    """As which role the user may say that they saw this learner's certificate from elsewhere: a coordinator of the
    learner's organization. Never oneself."""
    return works_with(user, learner_id, organization, roles=[Role.COORDINATOR])


def can_excuse(user: User, learner_id: int, organization: Organization) -> bool:
    """A coordinator of the organization, never for oneself. The learner may have left: their certificate waits too."""
    return user.pk != learner_id and Role.COORDINATOR in roles_in(user, organization)


def sees_shared_record(user: User, learner_id: int, organization: Organization) -> bool:
    """A trainer or coordinator of the agency to which somebody shows what they did elsewhere. Never supervisors."""
    shared = SharedRecord.objects.filter(user_id=learner_id, organization=organization)
    return works_with(user, learner_id, organization, roles=SEES_ORGANIZATION) is not None and shared.exists()


def can_take_back_certificates(user: User, organization: Organization) -> bool:
    """A trainer or coordinator of the organization that issued it."""
    return bool(roles_in(user, organization) & set(SEES_ORGANIZATION))


def can_enroll_others(user: User, organization: Organization) -> bool:
    """A trainer or coordinator of the organization."""
    return bool(roles_in(user, organization) & set(SEES_ORGANIZATION))


def roles_to_give(user: User, organization: Organization) -> list[str]:
    """Roles the user may invite to here: a coordinator every one, a trainer new hires and senior peers."""
    held = roles_in(user, organization)
    if Role.COORDINATOR in held:
        return [role for role in Role.values if role != Role.OBSERVER]
    return [Role.NEW_HIRE, Role.SENIOR_PEER] if Role.TRAINER in held else []


# Who answers for whom: each for the ones before.
RANK = (Role.NEW_HIRE, Role.SENIOR_PEER, Role.OBSERVER, Role.SUPERVISOR, Role.TRAINER, Role.COORDINATOR)


def can_restore_access(user: User, other: DjangoUser) -> Membership | None:
    """As which role the user may let this person back in: a trainer or coordinator of an organization of theirs,
    where every role that the person holds anywhere is below that. Never oneself, never anybody with admin access."""
    if not user.is_authenticated or user.pk == other.pk or not other.is_active or _enters_admin(other):
        return None
    theirs = Membership.objects.active().filter(user_id=other.pk)
    highest = max((RANK.index(Role(role)) for role in theirs.values_list("role", flat=True)), default=len(RANK))
    mine = Membership.objects.active().filter(user_id=user.pk, organization__in=theirs.values("organization"))
    above = [role for role in SEES_ORGANIZATION if RANK.index(role) > highest]
    return mine.filter(role__in=above).select_related("organization").first()


def _enters_admin(user: DjangoUser) -> bool:
    return user.is_superuser or user.is_staff or user.has_perm("wagtailadmin.access_admin")


def can_edit_local_sheet(user: User, organization: Organization) -> bool:
    """A coordinator of the organization."""
    return Role.COORDINATOR in roles_in(user, organization)


def can_edit_boards(user: User, organization: Organization) -> bool:
    """A coordinator of the organization."""
    return Role.COORDINATOR in roles_in(user, organization)


def can_change_roles(user: User, organization: Organization) -> bool:
    """A coordinator of the organization."""
    return Role.COORDINATOR in roles_in(user, organization)


def can_manage_reviews(user: User, organization: Organization) -> bool:
    """A coordinator of the organization."""
    return Role.COORDINATOR in roles_in(user, organization)


def can_set_parameters(user: User, organization: Organization) -> bool:
    """A trainer or coordinator of the organization."""
    return bool(roles_in(user, organization) & set(EDITS_COURSES))
