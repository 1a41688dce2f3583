"""What is held about a person that was counted by month."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import OuterRef
from django.utils import formats
from django.utils.translation import gettext as _

from assessments.shadowing.months.models import MonthlyCount
from lms.people.held import Held, as_rows
from lms.people.models import Organization
from lms.people.privacy import left_before


def held_about(user: User) -> Held:
    """`{what: rows}`: two numbers a month."""
    return {_("What you counted by month"): as_rows(MonthlyCount.objects.of(user), month=(_("month"), _month))}


def _month(count: MonthlyCount) -> str:
    return formats.date_format(count.month, "YEAR_MONTH_FORMAT")


def erase(user: User) -> None:
    """All of it goes."""
    MonthlyCount.objects.filter(learner=user).delete()


def leave(user: User, organization: Organization) -> None:
    """Nothing changes: it was the person's alone all the time."""


def expire(*, before: datetime, most: int) -> int:
    """Of people who left an agency that long ago. Returns how many rows went."""
    left = MonthlyCount.objects.filter(
        left_before(before, user=OuterRef("learner"), organization=OuterRef("organization"))
    )
    return MonthlyCount.objects.filter(pk__in=list(left.values_list("pk", flat=True)[:most])).delete()[0]
