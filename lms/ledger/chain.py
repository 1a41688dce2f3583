"""How a line of the ledger is written down and sealed. Pure: no database, no clock, no settings."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

# What the first line points back to.
GENESIS = "0" * 64
# Stands at the head of what is sealed; whoever changes the writing below changes this name too.
WRITING = "lms_ledger/1"


class Line(NamedTuple):
    """Everything that the MAC of one entry covers, in the order in which it is written."""

    seq: int
    actor: UUID
    role: str
    meaning: str
    subject: UUID
    at: datetime
    digest: str
    key_id: str
    prev: str


def canonical_json(value: Any) -> bytes:
    """The one way to write a JSON value: sorted keys, no spaces, ASCII. TypeError for what JSON does not know."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def digest(facts: Mapping[str, Any], salt: str) -> str:
    """What stands in the ledger for the facts: 64 hex characters that say nothing once the salt is gone."""
    return hmac.new(salt.encode(), canonical_json(dict(facts)), hashlib.sha256).hexdigest()


def seal(line: Line, secret: str) -> str:
    """The MAC of a line: 64 hex characters. A list in JSON, so that no two lines are written alike."""
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    who = [str(line.actor), line.role, line.meaning, str(line.subject), at]
    written = canonical_json([WRITING, line.seq, *who, line.digest, line.key_id, line.prev])
    return hmac.new(secret.encode(), written, hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two seals or digests are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(str(one).encode(), str(other).encode())
