"""The verbs of signed hours. Nothing else writes them."""

import uuid
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from courses.signed_hours.models import Kind, SignedHours, What
from lms.people.models import Organization


@transaction.atomic
def keep_signed_hours(
    *, learner: User, organization: Organization, kind: Kind, what: What, on: date, minutes: int, subject: uuid.UUID
) -> SignedHours:
    """From now on these minutes count. `subject` names what was signed; said again, the later word stands.

    `on` is the day on the agency's clock. Raises IntegrityError for less than a minute, and for a subject that is
    somebody else's.
    """
    kept, _made = SignedHours.objects.update_or_create(
        subject=subject,
        learner=learner,
        organization=organization,
        defaults={"kind": kind, "what": what, "on": on, "minutes": minutes},
    )
    return kept


@transaction.atomic
def drop_signed_hours(*, subject: uuid.UUID) -> None:
    """What was signed counts no longer: the signature was taken back, or something else stands in its place."""
    SignedHours.objects.filter(subject=subject).delete()
