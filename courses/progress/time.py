"""Counting the time that somebody works: a row of seconds for each activity, written without a lock where it can be."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from courses.enrollment.models import Enrollment
from courses.progress import hours
from courses.progress.models import LearningTime
from lms import conf, prepared

_SECONDS = """
SELECT engaged_seconds FROM lms_courses_learningtime
 WHERE enrollment_id = %(enrollment)s AND activity_key = %(key)s
"""


@dataclass(frozen=True)
class Work:
    """That somebody worked: a stretch of the server's clock, when it was told, and what the caller knows already.

    `known` is the row as it was read, None where there was none; `tops_up` whether the part may be done and have
    credit to gain. What `waited` on a phone without a connection counts only after the last second counted before.
    """

    stretch: hours.Stretch
    now: datetime
    known: LearningTime | None = None
    tops_up: bool = True
    waited: bool = False


def idle_seconds() -> int:
    """The longest silence that still counts."""
    return int(conf.idle_limit().total_seconds())


def worked_on(enrollment: Enrollment, activity_key: uuid.UUID) -> int:
    """Seconds worked on this so far."""
    where = {"enrollment": prepared.key_of(enrollment.pk), "key": prepared.key_of(activity_key)}
    with prepared.cursor() as cursor:
        cursor.execute(_SECONDS, where)
        return int((cursor.fetchone() or (0,))[0])


def count(enrollment: Enrollment, activity_key: uuid.UUID, work: Work) -> tuple[int, bool]:
    """Add what was not counted before: `(all the seconds now, whether they grew)`. Within a transaction.

    Nothing is counted where the row is deleted meanwhile: with the account, say.
    """
    row = work.known or LearningTime(enrollment=enrollment, activity_key=activity_key)
    seconds = _write(row, work)
    if seconds is None:
        # Somebody else wrote meanwhile: then once more, and nobody else at the same time.
        rows = LearningTime.objects.select_for_update()
        there = rows.filter(enrollment=enrollment, activity_key=activity_key).first()
        if there is None:
            return 0, False
        row = there
        seconds = _write(row, work) or 0
    return seconds, seconds > row.engaged_seconds


def _write(row: LearningTime, work: Work) -> int | None:
    """The seconds there are now; None where the row is no longer as it was read."""
    stretch = hours.after(work.stretch, row.told_until) if work.waited else work.stretch
    if stretch is None:
        return row.engaged_seconds
    recent, more = hours.add(row.recent, stretch, now=int(work.now.timestamp()), idle=idle_seconds())
    seconds = row.engaged_seconds + more
    until = max(row.told_until or 0, stretch[1])
    counted: dict[str, Any] = {"engaged_seconds": seconds, "recent": recent, "told_until": until}
    if row._state.adding:
        return seconds if _is_first(row, counted) else None
    if not more:
        return row.engaged_seconds
    read = {"engaged_seconds": row.engaged_seconds}
    return seconds if prepared.write_as_read(row, read=read, written=counted) else None


def _is_first(row: LearningTime, counted: dict[str, Any]) -> bool:
    first = LearningTime(enrollment_id=row.enrollment_id, activity_key=row.activity_key, **counted)
    try:
        with transaction.atomic():
            first.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def forget_moments(*, now: datetime) -> int:
    """Forget the stretches of sittings that are over; the seconds stay. Returns how many rows held some.

    The last second counted is forgotten when nothing that waited on a phone could reach back to it any more.
    """
    old = LearningTime.objects.filter(told_until__lt=now.timestamp() - hours.LONGEST_WAIT)
    old.update(told_until=None)
    oldest = int(now.timestamp()) - hours.LATEST * idle_seconds()
    held = LearningTime.objects.exclude(recent=[]).only("engaged_seconds", "recent")
    over = [row for row in held.iterator() if max(end for _start, end in row.recent) <= oldest]
    for row in over:
        LearningTime.objects.filter(pk=row.pk, engaged_seconds=row.engaged_seconds).update(recent=[])
    return len(over)
