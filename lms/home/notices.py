"""One discreet mail, at most once a day: something is waiting. It says what to nobody who reads over a shoulder."""

import logging
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from assessments.shadowing.signing.queries import unanswered
from assessments.shadowing.signing.queries import waiting_for as shifts_to_sign
from assessments.supervision.outlook import waiting_for as supervision_waiting
from certificates.models import Certificate, PdfState, Status
from courses.outside.models import OutsideTraining, State
from courses.pages.staff import sessions_waiting
from lms import conf
from lms.home import outside_outlook
from lms.home.record_check import head_for
from lms.home.rules import A_DAY, A_WEEK, is_new_or_due_again, is_quiet
from lms.ledger.heads import in_words
from lms.people import preferences
from lms.people.clocks import clock_of
from lms.people.models import Membership, Profile

logger = logging.getLogger(__name__)

# Seconds between two looks for what waits: upkeep comes by every minute.
BETWEEN = 15 * 60


def send_notices_now_and_then() -> None:
    """Four looks an hour are enough."""
    if conf.sends_mail() and cache.add("lms-home-notices", True, timeout=BETWEEN):
        send_notices(now=timezone.now())


def send_notices(*, now: datetime) -> int:
    """Write to everybody who asked for it, is not asleep and for whom something waits; to coordinators also what the
    nightly look at the record saw, where that is new. Returns how many were sent.

    A mail server that is away is tried again by the next look; one address that is refused holds up nobody.
    """
    due = [profile for profile in _asked(now) if not _is_asleep(profile, now) and _is_due(profile, now)]
    if not due:
        return 0
    connection = get_connection()
    try:
        connection.open()
    except OSError as trouble:
        logger.warning("Notices wait: the mail server does not answer (%s)", type(trouble).__name__)
        return 0
    try:
        return sum(_send(profile, connection, now) for profile in due)
    finally:
        connection.close()


def _is_due(profile: Profile, now: datetime) -> bool:
    return is_waiting(profile, now) or head_for(profile.user, since=profile.noticed_at) is not None


def is_waiting(profile: Profile, now: datetime) -> bool:
    """Whether something waits: a training or shift that came back, a certificate since the last mail, something to
    sign or confirm."""
    user, noticed_at = profile.user, profile.noticed_at
    returned = OutsideTraining.objects.of(user).filter(state=State.RETURNED).values_list("decided_at", flat=True)
    if any(is_new_or_due_again(at, noticed_at=noticed_at, now=now) for at in returned if at):
        return True
    ready = Certificate.objects.of(user).filter(status=Status.VALID, pdf_state=PdfState.READY)
    if ready.filter(awarded_at__gt=max(filter(None, [noticed_at, now - A_WEEK]))).exists():
        return True
    if any(is_new_or_due_again(at, noticed_at=noticed_at, now=now) for at in unanswered(user, now=now)):
        return True
    if supervision_waiting(user) > 0:
        return True
    return (
        outside_outlook.waiting(user).exists() or shifts_to_sign(user, now=now).exists() or sessions_waiting(user) > 0
    )


def _asked(now: datetime) -> QuerySet[Profile]:
    rested = Q(noticed_at=None) | Q(noticed_at__lte=now - A_DAY)
    asked = Profile.objects.filter(rested, notices=True, user__is_active=True).exclude(user__email="")
    return asked.select_related("user")


def _is_asleep(profile: Profile, now: datetime) -> bool:
    role = Membership.objects.active().filter(user=profile.user).select_related("organization").first()
    zone = ZoneInfo(role.organization.time_zone if role else settings.TIME_ZONE)
    return is_quiet(now.astimezone(zone).time(), profile.quiet_from, profile.quiet_until)


def _send(profile: Profile, connection: Any, now: datetime) -> bool:
    """Claim the row, write, and give it back where the mail did not leave."""
    before = profile.noticed_at
    if not Profile.objects.filter(pk=profile.pk, noticed_at=before).update(noticed_at=now):
        return False
    try:
        _mail(profile, connection, now).send()
    except Exception as trouble:  # noqa: BLE001  whatever it is: it names an address, so only its kind is logged
        logger.error("A notice could not be sent: %s", type(trouble).__name__)
        Profile.objects.filter(pk=profile.pk, noticed_at=now).update(noticed_at=before)
        return False
    return True


def _mail(profile: Profile, connection: Any, now: datetime) -> EmailMessage:
    waits, head = is_waiting(profile, now), head_for(profile.user, since=profile.noticed_at)
    with translation.override(preferences.language_of(profile)):
        links = {name: conf.site_url() + reverse(f"lms_home:{name}") for name in ("home", "me")}
        said = in_words(head, clock=clock_of(profile.user)) if head else ""
        told = {**links, "waits": waits, "head": head, "said": said}
        body = render_to_string("lms_home/mail/notice.txt", told)
        subject = _("Something is waiting for you") if waits else _("A line for your files")
        return EmailMessage(subject=subject, body=body, to=[profile.user.email], connection=connection)
