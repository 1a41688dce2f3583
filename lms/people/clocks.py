"""Which day it is. The site counts in UTC; people live by the clock of their agency, and in the evening theirs says
another day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import F
from django.utils import timezone

from lms.people.models import Membership, Organization


def day_by(clock: str, moment: datetime) -> date:
    """The day that a clock shows at a moment, such as that of "America/New_York"."""
    return moment.astimezone(ZoneInfo(clock)).date()


def today_in(organization: Organization) -> date:
    """The day that the clock at work shows."""
    return day_by(organization.time_zone, timezone.now())


def clock_of(user: User) -> str:
    """The time zone that somebody lives by: of the agency where they have been longest, today's before earlier ones."""
    roles = Membership.objects.filter(user=user).select_related("organization")
    role = roles.order_by(F("ended_at").desc(nulls_first=True), "started_at").first()
    return role.organization.time_zone if role else settings.TIME_ZONE
