"""Being excused from a part that was taken out of a course: less is asked of somebody, with a record of why."""

import uuid
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.enrollment.models import Enrollment, Excusal
from courses.enrollment.services import freeze_syllabus
from courses.progress.services import finish_course, lock_all
from lms.ledger import services as ledger
from lms.people.permissions import can_excuse

MEANING = "excused from a part"


@transaction.atomic
def excuse_part(*, enrollments: Iterable[Enrollment], activity_key: uuid.UUID, by: User, reason: str) -> list[Excusal]:
    """This part is no longer asked of these people, and why: signed into the ledger. Where it was the last thing
    missing, the course is finished, and a certificate that waited for it comes by itself.

    Raises PermissionDenied for anybody but a coordinator there, and for oneself; ValidationError without a reason, or
    where nothing else would be asked. Then nobody is excused.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError(_("Say why nobody needs this part any more."))
    chosen = list(enrollments)
    lock_all(chosen)
    # As they are now that they are held.
    locked = Enrollment.objects.filter(pk__in=[one.pk for one in chosen]).select_related("syllabus", "organization")
    return [_excuse(enrollment, activity_key, by, reason) for enrollment in locked.order_by("pk")]


def _excuse(enrollment: Enrollment, activity_key: uuid.UUID, by: User, reason: str) -> Excusal:
    if not can_excuse(by, enrollment.learner_id, enrollment.organization):
        raise PermissionDenied(_("Only another coordinator of this agency excuses from a part."))
    found = enrollment.excusals.filter(activity_key=activity_key).first()
    if found is None:
        found = _record(enrollment, activity_key, by, reason)
        _ask_less(enrollment, activity_key)
    finish_course(enrollment)
    return found


def _record(enrollment: Enrollment, activity_key: uuid.UUID, by: User, reason: str) -> Excusal:
    syllabus = enrollment.syllabus
    item = syllabus.item(activity_key)
    if item is None or syllabus.required_keys <= {activity_key}:
        raise ValidationError(_("Nothing else is asked in this course, so there is nothing to finish without it."))
    excusal = Excusal(
        enrollment=enrollment,
        activity_key=activity_key,
        title=item["title"],
        reason=reason,
        excused_by=by,
        excused_at=timezone.now(),
        salt=ledger.new_salt(),
    )
    excusal.clean_fields(exclude=["excused_by", "ledger_seq", "ledger_mac"])
    entry = ledger.append(
        actor=by.profile.ledger_key,  # made with the person
        role="coordinator",
        meaning=MEANING,
        subject=excusal.pk,
        facts=excusal.facts(),
        salt=excusal.salt,
    )
    excusal.ledger_seq, excusal.ledger_mac = entry.seq, entry.mac
    excusal.save(force_insert=True)
    return excusal


def _ask_less(enrollment: Enrollment, activity_key: uuid.UUID) -> None:
    """What they owe stays frozen: it is another syllabus from here on."""
    owed = enrollment.syllabus
    modules = owed.modules_without(activity_key)
    enrollment.syllabus = freeze_syllabus(course_key=owed.course_key, title=owed.title, modules=modules)
    enrollment.save(update_fields=["syllabus"])
