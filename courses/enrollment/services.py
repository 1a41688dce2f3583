"""The verbs of being on a course."""

import hashlib
import json
import uuid
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from courses.enrollment.models import Enrollment, Syllabus
from lms.people.models import Membership, Organization

if TYPE_CHECKING:
    from courses.pages.models import CoursePage


@transaction.atomic
def enroll(*, learner: User, organization: Organization, course: "CoursePage") -> Enrollment:
    """Put somebody on a course and freeze what they owe. Again, it returns what is there.

    Raises ValidationError where the person or the course belongs to somebody else, or the course is not published.
    """
    if not Membership.objects.active().filter(user=learner, organization=organization).exists():
        raise ValidationError(_("This person is not in your organization."))
    if not course.live or course.organization != organization:
        raise ValidationError(_("This course is not open here."))
    syllabus = freeze_syllabus(course_key=course.key, title=course.title, modules=course.outline())
    if not syllabus.required_keys:
        raise ValidationError(_("This course has nothing to do in it yet."))
    enrollment, _created = Enrollment.objects.get_or_create(
        learner=learner,
        organization=organization,
        course_key=course.key,
        cycle=1,
        defaults={"course_id": course.pk, "syllabus": syllabus},
    )
    return enrollment


def freeze_syllabus(*, course_key: uuid.UUID, title: str, modules: list[dict[str, Any]]) -> Syllabus:
    """The syllabus that says exactly this, made once and shared."""
    text = json.dumps([title, modules], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    syllabus, _created = Syllabus.objects.get_or_create(
        course_key=course_key, digest=digest, defaults={"title": title, "modules": modules}
    )
    return syllabus
