"""Which day it is. The site counts in UTC; people live by the clock of their agency, and in the evening theirs says
another day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lms.people.models import Membership, Organization


def day_by(clock: str, moment: datetime) -> date:
    """The day that a clock shows at a moment, such as that of "America/New_York"."""
    return moment.astimezone(ZoneInfo(clock)).date()


def today_in(organization: Organization) -> date:
    """The day that the clock at work shows."""
    return day_by(organization.time_zone, timezone.now())


def clock_of(user: User | AnonymousUser) -> str:
    """The time zone that somebody lives by: of the agency where they have been longest, today's before earlier ones. A
    stranger's is that of the site."""
    if not user.is_authenticated:
        return settings.TIME_ZONE
    roles = Membership.objects.filter(user_id=user.pk).select_related("organization")
    role = roles.order_by(F("ended_at").desc(nulls_first=True), "started_at").first()
    return role.organization.time_zone if role else settings.TIME_ZONE


class ClockOf(tzinfo):
    """A time zone whose name is asked for when the first moment is shown: a page without one costs no query."""

    def __init__(self, name: Callable[[], str]) -> None:
        self.name = name

    @cached_property
    def zone(self) -> ZoneInfo:
        """The one that is meant."""
        return ZoneInfo(self.name())

    def fromutc(self, moment: datetime) -> datetime:
        """The moment by it."""
        return moment.replace(tzinfo=UTC).astimezone(self.zone)

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """How far it is from UTC then."""
        return self.zone.utcoffset(moment)

    def dst(self, moment: datetime | None) -> timedelta | None:
        """How much of that is for the summer."""
        return self.zone.dst(moment)

    def tzname(self, moment: datetime | None) -> str | None:
        """Such as "EST"."""
        return self.zone.tzname(moment)

    def __str__(self) -> str:
        """Its name."""
        return str(self.zone)


class ClockMiddleware:
    """Pages show moments by the clock of whoever reads them. Comes after `AuthenticationMiddleware`; without it they
    are shown by the site's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(ClockOf(lambda: clock_of(request.user))):
            return self.get_response(request)
