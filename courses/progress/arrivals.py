"""What is sent from a phone arrives once, however often it is sent."""

import uuid
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from courses.progress.models import Arrival

# Longer than anything waits on a phone that somebody still uses.
KEPT = timedelta(days=400)


def arrives(*, key: uuid.UUID, user: User) -> bool:
    """Write down that this person's entry arrives now; False where it has arrived before.

    Within the transaction that does what the entry asks for: both happen, or neither. Two at once wait for each other.
    """
    table = connection.ops.quote_name(Arrival._meta.db_table)
    pk = Arrival._meta.pk.get_db_prep_value(uuid.uuid5(key, str(user.pk)), connection)
    with connection.cursor() as cursor:
        # By hand, because Django does not say whether a row that may be there already was.
        cursor.execute(
            f'INSERT INTO {table} (id, "on") VALUES (%s, %s) ON CONFLICT DO NOTHING',  # noqa: S608  our own table
            [pk, timezone.now().date()],
        )
        return cursor.rowcount == 1


def forget_arrivals(*, today: date) -> int:
    """Let go of what arrived so long ago that it is not sent again."""
    gone, _by_model = Arrival.objects.filter(on__lt=today - KEPT).delete()
    return gone
