"""Mail of the door leaves after the answer: how long it takes must not tell whether an address is known (A10)."""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)

# One after the other. A server that hangs is given up by EMAIL_TIMEOUT.
carrier = ThreadPoolExecutor(max_workers=1, thread_name_prefix="door-mail")


def hand_over(message: EmailMessage) -> None:
    """Take the message and return at once."""
    carrier.submit(_send, message)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception as trouble:  # noqa: BLE001  whatever a mail server does, somebody can ask again
        logger.warning("A mail of the door could not be sent: %s", type(trouble).__name__)
