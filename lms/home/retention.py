"""What an agency held of people who have left goes after a while; what they proved stays theirs (decision 0007)."""

import logging
from calendar import monthrange
from datetime import datetime
from typing import Any

from lms import conf
from lms.home import privacy

logger = logging.getLogger(__name__)

# Rows of a kind that go in one transaction.
BATCH = 500


def expire(*, now: datetime) -> int:
    """Let go of what is older than LMS_RETENTION_MONTHS. Safe to repeat and to be killed: roles go last, and what is
    left is found by the next run. Returns how many rows went."""
    before = months_before(now, conf.retention_months())
    gone = sum(_all_of(module, before) for module in privacy.modules() if hasattr(module, "expire"))
    if gone:
        logger.info("%s rows about people who left were past their time", gone)
    return gone


def months_before(now: datetime, months: int) -> datetime:
    """The same day so many months ago; the last of its month where that is shorter."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)


def _all_of(module: Any, before: datetime) -> int:
    total = 0
    while gone := module.expire(before=before, most=BATCH):
        total += gone
    return total
