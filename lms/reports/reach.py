"""About whom somebody may ask. Every report that lists people starts here."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet

from courses.enrollment.models import Enrollment, EnrollmentQuerySet
from lms.people.clocks import today_in
from lms.people.models import SEES_ORGANIZATION, Membership, Organization, Role, Team

READS_REPORTS = (Role.SUPERVISOR, *SEES_ORGANIZATION)


@dataclass(frozen=True)
class Reach:
    """One agency, as one person may ask about it: about everyone there, or about the people of their own teams."""

    user: User
    organization: Organization
    sees_everyone: bool
    own_teams: frozenset[UUID]

    @property
    def seal(self) -> str:
        """Changes as soon as this person may ask about others than before."""
        return "everyone" if self.sees_everyone else ",".join(sorted(map(str, self.own_teams)))

    @property
    def zone(self) -> ZoneInfo:
        """The agency's clock."""
        return ZoneInfo(self.organization.time_zone)

    @property
    def today(self) -> date:
        """The day on it."""
        return today_in(self.organization)

    def teams(self) -> QuerySet[Team]:
        """The teams that they may ask about."""
        teams = Team.objects.filter(organization=self.organization)
        return teams if self.sees_everyone else teams.filter(pk__in=self.own_teams)

    def enrollments(self, team: UUID | None = None) -> EnrollmentQuerySet:
        """Those of the people they work with here, never their own; with a team only of its people."""
        found = Enrollment.objects.under(self.user, roles=READS_REPORTS)
        found = found.filter(organization=self.organization, withdrawn_at=None)
        return found.filter(Exists(roles_of_learner().filter(team=team))) if team else found


def roles_of_learner(learner: str = "learner") -> QuerySet[Membership]:
    """The roles that somebody holds where they are enrolled; for a row that knows both."""
    path = learner.removesuffix("learner")
    return Membership.objects.active().filter(user=OuterRef(learner), organization=OuterRef(f"{path}organization"))


def reaches_of(user: User) -> list[Reach]:
    """One for each agency that somebody may ask about, by name. One query."""
    held = Membership.objects.active().filter(user=user, role__in=READS_REPORTS).select_related("organization")
    by_agency: dict[Any, list[Membership]] = {}
    for role in held.order_by("organization__name"):
        by_agency.setdefault(role.organization_id, []).append(role)
    return [_reach(user, roles) for roles in by_agency.values()]


def _reach(user: User, roles: list[Membership]) -> Reach:
    sees_everyone = any(role.role in SEES_ORGANIZATION for role in roles)
    own_teams = frozenset(role.team_id for role in roles if role.team_id)
    return Reach(user, roles[0].organization, sees_everyone, own_teams)
