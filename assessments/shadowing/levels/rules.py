"""Pure decisions about levels: no database, no clock.

facts.md 5.2: a level can go down after a break without blame, and comes up again with what is signed later.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Moment(NamedTuple):
    """That something was done at this level, or that the level was set to it, and when."""

    at: datetime
    level: int


def level_now(done: Iterable[Moment], set_down: Iterable[Moment]) -> int:
    """The highest level of what was done; after the last time that it was set down, that level or what was done since.
    0 where nothing was done."""
    last = max(set_down, default=None)
    since = [one.level for one in done if last is None or one.at > last.at]
    return max([*since, *([last.level] if last else [])], default=0)


def may_be_set_to(level: int) -> range:
    """The levels that somebody at this one can be set down to."""
    return range(1, level)
