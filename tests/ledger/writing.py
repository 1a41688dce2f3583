"""Writes into the ledger, the right way and the wrong way."""

import uuid
from typing import Any

from django.db import connection, transaction
from django.db.utils import IntegrityError

from lms.ledger import services, triggers
from lms.ledger.models import Entry

ACTOR = uuid.UUID(int=1)
SALT = "5a" * 32


def write(*, number: int = 1, meaning: str = "I was there and saw this", **given: Any) -> Entry:
    """One entry, as attendance writes it."""
    facts = {"activity": "Naloxone, hands on", "minutes": 90, "number": number}
    values = {"actor": ACTOR, "role": "trainer", "subject": uuid.UUID(int=number), "facts": facts, "salt": SALT}
    return services.append(**{**values, "meaning": meaning, **given})


def forge(entry: Entry, **changes: Any) -> Entry:
    """A copy of an entry, put in by somebody without the key."""
    copied = {field.attname: getattr(entry, field.attname) for field in Entry._meta.fields}
    return Entry.objects.create(**{**copied, "mac": "f" * 64, **changes})


def sql(statement: str, *values: object) -> None:
    """Run a statement of somebody who has the database in their hands."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, list(values) or None)


def tamper(statement: str, *values: object) -> None:
    """The same, by somebody who knows how to lift the triggers and put them back."""
    triggers.remove(connection)
    sql(statement, *values)
    triggers.install(connection)


def refusal(statement: str, *values: object) -> str:
    """What the database says to the statement; empty when it lets it pass."""
    try:
        sql(statement, *values)
    except IntegrityError as error:
        return str(error)
    return ""
