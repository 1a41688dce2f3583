"""Counting the time that somebody works: a row of seconds for each activity, written without a lock where it can be."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from courses.enrollment.models import Enrollment
from courses.progress import hours
from courses.progress.models import LearningTime
from lms import conf


@dataclass(frozen=True)
class Work:
    """That somebody worked: a stretch of the server's clock, when it was told, and what the caller knows already.

    `known` is the row as it was read, None where there was none; `tops_up` whether the part may be done and have
    credit to gain.
    """

    stretch: hours.Stretch
    now: datetime
    known: LearningTime | None = None
    tops_up: bool = True


def idle_seconds() -> int:
    """The longest silence that still counts."""
    return int(conf.idle_limit().total_seconds())


def worked_on(enrollment: Enrollment, activity_key: uuid.UUID) -> int:
    """Seconds worked on this so far."""
    rows = LearningTime.objects.filter(enrollment=enrollment, activity_key=activity_key)
    return rows.values_list("engaged_seconds", flat=True).first() or 0


def count(enrollment: Enrollment, activity_key: uuid.UUID, work: Work) -> tuple[int, bool]:
    """Add what was not counted before: `(all the seconds now, whether they grew)`. Within a transaction."""
    row = work.known or LearningTime(enrollment=enrollment, activity_key=activity_key)
    seconds = _write(row, work)
    if seconds is None:
        # Somebody else wrote meanwhile: then once more, and nobody else at the same time.
        rows = LearningTime.objects.select_for_update()
        row = rows.get(enrollment=enrollment, activity_key=activity_key)
        seconds = _write(row, work) or 0
    return seconds, seconds > row.engaged_seconds


def _write(row: LearningTime, work: Work) -> int | None:
    """The seconds there are now; None where the row is no longer as it was read."""
    recent, more = hours.add(row.recent, work.stretch, now=int(work.now.timestamp()), idle=idle_seconds())
    seconds = row.engaged_seconds + more
    if row._state.adding:
        return seconds if _is_first(row, seconds, recent) else None
    if not more:
        return seconds
    as_read = LearningTime.objects.filter(pk=row.pk, engaged_seconds=row.engaged_seconds)
    return seconds if as_read.update(engaged_seconds=seconds, recent=recent) else None


def _is_first(row: LearningTime, seconds: int, recent: list[hours.Stretch]) -> bool:
    first = LearningTime(
        enrollment_id=row.enrollment_id, activity_key=row.activity_key, engaged_seconds=seconds, recent=recent
    )
    try:
        with transaction.atomic():
            first.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def forget_moments(*, now: datetime) -> int:
    """Forget the stretches of sittings that are over; the seconds stay. Returns how many rows held some."""
    oldest = int(now.timestamp()) - hours.LATEST * idle_seconds()
    held = LearningTime.objects.exclude(recent=[]).only("engaged_seconds", "recent")
    over = [row for row in held.iterator() if max(end for _start, end in row.recent) <= oldest]
    for row in over:
        LearningTime.objects.filter(pk=row.pk, engaged_seconds=row.engaged_seconds).update(recent=[])
    return len(over)
