"""A mail at once where somebody does not feel safe. It says to nobody who reads over a shoulder what waits."""

import logging
from datetime import datetime

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from assessments.supervision.messages.models import MessageReader
from lms import conf
from lms.people import preferences

logger = logging.getLogger(__name__)


def send_owed_mail() -> None:
    """What could not leave when it was written is tried again, for a day."""
    send_owed(now=timezone.now())


def send_owed(*, now: datetime) -> int:
    """Mail everybody who should be told at once and was not yet, at whatever hour. Returns how many were sent.

    The message is where it is whatever becomes of the mail; one address that is refused holds up nobody.
    """
    if not conf.sends_mail():
        return 0
    return sum(_send(row, now) for row in MessageReader.objects.to_mail(now).select_related("reader__profile"))


def _send(row: MessageReader, now: datetime) -> bool:
    """Claim the row, write, and give it back where the mail did not leave."""
    if not MessageReader.objects.filter(pk=row.pk, mailed_at=None).update(mailed_at=now):
        return False
    try:
        _mail(row).send()
    except Exception as trouble:  # noqa: BLE001  whatever it is: it names an address, so only its kind is logged
        logger.error("A mail that something waits could not be sent: %s", type(trouble).__name__)
        MessageReader.objects.filter(pk=row.pk, mailed_at=now).update(mailed_at=None)
        return False
    return True


def _mail(row: MessageReader) -> EmailMessage:
    with translation.override(preferences.language_of(row.reader.profile)):  # made with the person
        home = conf.site_url() + reverse("lms_home:home")
        body = render_to_string("lms_assessments/mail/answer_today.txt", {"home": home})
        return EmailMessage(subject=_("Something is waiting for you"), body=body, to=[row.reader.email])
