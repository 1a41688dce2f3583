"""How somebody stands with an activity: which page they get and how far they are, in one query, as every click asks."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from courses.enrollment.models import Enrollment
from courses.progress.models import LearningTime, Place
from lms import prepared
from lms.people.clocks import day_by

# By hand, because Django takes longer to put such a query together than both databases take to answer it. Few joins
# and many subqueries of one value, because PostgreSQL plans each join against all others. An ancestor's path is the
# beginning of a page's own, four characters a level: the module is one level up, the course two.
_QUERY = """
SELECT enrollment.cycle,
       (SELECT language_code FROM wagtailcore_locale WHERE id = activity.locale_id),
       enrollment.id, enrollment.learner_id, enrollment.organization_id, enrollment.course_key,
       activity.id, activity.live_revision_id, activity.last_published_at,
       (SELECT live_revision_id || ' ' || last_published_at FROM wagtailcore_page
         WHERE path = substr(activity.path, 1, length(activity.path) - 8)),
       (SELECT contact_name FROM lms_people_organization WHERE id = enrollment.organization_id),
       (SELECT contact_phone FROM lms_people_organization WHERE id = enrollment.organization_id),
       (SELECT content_version || ' ' || time_zone FROM lms_people_organization WHERE id = enrollment.organization_id),
       place.id, place.page, place.furthest, place.answers, place.language, place.wording,
       place.updated_at,
       time.id, time.engaged_seconds, time.recent, time.told_until,
       completion.id, completion.minutes < completion.published_minutes
  FROM lms_courses_enrollment enrollment
  JOIN wagtailcore_page activity ON activity.translation_key = %(key)s AND activity.live
  LEFT JOIN lms_courses_place place ON place.enrollment_id = enrollment.id AND place.activity_key = %(key)s
  LEFT JOIN lms_courses_learningtime time ON time.enrollment_id = enrollment.id AND time.activity_key = %(key)s
  LEFT JOIN lms_courses_completion completion
    ON completion.enrollment_id = enrollment.id AND completion.activity_key = %(key)s
 WHERE enrollment.learner_id = %(user)s
   AND enrollment.withdrawn_at IS NULL
   AND enrollment.course_key = (SELECT translation_key FROM wagtailcore_page
                                 WHERE path = substr(activity.path, 1, length(activity.path) - 8))
   AND (SELECT live FROM wagtailcore_page WHERE path = substr(activity.path, 1, length(activity.path) - 4))
   AND (SELECT live FROM wagtailcore_page WHERE id = enrollment.course_id)
   AND (SELECT count(*) FROM lms_people_membership
         WHERE user_id = enrollment.learner_id AND organization_id = enrollment.organization_id
           AND ended_at IS NULL) > 0
"""


@dataclass(frozen=True)
class Standing:
    """Somebody's enrollment and their place in one activity; `place`, `page` and `furthest` are None before the first
    turn.

    `revision` names what is published, of the activity and of the course around it, whose words lessons explain; None
    where that cannot be told. `editions` are the revisions of the activity in all its languages, `{page id: revision}`.
    `agency` names what lessons quote of the agency: the version of its content and its day
    today. `is_fallback` says that it is in another language than the one asked for. The enrollment knows its keys and
    `time` its seconds; the rest of them is fetched when asked for.
    """

    enrollment: Enrollment
    key: uuid.UUID
    activity_id: int
    revision: str | None
    editions: dict[int, str | None]
    agency: str
    is_fallback: bool
    contact: tuple[str, str]
    place: Place | None
    time: LearningTime | None
    is_done: bool
    has_credit_to_gain: bool

    @property
    def page(self) -> int | None:
        """The page they are on."""
        return self.place.page if self.place else None

    @property
    def furthest(self) -> int | None:
        """The furthest page they have been on."""
        return self.place.furthest if self.place else None

    @property
    def answers(self) -> dict[str, Any]:
        """What they answered (see `Place`)."""
        return self.place.answers if self.place else {}


def standing(user: User, key: uuid.UUID) -> Standing | None:
    """How the user stands with the published activity of this key, in the active language, else in the source language.

    None unless activity, module and course are published, the user is enrolled in the course and still a member of
    the organization.
    """
    stored = Enrollment._meta.get_field("course_key").get_db_prep_value(key, connection)
    with prepared.cursor() as cursor:
        cursor.execute(_QUERY, {"key": stored, "user": user.pk})
        rows = cursor.fetchall()
    if not rows:
        return None
    cycle = max(row[0] for row in rows)
    by_language = {row[1].split("-")[0]: row[2:] for row in rows if row[0] == cycle}
    wanted = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    source = settings.LANGUAGE_CODE.split("-")[0]
    language = next(code for code in (wanted, source, *by_language) if code in by_language)
    editions = {row[6]: _revision(*row[6:10]) for row in rows if row[0] == cycle}
    return _standing(key, by_language[language], editions, is_fallback=language != wanted)


def _revision(activity_id: int, revision: int | None, published: Any, course: str | None) -> str | None:
    # The time as well as the id: a database restored from a backup gives out the same ids again.
    return f"{revision}-{published}-{course or ''}".replace(" ", "T") if revision and published else None


def _standing(key: uuid.UUID, row: Sequence[Any], editions: dict[int, str | None], *, is_fallback: bool) -> Standing:
    enrollment, learner, organization, course_key, activity_id, *rest = row
    name, phone, version, *rest = rest[3:]
    place, (time, seconds, recent, told, completion, is_short) = rest[:7], rest[7:]
    keys = [prepared.uuid_of(enrollment), learner, prepared.uuid_of(organization), prepared.uuid_of(course_key)]
    return Standing(
        enrollment=Enrollment.from_db(connection.alias, ["id", "learner_id", "organization_id", "course_key"], keys),
        key=key,
        activity_id=activity_id,
        revision=editions[activity_id],
        editions=editions,
        agency=_agency(version, name),
        is_fallback=is_fallback,
        contact=(name, phone),
        place=_place(*place) if place[0] else None,
        time=_time(time, seconds, recent, told) if time else None,
        is_done=completion is not None,
        has_credit_to_gain=bool(is_short),
    )


def _agency(version: str, contact: str) -> str:
    # A review falls due at midnight there and was taken back on a day there; what is not set names the person to ask.
    number, _space, time_zone = version.partition(" ")
    today = day_by(time_zone, timezone.now())
    return f"{number}-{today}-{md5(f'{time_zone} {contact}'.encode(), usedforsecurity=False).hexdigest()}"


def _place(pk: uuid.UUID | str, page: int, furthest: int, answers: str, *rest: Any) -> Place:
    language, wording, updated_at = rest
    columns = ["id", "page", "furthest", "answers", "language", "wording", "updated_at"]
    values = [prepared.uuid_of(pk), page, furthest, json.loads(answers), language, wording]
    return Place.from_db(connection.alias, columns, [*values, prepared.moment_of(updated_at)])


def _time(pk: uuid.UUID | str, seconds: int, recent: str, told_until: int | None) -> LearningTime:
    columns = ["id", "engaged_seconds", "recent", "told_until"]
    return LearningTime.from_db(
        connection.alias, columns, [prepared.uuid_of(pk), seconds, json.loads(recent), told_until]
    )
