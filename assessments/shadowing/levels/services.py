"""The one verb of levels."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.shadowing.levels.models import LevelStep
from assessments.shadowing.levels.queries import can_set_levels, levels_of
from assessments.shadowing.levels.rules import may_be_set_to
from lms.people.models import Organization


@transaction.atomic
def set_level_down(*, learner: User, organization: Organization, activity: str, level: int, by: User) -> LevelStep:
    """After a break: from today on this activity counts from this level again, until later shifts raise it.

    Said twice it is once. Raises PermissionDenied where it is not theirs to say, ValidationError where the level is not
    below the one of today.
    """
    User.objects.select_for_update().get(pk=learner.pk)  # one after the other, each from where the one before led
    if not can_set_levels(by, learner, organization):
        raise PermissionDenied(_("You do not work with this person."))
    reached = next((one for one in levels_of(learner, organization) if one.activity == activity), None)
    if reached and reached.step and reached.step.level == level == reached.level:
        return reached.step
    if reached is None or level not in may_be_set_to(reached.level):
        raise ValidationError(_("Choose a level below the one of today."))
    said = {"activity": activity, "level": level, "set_by": by, "set_at": timezone.now()}
    return LevelStep.objects.create(learner=learner, organization=organization, **said)
