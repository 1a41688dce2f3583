"""What is owed although nobody clicks for it."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from certificates import services as certificates
from courses.pages.publishing import publish_scheduled
from lms import conf
from lms.ledger import services as ledger
from lms.ledger.models import Check

logger = logging.getLogger(__name__)

A_NIGHT = timedelta(days=1)


def upkeep() -> None:
    """Does what is due now. Safe to run at any time, by several at once; one duty's failure spares the others."""
    for duty in (certificates.sweep, publish_scheduled, check_ledger_nightly, leave_a_mark):
        _attempt(duty)


def check_ledger_nightly() -> None:
    """Reads the whole ledger once a day, and drops sessions that have run out."""
    if Check.objects.filter(at__gt=timezone.now() - A_NIGHT).exists():
        return
    ledger.check()
    call_command("clearsessions")


def leave_a_mark() -> None:
    """So that `manage.py doctor` sees when this last ran."""
    mark = conf.pulse_file()
    if mark is not None:
        mark.touch()


def _attempt(duty: Callable[[], object]) -> None:
    try:
        duty()
    except Exception:
        logger.exception("%s did not finish", duty.__name__)
