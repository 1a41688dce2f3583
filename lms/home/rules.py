"""Pure decisions about when somebody may be written to: no database, no clock."""

from datetime import datetime, time, timedelta

# Who said nothing of quiet hours is left alone at night.
NIGHT = (time(20), time(8))
A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)


def is_quiet(clock: time, quiet_from: time | None, quiet_until: time | None) -> bool:
    """Whether it is quiet at this time of the local day; quiet hours may go past midnight. Equal ends mean never."""
    begins, ends = NIGHT if quiet_from is None or quiet_until is None else (quiet_from, quiet_until)
    if begins <= ends:
        return begins <= clock < ends
    return clock >= begins or clock < ends


def is_new_or_due_again(happened_at: datetime, *, noticed_at: datetime | None, now: datetime) -> bool:
    """Whether to write about something that waits: once when it happened, then once a week."""
    return noticed_at is None or happened_at > noticed_at or now - noticed_at >= A_WEEK
