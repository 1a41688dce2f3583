"""Pure decisions about signatures: no database, no clock."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

# Whoever signed can take it back for so long; the person is told afterwards.
UNDO_FOR = timedelta(minutes=10)
# So long somebody can answer where not everything was counted, before it is locked.
REPLY_FOR = timedelta(days=7)
# What waited longer also goes to whoever stands in.
STAND_IN_AFTER = timedelta(hours=72)


class Fault(StrEnum):
    """Why a decision cannot be made like that."""

    MEANING = "meaning"
    MINUTES = "minutes"
    REASON = "reason"


def fault_of(*, outcome: str, meaning: str, minutes: int | None, reason: str, logged: int) -> Fault | None:
    """What is missing for this decision about a shift of `logged` minutes; None where nothing is."""
    if outcome in {"signed", "in_part"} and not meaning:
        return Fault.MEANING
    if outcome == "in_part" and (minutes is None or not 1 <= minutes < logged):
        return Fault.MINUTES
    return Fault.REASON if outcome in {"in_part", "needs_word", "not_counted"} and not reason else None


def counted_by(*, outcome: str, minutes: int | None, logged: int) -> int:
    """Minutes that count after this decision."""
    return logged if outcome == "signed" else (minutes or 0) if outcome == "in_part" else 0


def is_settled(decided_at: datetime | None, *, now: datetime) -> bool:
    """Whether nobody can undo it any more."""
    return decided_at is not None and decided_at + UNDO_FOR <= now


def is_locked(*, state: str, decided_at: datetime | None, agreed: bool, now: datetime) -> bool:
    """Whether it stands: signed and past undoing; where less was counted, after the person agreed or had a week."""
    if decided_at is None or not is_settled(decided_at, now=now):
        return False
    if state == "signed":
        return True
    return state in {"in_part", "not_counted"} and (agreed or decided_at + REPLY_FOR <= now)


def seal_of(shown: Mapping[str, Any]) -> str:
    """A short name for exactly what somebody is looking at, so that nobody signs what changed meanwhile."""
    return hashlib.sha256(json.dumps(dict(shown), sort_keys=True).encode()).hexdigest()[:24]
