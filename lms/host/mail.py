"""Whether mail gets out of this site, in words that name no password."""

from smtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _


def send_test(*, address: str) -> str:
    """Send one mail to this address. Returns what went wrong and what to do, or nothing where it was sent."""
    body = _("Mail from your training site works. Nobody needs to answer this.")
    try:
        EmailMessage(subject=_("Mail works"), body=body, to=[address]).send()
    except Exception as trouble:  # noqa: BLE001  every mail service has errors of its own
        return in_words(trouble)
    return ""


def in_words(trouble: Exception) -> str:
    """What went wrong and what to do. Names no password, and nobody."""
    match trouble:
        case SMTPAuthenticationError():
            return _("The mail server does not take the user name or the password in EMAIL_URL.")
        case SMTPSenderRefused():
            return _("The mail server does not let us send as DEFAULT_FROM_EMAIL. Use an address that it knows.")
        case SMTPRecipientsRefused():
            return _("The mail server does not take mail for that address. Try another one.")
        case SMTPException():
            return _("The mail server answered, but not as expected (%(kind)s).") % {"kind": type(trouble).__name__}
        case OSError():
            return _("No mail server answers where EMAIL_URL says. Look at its host and port, and at the firewall.")
    return _("The mail service refused (%(kind)s). Look at EMAIL_URL.") % {"kind": type(trouble).__name__}
