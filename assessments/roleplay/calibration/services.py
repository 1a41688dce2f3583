"""The verb of calibration. Safe to repeat."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.roleplay.calibration.models import AnchorPerformance, Calibration
from assessments.roleplay.calibration.queries import asked_of, rubric_of
from assessments.roleplay.observed.taps import Mark, fits
from assessments.roleplay.rubrics.services import freeze
from lms.people.models import Membership
from lms.people.permissions import OBSERVES


@transaction.atomic
def calibrate(*, key: uuid.UUID, anchor: AnchorPerformance, observer: User, marks: Mapping[str, Any]) -> Calibration:
    """Keep how an observer marked a written role-play. `key` is made by whoever asks: the same one again is the same.

    Raises PermissionDenied for whoever observes nobody there, ValidationError where there is no rubric for it or a mark
    is missing.
    """
    if (
        not Membership.objects.active()
        .filter(user=observer, organization=anchor.organization_id, role__in=OBSERVES)
        .exists()
    ):
        raise PermissionDenied(_("This is for observers."))
    before = Calibration.objects.filter(pk=key).first()
    if before:
        if before.observer_id != observer.pk:
            raise ValidationError(_("Begin again from the list."))
        return before
    rubric = rubric_of(anchor)
    asked = asked_of(anchor)
    if rubric is None or not asked:
        raise ValidationError(_("There is no rubric for %(scenario)s yet.") % {"scenario": anchor.scenario})
    said = rubric.content()
    left = [name for name in asked if not fits(Mark(name, marks.get(name), 1, name), said)]
    if left:
        names = ", ".join(said.names[name] for name in left)
        raise ValidationError(_("Not marked yet: %(names)s.") % {"names": names})
    kept = {name: marks[name] for name in asked}
    return Calibration.objects.create(
        pk=key, anchor=anchor, observer=observer, rubric=freeze(rubric=rubric), marks=kept
    )
