"""How somebody stands with each of their own courses, by hand, as home asks it at every visit."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User

from courses.enrollment.models import Enrollment, Syllabus
from courses.pages import kept, rendering
from courses.pages.outlook import Footing
from courses.progress.models import Completion, Place
from lms import prepared

_ENROLLMENTS = """
 WHERE mine.learner_id = %(user)s
   AND mine.withdrawn_at IS NULL
   AND (SELECT live FROM wagtailcore_page WHERE id = mine.course_id)
   AND (SELECT count(*) FROM lms_people_membership
         WHERE user_id = mine.learner_id AND organization_id = mine.organization_id AND ended_at IS NULL) > 0
 ORDER BY mine.enrolled_at
"""
_THEIRS = """
  JOIN lms_courses_enrollment enrollment ON enrollment.id = mine.enrollment_id
 WHERE enrollment.learner_id = %(user)s
"""


def footings_of(user: User) -> list[Footing]:
    """A footing for each enrollment on a published course, where somebody still belongs, the oldest first.

    Three queries. A syllabus is frozen, and kept.
    """
    enrollments = prepared.rows(Enrollment, _ENROLLMENTS, user=user.pk)
    syllabi = _syllabi({enrollment.syllabus_id for enrollment in enrollments})
    found = {}
    for enrollment in enrollments:
        enrollment.syllabus = syllabi[enrollment.syllabus_id]
        found[enrollment.pk] = Footing(enrollment)
    for completion in prepared.rows(Completion, _THEIRS + " ORDER BY mine.completed_at", user=user.pk) if found else []:
        if footing := found.get(completion.enrollment_id):
            footing.done[str(completion.activity_key)] = completion
    for place in prepared.rows(Place, _THEIRS, without=("answers",), user=user.pk) if found else []:
        if footing := found.get(place.enrollment_id):
            footing.places[str(place.activity_key)] = place
    return list(found.values())


def _syllabi(keys: Iterable[uuid.UUID]) -> dict[Any, Syllabus]:
    names = {key: f"syllabus:{rendering.edition()}:{key}" for key in keys}
    known = {key: kept.recall(name) for key, name in names.items()}
    missing = [key for key, syllabus in known.items() if syllabus is None]
    read = Syllabus.objects.in_bulk(missing) if missing else {}
    return {**known, **{key: kept.keep(names[key], syllabus) for key, syllabus in read.items()}}
