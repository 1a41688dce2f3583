"""An enrollment whose progress is about to be written, and what was done on it: by hand, as the last click asks it."""

import uuid
from typing import Any

from courses.enrollment.models import Enrollment, Syllabus
from courses.progress.models import Completion
from lms import prepared
from lms.people.models import Organization

_OF_LEARNER = "WHERE mine.learner_id = %(learner)s AND mine.organization_id = %(organization)s ORDER BY mine.id"
_OF_ACTIVITY = "WHERE mine.enrollment_id = %(enrollment)s AND mine.activity_key = %(key)s"
_KEYS = "SELECT activity_key FROM lms_courses_completion WHERE enrollment_id = %(enrollment)s"


def hold(enrollment: Enrollment) -> Enrollment:
    """The enrollment as it is now, held together with the learner's others here: they share the day's cap. Within a
    transaction."""
    where: dict[str, Any] = {
        "learner": enrollment.learner_id,
        "organization": prepared.key_of(enrollment.organization_id),
    }
    theirs = prepared.rows(Enrollment, f"{_OF_LEARNER} {prepared.held()}", **where)
    held = {one.pk: one for one in theirs}[enrollment.pk]
    held.syllabus = prepared.by_key(Syllabus, held.syllabus_id)
    held.organization = prepared.by_key(Organization, held.organization_id)
    return held


def done(enrollment: Enrollment, activity_key: uuid.UUID) -> Completion | None:
    """The completion of this activity, which knows its enrollment; None where it is still to do."""
    where: dict[str, Any] = {"enrollment": prepared.key_of(enrollment.pk), "key": prepared.key_of(activity_key)}
    for completion in prepared.rows(Completion, _OF_ACTIVITY, **where):
        completion.enrollment = enrollment
        return completion
    return None


def keys_done(enrollment: Enrollment) -> set[uuid.UUID]:
    """Keys of everything that is done."""
    with prepared.cursor() as cursor:
        cursor.execute(_KEYS, {"enrollment": prepared.key_of(enrollment.pk)})
        return {prepared.uuid_of(key) for (key,) in cursor.fetchall()}
