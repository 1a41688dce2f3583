"""What the nightly look at the record found, as people read it, and the head that a coordinator keeps."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from lms.ledger import heads
from lms.ledger.models import Check
from lms.people.clocks import clock_of, day_by
from lms.people.models import Membership, Role

A_NIGHT = timedelta(hours=36)


@dataclass(frozen=True)
class Checked:
    """The last look: whether all was whole, whether it was last night or on which day, and what to compare with."""

    is_whole: bool
    is_last_night: bool
    day: date | None
    entries: int
    seal: str


def checked(user: User) -> Checked | None:
    """As this person reads it. None where nobody has looked yet, or nothing is signed."""
    check = heads.last_check()
    if check is None or not (check.seq or check.problems):
        return None
    is_last_night = timezone.now() - check.at < A_NIGHT
    day = None if is_last_night else day_by(clock_of(user), check.at)
    return Checked(not check.problems, is_last_night, day, check.seq, heads.seal_of(check))


def head_for(user: User, *, since: datetime | None) -> Check | None:
    """What to mail a coordinator: a head that is new since the last mail, or a look that found problems since. None for
    everybody else."""
    if not Membership.objects.active().filter(user=user, role=Role.COORDINATOR).exists():
        return None
    check = heads.last_check()
    if check is None or (since is not None and check.at <= since) or not (check.seq or check.problems):
        return None
    before = heads.last_whole(until=since) if since else None
    is_new = check.problems or before is None or before.seq < check.seq
    return check if is_new else None
