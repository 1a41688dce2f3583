"""What a learner is told about lessons they took: a review that was taken back, words that changed."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import prefetch_related_objects

from courses.enrollment.models import Enrollment
from courses.progress.models import Completion
from courses.review.models import Renewal, Review
from courses.review.queries import reviews_of, source_language
from courses.review.waiting import CHANGED, waiting_reviews

# Whoever took a lesson in the year before its review was taken back is told why (facts.md 3.4 d), for a year.
A_YEAR = timedelta(days=365)
# Whether there may be something to say of a `completion` of an enrollment `mine`: SQL for a query written by hand. It
# is true wherever `notices` has something to say, and seldom elsewhere.
MAY_SAY = """(completion.safety_critical AND EXISTS (
  SELECT 1 FROM lms_courses_review review JOIN lms_courses_wording wording ON wording.id = review.wording_id
   WHERE review.organization_id = mine.organization_id AND review.activity_key = completion.activity_key
     AND (review.taken_back_at IS NOT NULL OR review.signed_at > completion.completed_at
          OR wording.digest <> completion.wording)))"""


@dataclass(frozen=True)
class Notice:
    """One thing to know about one lesson. `reason` and `on` where a review was taken back; else its words changed."""

    activity_key: uuid.UUID
    title: str
    reason: str = ""
    on: datetime | None = None


def notices(
    enrollments: Iterable[Enrollment],
    completions: Iterable[Completion],
    *,
    awarded: Collection[uuid.UUID],
    now: datetime,
) -> list[Notice]:
    """What to say about these completions of these enrollments. One query where nothing was signed since.

    Whoever holds a certificate (`awarded`, ids of enrollments) is told what was taken back, and asked nothing.
    """
    by_id = {enrollment.pk: enrollment for enrollment in enrollments}
    critical = [done for done in completions if done.safety_critical and done.enrollment_id in by_id]
    if not critical:
        return []
    signed = Review.objects.filter(
        organization__in={by_id[done.enrollment_id].organization_id for done in critical},
        activity_key__in={done.activity_key for done in critical},
    )
    unread = ("covers", "conflict_of_interest", "wording__passages", "wording__values", "wording__items")
    rows = list(signed.select_related("wording").defer(*unread))
    asked = [done for done in critical if done.enrollment_id not in awarded]
    newer = {done.enrollment_id for done in asked if _may_have_changed(rows, done)}
    return [*_taken_back(critical, rows, now), *_changed([by_id[pk] for pk in newer])]


def _is_about(row: Review, done: Completion) -> bool:
    language = done.language or source_language()
    return (row.activity_key, row.language) == (done.activity_key, language)


def _may_have_changed(rows: list[Review], done: Completion) -> bool:
    """Whether the last review stands behind other words, or came later, than what this person was taught."""
    standing = (row for row in rows if _is_about(row, done) and row.taken_back_at is None)
    last = next(standing, None)
    return last is not None and (last.signed_at > done.completed_at or last.wording.digest != done.wording)


def _taken_back(critical: list[Completion], rows: list[Review], now: datetime) -> list[Notice]:
    gone = [row for row in rows if row.taken_back_at and now - row.taken_back_at <= A_YEAR]
    told = [(done, row) for done in critical for row in gone if _is_about(row, done) and _was_taught(done, row)]
    renewed = dict(
        Renewal.objects.filter(enrollment__in={done.enrollment_id for done, _row in told})
        .order_by("renewed_at")
        .values_list("activity_key", "renewed_at")
        if told
        else ()
    )
    found = {
        (done.activity_key, row.taken_back_reason): Notice(
            done.activity_key, done.title, row.taken_back_reason, row.taken_back_at
        )
        for done, row in told
        if renewed.get(done.activity_key, row.signed_at) <= row.taken_back_at  # type: ignore[operator]
    }
    return list(found.values())


def _was_taught(done: Completion, row: Review) -> bool:
    return row.taken_back_at is not None and row.taken_back_at - A_YEAR <= done.completed_at <= row.taken_back_at


def _changed(enrollments: list[Enrollment]) -> list[Notice]:
    prefetch_related_objects(enrollments, "completions", "renewals", "organization")
    reviews = {one.organization_id: reviews_of(one.organization) for one in enrollments}
    waits = [wait for one in enrollments for wait in waiting_reviews(one, reviews[one.organization_id])]
    return [Notice(wait.activity_key, wait.title) for wait in waits if wait.why == CHANGED]
