"""How somebody stands with each of their own courses, by hand and in one query, as home asks it at every visit."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import connection

from courses.enrollment.models import Enrollment, Syllabus
from courses.pages import kept, rendering
from courses.pages.outlook import Left, Steps
from courses.review.notices import MAY_SAY
from lms import prepared

# A line for each enrollment, then one for each thing done (no page), then one for each place.
_QUERY = f"""
WITH mine AS (
  SELECT id, organization_id, course_key, syllabus_id, enrolled_at, completed_at
    FROM lms_courses_enrollment
   WHERE learner_id = %(user)s
     AND withdrawn_at IS NULL
     AND (SELECT live FROM wagtailcore_page WHERE id = course_id)
     AND (SELECT count(*) FROM lms_people_membership
           WHERE user_id = learner_id AND organization_id = lms_courses_enrollment.organization_id
             AND ended_at IS NULL) > 0
)
SELECT id, course_key, enrolled_at, organization_id, syllabus_id, completed_at, CAST(NULL AS integer), false FROM mine
UNION ALL
SELECT mine.id, completion.activity_key, NULL, NULL, NULL, NULL, NULL, {MAY_SAY}
  FROM mine JOIN lms_courses_completion completion ON completion.enrollment_id = mine.id
UNION ALL
SELECT mine.id, place.activity_key, place.updated_at, NULL, NULL, NULL, place.page, false
  FROM mine JOIN lms_courses_place place ON place.enrollment_id = mine.id
"""  # noqa: S608  our own words
_COLUMNS = ("id", "learner_id", "organization_id", "course_key", "syllabus_id", "enrolled_at", "completed_at")


class Read(NamedTuple):
    """Where somebody left an activity."""

    page: int
    updated_at: datetime


@dataclass
class OwnSteps(Steps):
    """Somebody's own. `may_have_news` where there may be something to say of a lesson they took (`review.notices`).
    The enrollment knows its keys and its times; the rest of it is fetched when asked for."""

    done: set[str] = field(default_factory=set)
    places: dict[str, Left] = field(default_factory=dict)
    may_have_news: bool = False


def steps_of(user: User) -> list[OwnSteps]:
    """The steps of each enrollment on a published course, where somebody still belongs, the oldest first.

    One query. A syllabus is frozen, and kept.
    """
    with prepared.cursor() as cursor:
        cursor.execute(_QUERY, {"user": user.pk})
        rows = cursor.fetchall()
    found = {row[0]: _begun(user, *row[:6]) for row in rows if row[3] is not None}
    for pk, key, updated_at, organization, _syllabus, _completed_at, page, may_have_news in rows:
        if organization is None:
            _add(found[pk], str(prepared.uuid_of(key)), page, updated_at)
            found[pk].may_have_news |= bool(may_have_news)
    syllabi = _syllabi({steps.enrollment.syllabus_id for steps in found.values()})
    for steps in found.values():
        steps.enrollment.syllabus = syllabi[steps.enrollment.syllabus_id]
    return sorted(found.values(), key=lambda steps: steps.enrollment.enrolled_at)


def _begun(user: User, pk: Any, course: Any, enrolled_at: Any, *rest: Any) -> OwnSteps:
    organization, syllabus, completed_at = rest
    one, at, on, owes = map(prepared.uuid_of, (pk, organization, course, syllabus))
    times = prepared.moment_of(enrolled_at), completed_at and prepared.moment_of(completed_at)
    return OwnSteps(Enrollment.from_db(connection.alias, _COLUMNS, [one, user.pk, at, on, owes, *times]))


def _add(steps: OwnSteps, key: str, page: int | None, updated_at: Any) -> None:
    if page is None:
        steps.done.add(key)
    else:
        steps.places[key] = Read(page, prepared.moment_of(updated_at))


def _syllabi(keys: Iterable[uuid.UUID]) -> dict[Any, Syllabus]:
    names = {key: f"syllabus:{rendering.edition()}:{key}" for key in keys}
    known = {key: kept.recall(name) for key, name in names.items()}
    missing = [key for key, syllabus in known.items() if syllabus is None]
    read = Syllabus.objects.in_bulk(missing) if missing else {}
    return {**known, **{key: kept.keep(names[key], syllabus) for key, syllabus in read.items()}}
