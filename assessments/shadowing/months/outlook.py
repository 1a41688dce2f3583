"""How what is counted by month reads on its screen."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.utils import formats

from assessments.shadowing import outlook
from assessments.shadowing.months.models import Counted, MonthlyCount
from assessments.shadowing.months.rules import MOST, open_months
from lms.people.clocks import today_in
from lms.people.models import Organization


def agencies(user: User) -> list[Organization]:
    """Where somebody counts, or has counted: what they counted stays theirs after they left."""
    counted = Organization.objects.filter(pk__in=MonthlyCount.objects.of(user).values("organization"))
    return list({one.pk: one for one in [*outlook.agencies_of(user), *counted]}.values())


def months(user: User, organization: Organization, others: list[Organization]) -> dict[str, Any]:
    """The context: the months to count in, the latest first; then the earlier ones, to read or to delete.

    `offers` says whether to name a person to talk to: after a month with an overdose response.
    """
    kept = {one.month: one for one in MonthlyCount.objects.of(user).filter(organization=organization)}
    now = open_months(today_in(organization)) if outlook.is_here(user, organization) else []
    return {
        **outlook.around(user),
        "organization": organization,
        "others": others,
        "open": [_month(month, kept.get(month)) for month in now],
        "earlier": [_month(month, one) for month, one in kept.items() if month not in now],
        "offers": any(kept[month].overdoses for month in now if month in kept),
        "person": {"name": organization.contact_name, "phone": organization.contact_phone},
    }


def _month(month: date, kept: MonthlyCount | None) -> dict[str, Any]:
    return {
        "value": f"{month:%Y-%m}",
        "words": formats.date_format(month, "YEAR_MONTH_FORMAT"),
        "counts": [_count(what, getattr(kept, what.value, 0)) for what in Counted],
    }


def _count(what: Counted, number: int) -> dict[str, Any]:
    more = number + 1 if number < MOST else None
    fewer = number - 1 if number else None
    return {"what": what.value, "label": what.label, "number": number, "fewer": fewer, "more": more}
