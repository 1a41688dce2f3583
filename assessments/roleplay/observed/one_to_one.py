"""Who would rather practice one-to-one, with an observer and nobody else in the room. Nobody asks why."""

import uuid

from django.db import transaction

from assessments.roleplay.observed.models import OneToOne
from courses.enrollment.models import Enrollment


@transaction.atomic
def ask_one_to_one(*, enrollment: Enrollment, activity_key: uuid.UUID) -> OneToOne:
    """The learner would rather do this practice one-to-one."""
    return OneToOne.objects.get_or_create(enrollment=enrollment, activity_key=activity_key)[0]


@transaction.atomic
def take_back_one_to_one(*, enrollment: Enrollment, activity_key: uuid.UUID) -> None:
    """With others around is fine after all."""
    OneToOne.objects.filter(enrollment=enrollment, activity_key=activity_key).delete()
