"""Ten minutes after a decision nobody can undo it: it counts, and the person is told."""

import uuid
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from assessments.shadowing.models import DECIDED, ShadowEntry
from assessments.shadowing.signing.experience import keep_experience
from assessments.shadowing.signing.rules import UNDO_FOR

# A sweep does not hold everybody's shifts at once.
AT_A_TIME = 200


def settle_due(*, now: datetime, learner: User | None = None) -> int:
    """Settle what was decided ten minutes ago, of one person or of all. Safe to repeat. Returns how many."""
    due = ShadowEntry.objects.filter(settled_at=None, state__in=DECIDED, decided_at__lte=now - UNDO_FOR)
    whose = due.filter(learner=learner) if learner else due
    return sum(_settle(key, now) for key in list(whose.values_list("pk", flat=True)[:AT_A_TIME]))


@transaction.atomic
def _settle(key: uuid.UUID, now: datetime) -> bool:
    due = ShadowEntry.objects.filter(settled_at=None, state__in=DECIDED, decided_at__lte=now - UNDO_FOR)
    entry = due.select_for_update().filter(pk=key).first()
    if entry is None:
        return False
    entry.settled_at = now
    entry.save(update_fields=["settled_at"])
    keep_experience(entry)
    return True
