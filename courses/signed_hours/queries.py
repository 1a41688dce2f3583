"""Signed hours in sum, by agency and by what they count as."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Count, Max, Min, Sum

from courses.signed_hours.models import Kind, SignedHours


class SignedTotal(NamedTuple):
    """Of one kind in one agency: minutes, from the first day to the last, and how many signatures."""

    organization: str
    kind: Kind
    minutes: int
    first: date
    last: date
    times: int


def signed_totals(user: User) -> list[SignedTotal]:
    """All that was signed for somebody, by agency, experience before supervision."""
    groups = SignedHours.objects.of(user).order_by("organization__name", "kind").values("organization__name", "kind")
    summed = groups.annotate(together=Sum("minutes"), first=Min("on"), last=Max("on"), count=Count("pk"))
    return [
        SignedTotal(
            one["organization__name"], Kind(one["kind"]), one["together"], one["first"], one["last"], one["count"]
        )
        for one in summed
    ]


def signed_minutes(totals: Iterable[SignedTotal]) -> dict[Kind, int]:
    """`{kind: minutes}` over all agencies."""
    minutes: Counter[Kind] = Counter()
    for one in totals:
        minutes[one.kind] += one.minutes
    return dict(minutes)
