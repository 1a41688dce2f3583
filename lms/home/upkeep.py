"""What is owed although nobody clicks for it."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from assessments.shadowing.signing.settling import settle_due
from assessments.supervision.messages.post import send_owed_mail
from certificates import services as certificates
from courses.pages.publishing import publish_scheduled
from courses.progress.arrivals import forget_arrivals
from courses.progress.time import forget_moments
from lms import conf
from lms.home import retention
from lms.home.notices import send_notices_now_and_then
from lms.ledger import services as ledger
from lms.ledger.models import Check
from lms.reports import exports as reports

logger = logging.getLogger(__name__)

A_NIGHT = timedelta(days=1)


def upkeep() -> None:
    """Does what is due now. Safe to run at any time, by several at once; one duty's failure spares the others."""
    mail = (send_owed_mail, send_notices_now_and_then)
    often = (certificates.sweep, publish_scheduled, settle_shifts, reports.sweep, *mail)
    for duty in (*often, expire_nightly, check_ledger_nightly, leave_a_mark):
        _attempt(duty)


def settle_shifts() -> None:
    """What was signed ten minutes ago counts from now on."""
    settle_due(now=timezone.now())


def expire_nightly() -> None:
    """Lets go of what is past its time. Runs before the ledger's nightly check, by which both know that it is night."""
    if not _is_checked():
        retention.expire(now=timezone.now())


def _is_checked() -> bool:
    return Check.objects.filter(at__gt=timezone.now() - A_NIGHT).exists()


def check_ledger_nightly() -> None:
    """Reads the whole ledger once a day, drops sessions that have run out, forgets when anybody last worked and
    what arrived long ago."""
    if _is_checked():
        return
    ledger.check()
    call_command("clearsessions")
    forget_moments(now=timezone.now())
    forget_arrivals(today=timezone.now().date())


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
