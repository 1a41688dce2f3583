"""How many shifts wait for a signature, and since when: figures for who looks after it, never whose shift."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery, UUIDField

from assessments.shadowing.models import ShadowEntry, State
from lms.people.models import Membership, Organization


@dataclass(frozen=True)
class Backlog:
    """What waits in one team; `team_id` is None for those who are in no team."""

    team_id: UUID | None
    count: int
    oldest: datetime | None


def backlog_of(organization: Organization, people: QuerySet[Membership]) -> list[Backlog]:
    """The shifts that these people sent here and that wait, by the team they are in today. One query."""
    here = people.filter(organization=organization, user=OuterRef("learner"))
    team = here.order_by("team").values("team")
    waiting: QuerySet[ShadowEntry, Any] = ShadowEntry.objects.filter(organization=organization, state=State.SUBMITTED)
    found = (
        waiting.filter(learner__in=people.values("user"))
        .annotate(team=Subquery(team[:1], output_field=UUIDField()))
        .order_by()
    )
    rows = found.values_list("team").annotate(Count("pk"), Min("sent_at")).order_by("team")
    return [Backlog(*row) for row in rows]
