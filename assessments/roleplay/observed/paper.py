"""The verb of a score that was given on paper: whoever was there enters it later. Safe to repeat."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.services import decline_self, finish, keep_marks, open_performance, rate_self
from assessments.roleplay.observed.taps import MOMENT, Mark
from courses.enrollment.models import Enrollment
from courses.pages.sessions import SessionPage
from courses.progress.services import lock_all
from lms.people.clocks import today_in
from lms.people.models import Organization

# For so long a sheet may wait.
MOST_DAYS = 60


@dataclass(frozen=True)
class Sheet:
    """What stands on the paper. `moments` are (seconds since the play began, which one); `self_ratings` is None where
    the learner would rather not."""

    scenario: str
    played_on: date
    marks: Mapping[str, Any]
    global_rating: int
    self_ratings: Mapping[str, int] | None = None
    partner: User | None = None
    moments: Sequence[tuple[int, str]] = field(default=())
    worked: str = ""
    to_try: str = ""


@transaction.atomic
def enter_from_paper(
    *, key: uuid.UUID, observer: User, enrollment: Enrollment, session: SessionPage, sheet: Sheet
) -> Observation:
    """A performance that was scored on paper, signed by whoever observed it then. `key` is made by whoever asks: the
    same one again is the same.

    Raises as `open_performance` and `finish`, and ValidationError for a day that is not within the last sixty or a mark
    that is none.
    """
    lock_all([enrollment])
    performance = open_performance(
        key=key,
        observer=observer,
        enrollment=enrollment,
        session=session,
        scenario=sheet.scenario,
        partner=sheet.partner,
        on_paper_at=_noon(sheet.played_on, enrollment.organization),
    )
    mine = performance.observations.get(observer=observer)
    if mine.signed_at:
        return mine
    if not performance.on_paper:
        raise ValidationError(_("Begin again from the list."))
    mine, refused = keep_marks(observation=mine, observer=observer, marks=_marks(sheet))
    if refused:
        raise ValidationError(_("Something on this sheet fits nothing that is scored here."))
    _see_themselves(performance, observer, sheet.self_ratings)
    said: dict[str, Any] = {"global_rating": sheet.global_rating, "worked": sheet.worked, "to_try": sheet.to_try}
    return finish(observation=mine, observer=observer, **said)


def days(organization: Organization) -> tuple[date, date]:
    """The first and the last day that may be entered now, where the agency is."""
    today = today_in(organization)
    return today - timedelta(days=MOST_DAYS), today


def _noon(day: date, organization: Organization) -> datetime:
    """A sheet says the day alone. Today's noon may be still to come: then it is now."""
    first, last = days(organization)
    if not first <= day <= last:
        raise ValidationError(_("The day is today or one of the last %(days)s.") % {"days": MOST_DAYS})
    return min(datetime.combine(day, time(12), ZoneInfo(organization.time_zone)), timezone.now())


def _marks(sheet: Sheet) -> list[Mark]:
    marks = [Mark(key, value, 1, f"paper-{key}") for key, value in sheet.marks.items()]
    moments = [({"at": at, "about": about}, number) for number, (at, about) in enumerate(sheet.moments)]
    return marks + [Mark(f"{MOMENT}paper-{number}", value, 1, f"paper-m{number}") for value, number in moments]


def _see_themselves(performance: Performance, observer: User, ratings: Mapping[str, int] | None) -> None:
    if ratings is None:
        decline_self(performance=performance, by=observer)
    else:
        rate_self(performance=performance, by=observer, ratings=ratings)
