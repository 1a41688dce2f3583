"""Whose shifts somebody may sign, and as what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User as DjangoUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from assessments.shadowing.models import COUNTED, ShadowEntry, ShadowEntryQuerySet, State
from assessments.shadowing.signing.models import SignOff, StandIn
from assessments.shadowing.signing.rules import REPLY_FOR, STAND_IN_AFTER
from lms.people.clocks import day_by
from lms.people.models import Membership, Organization, Role, User

# Whoever was there and has been at it for a while; a new hire signs for nobody.
COLLEAGUES = (Role.SENIOR_PEER, Role.SUPERVISOR, Role.TRAINER)
# Who is asked where somebody wants someone else to look.
OTHERS = (Role.SUPERVISOR, Role.TRAINER, Role.COORDINATOR)
# Until somebody has decided, and while they talk it over.
SIGNABLE = (State.SUBMITTED, State.NEEDS_WORD)


def theirs_to_sign(user: User, *, now: datetime) -> ShadowEntryQuerySet:
    """The shifts that are this person's to sign, in whatever state, oldest first. Never one's own, and never those of
    somebody who signed one's own.

    The supervisor of the learner's team; the colleague who was there; whoever stands in for that supervisor; the
    coordinator where there is no such supervisor, or after 72 hours. Where somebody else was asked to look:
    supervisors, trainers and coordinators of the agency who have not decided about it before.
    """
    if not user.is_authenticated:
        return ShadowEntry.objects.none()
    roles = Membership.objects.active().filter(user_id=user.pk)
    rows = list(roles.values_list("role", "organization", "team", "organization__time_zone"))
    mine = [row[:3] for row in rows]
    here = _Here({organization: day_by(clock, now) for _role, organization, _team, clock in rows})
    late = Q(sent_at__lte=now - STAND_IN_AFTER)
    asked = Q(asked_another_at__isnull=False)
    coordinated = {organization for role, organization, _team in mine if role == Role.COORDINATOR}
    usual = (
        here.in_teams({team for role, _organization, team in mine if role == Role.SUPERVISOR and team})
        | Q(colleague_id=user.pk, organization__in=_where(mine, COLLEAGUES))
        | here.standing_in(user, late)
        | Q(organization__in=coordinated) & (late | ~here.supervised())
    )
    another = asked & Q(organization__in=_where(mine, OTHERS))
    found = ShadowEntry.objects.filter(
        (~asked & usual) | another, here.is_member(), organization__in=here.organizations, sent_at__isnull=False
    )
    return _without_rings(found.exclude(learner_id=user.pk), user).order_by("sent_at")


def signable_by(user: User, *, now: datetime) -> ShadowEntryQuerySet:
    """Those of them that somebody can decide about now."""
    return theirs_to_sign(user, now=now).filter(state__in=SIGNABLE)


def waiting_for(user: User, *, now: datetime) -> ShadowEntryQuerySet:
    """Those of them that nobody has looked at."""
    return theirs_to_sign(user, now=now).filter(state=State.SUBMITTED)


def unanswered(user: User, *, now: datetime) -> list[datetime]:
    """Since when shifts of one's own wait for a word from oneself: counted in part or not, and not locked yet."""
    mine = ShadowEntry.objects.of(user).filter(agreed_at=None, settled_at__isnull=False)
    talked = Q(state__in=[State.NEEDS_WORD, State.NOT_THERE])
    fresh = Q(state__in=[State.IN_PART, State.NOT_COUNTED], decided_at__gt=now - REPLY_FOR)
    return [at for at in mine.filter(talked | fresh).values_list("settled_at", flat=True) if at]


def can_sign_off(user: DjangoUser, entry: ShadowEntry, *, now: datetime | None = None) -> str:
    """As which role the user may decide about this shift; empty where they may not."""
    if not signable_by(user, now=now or timezone.now()).filter(pk=entry.pk).exists():
        return ""
    return role_for(user, entry.organization)


def stands_in_for(user: DjangoUser, entry: ShadowEntry, *, now: datetime) -> StandIn | None:
    """In whose place somebody signs this shift, where it is not theirs by a role of their own."""
    teams = Membership.objects.active().filter(user=entry.learner, team__isnull=False).values("team")
    supervised = Membership.objects.active().filter(role=Role.SUPERVISOR, team__in=teams)
    if entry.colleague_id == user.pk or supervised.filter(user_id=user.pk).exists():
        return None
    places = StandIn.objects.filter(stand_in_id=user.pk, organization=entry.organization)
    today = day_by(entry.organization.time_zone, now)
    away = Q(away_from__lte=today, away_until__gte=today)
    when = Q() if entry.sent_at and entry.sent_at <= now - STAND_IN_AFTER else away
    return places.filter(when, supervisor__in=supervised.values("user")).select_related("supervisor").first()


def role_for(user: DjangoUser, organization: Organization) -> str:
    """The role under which somebody signs in this agency: the one nearest to the work."""
    held = set(
        Membership.objects.active().filter(user_id=user.pk, organization=organization).values_list("role", flat=True)
    )
    order = (Role.SUPERVISOR, Role.TRAINER, Role.COORDINATOR, Role.SENIOR_PEER, Role.OBSERVER, Role.NEW_HIRE)
    return next((role.value for role in order if role in held), "")


def _where(mine: Iterable[tuple[str, UUID, UUID | None]], roles: Collection[str]) -> set[UUID]:
    return {organization for role, organization, _team in mine if role in roles}


@dataclass(frozen=True)
class _Here:
    """Conditions about the learner of a shift. Each looks at these organizations alone, not at everybody; `today` is
    the day that the clock of each shows."""

    today: dict[UUID, date]

    @property
    def organizations(self) -> set[UUID]:
        return set(self.today)

    def _members(self) -> QuerySet[Membership]:
        return Membership.objects.active().filter(organization__in=self.organizations)

    def _theirs(self) -> QuerySet[Membership]:
        return self._members().filter(user=OuterRef("learner"), organization=OuterRef("organization"))

    def is_member(self) -> Exists:
        """They are here today."""
        return Exists(self._theirs())

    def in_teams(self, teams: object) -> Q:
        """They are in one of these teams."""
        return Q(Exists(self._theirs().filter(team__in=teams)))

    def supervised(self) -> Q:
        """Their team has a supervisor who is somebody else."""
        others = self._members().filter(role=Role.SUPERVISOR, team=OuterRef("team"))
        return Q(Exists(self._theirs().filter(Exists(others.exclude(user=OuterRef("user"))))))

    def standing_in(self, user: User, late: Q) -> Q:
        """This person stands in for their supervisor: at once while that one is away, else for what waited too long."""
        for_me = StandIn.objects.filter(stand_in_id=user.pk, organization__in=self.organizations)
        away = for_me.filter(self._is_away())
        return self.in_teams(self._teams_of(away)) | late & self.in_teams(self._teams_of(for_me))

    def _is_away(self) -> Q:
        found = Q(pk__in=[])
        for day in set(self.today.values()):
            there = [organization for organization, today in self.today.items() if today == day]
            found |= Q(organization__in=there, away_from__lte=day, away_until__gte=day)
        return found

    def _teams_of(self, places: QuerySet[StandIn]) -> QuerySet[Membership, Any]:
        supervised = self._members().filter(role=Role.SUPERVISOR, team__isnull=False)
        named = places.filter(supervisor=OuterRef("user"), organization=OuterRef("organization"))
        return supervised.filter(Exists(named)).values("team")


def _without_rings(found: ShadowEntryQuerySet, user: User) -> ShadowEntryQuerySet:
    """Nobody signs for somebody who signed for them, or decides again where someone else was asked to look."""
    mine = SignOff.objects.standing().filter(learner_id=user.pk, outcome__in=[state.value for state in COUNTED])
    here = SignOff.objects.filter(entry=OuterRef("pk"))
    # Who made a link answers for what was signed by it.
    for who in ("signer", "link__made_by"):
        found = found.filter(~Exists(mine.filter(**{who: OuterRef("learner")})))
        found = found.exclude(Q(asked_another_at__isnull=False) & Q(Exists(here.filter(**{who: user.pk}))))
    return found
