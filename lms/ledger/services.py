"""The only writers of the ledger. Nothing is ever changed or taken out; a correction is a new entry."""

import re
import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.utils import timezone

from lms import conf, prepared
from lms.ledger import chain
from lms.ledger.examination import Head, examine
from lms.ledger.models import Check, Entry

# Any number will do, as long as nobody else in this database waits on it: "lms_ledg" in ASCII.
TURN = int.from_bytes(b"lms_ledg", "big")
SALT = re.compile(r"[0-9a-f]{64}")


def new_salt() -> str:
    """64 hex characters to keep beside the facts; once they are erased, the digest says nothing."""
    return secrets.token_hex(32)


@transaction.atomic(savepoint=False)
def append(*, actor: UUID, role: str, meaning: str, subject: UUID, facts: Mapping[str, Any], salt: str) -> Entry:
    """Sign these facts and chain them to the last entry, in the transaction that stores the facts.

    `actor` is the profile's `ledger_key`, `subject` the UUID of what it is about, `facts` plain JSON.
    There is one chain: appends wait for each other until the transaction ends. Lock every row before the first one.
    ValueError for a salt not made by `new_salt`, TypeError for facts that are not JSON.
    """
    if not SALT.fullmatch(salt):
        raise ValueError("The salt of a ledger entry comes from new_salt().")
    key_id, secret = _signing_key()
    _wait_for_turn()
    seq, prev = _head()
    entry = Entry(
        seq=seq + 1,
        actor=actor,
        role=role,
        meaning=meaning,
        subject=subject,
        at=timezone.now(),
        digest=chain.digest(facts, salt),
        key_id=key_id,
        prev=prev,
    )
    entry.clean_fields(exclude=["mac"])
    entry.mac = chain.seal(_line(entry), secret)
    prepared.insert(entry)
    return entry


def opens(entry: Entry, *, facts: Mapping[str, Any], salt: str) -> bool:
    """Whether these facts are what was signed: the digest is theirs, and the entry is as it was sealed."""
    secret = conf.ledger_keys().get(entry.key_id, "")
    intact = bool(secret) and chain.same(entry.mac, chain.seal(_line(entry), secret))
    return chain.same(entry.digest, chain.digest(facts, salt)) and intact


def verify(*, expected_head: Head | None = None) -> list[str]:
    """What is wrong with the ledger, in sentences; empty when it is whole.

    `expected_head` is a sequence number and the MAC that stood there once. Without it a cut end is not found.
    """
    return examine(*filter(None, [expected_head])).sentences()


def check() -> Check:
    """Look at the whole ledger, also against what the last look that found it whole had seen, and keep the result."""
    found = examine(*last_whole_heads())
    return Check.objects.create(at=timezone.now(), seq=found.seq, head=found.mac, problems=found.sentences())


def last_whole_heads() -> list[Head]:
    """The head at the last check that found no problem, if there was one. A cut end stays a problem every night."""
    return list(Check.objects.filter(problems=[]).order_by("-at").values_list("seq", "head")[:1])


def _signing_key() -> tuple[str, str]:
    key_id = conf.ledger_key_id()
    secret = conf.ledger_keys().get(key_id)
    if not secret:
        raise ImproperlyConfigured("LMS_LEDGER_KEY_ID must name one of the keys in LMS_LEDGER_KEYS.")
    return key_id, secret


def _wait_for_turn() -> None:
    """One append at a time. SQLite needs nothing: its IMMEDIATE transaction is alone already."""
    if connection.vendor == "postgresql":
        with prepared.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def _head() -> tuple[int, str]:
    """The last entry's number and MAC: asked only after its turn has come."""
    with prepared.cursor() as cursor:
        cursor.execute("SELECT seq, mac FROM lms_ledger_entry ORDER BY seq DESC LIMIT 1")
        return cursor.fetchone() or (0, chain.GENESIS)


def _line(entry: Entry) -> chain.Line:
    return chain.Line(*(getattr(entry, name) for name in chain.Line._fields))
