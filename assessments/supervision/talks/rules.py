"""Pure decisions about talks between two people: no database, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# Longer than anybody talks; what is longer is a slip of the thumb.
MOST_MINUTES = 240
EARLIEST = date(2000, 1, 1)
FARTHEST = timedelta(days=366)
# Coaching as the curriculum proposes it (beyond_18_hours): so many, so long, in these weeks. An offer, never owed.
COACHING_WEEKS = (1, 2, 4, 6, 9, 12)
COACHING_MINUTES = 30


class Trouble(StrEnum):
    """Why a talk cannot have been like that."""

    TO_COME = "to come"
    LONG_AGO = "long ago"
    NEXT_IS_PAST = "next is past"
    NEXT_IS_FAR = "next is far"


@dataclass(frozen=True)
class Told:
    """What two people agreed. Nothing of how somebody is, apart from the job: there is no place for it."""

    kind: str
    held_on: date
    minutes: int
    topics: str
    learner_does: str = ""
    supervisor_does: str = ""
    next_on: date | None = None


def trouble_with(told: Told, *, today: date) -> Trouble | None:
    """What is wrong with its days; None where they can be."""
    if told.held_on > today:
        return Trouble.TO_COME
    if told.held_on < EARLIEST:
        return Trouble.LONG_AGO
    if told.next_on and told.next_on <= told.held_on:
        return Trouble.NEXT_IS_PAST
    if told.next_on and told.next_on - told.held_on > FARTHEST:
        return Trouble.NEXT_IS_FAR
    return None


def week_of_next_coaching(held: int) -> int | None:
    """For which week the next one is proposed after so many; None when all have been."""
    return COACHING_WEEKS[held] if held < len(COACHING_WEEKS) else None
