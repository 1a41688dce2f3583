"""Making the PDFs that are owed. The row says what is owed; a lease says who is at it (threats.md)."""

import logging
import secrets
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext

from certificates.models import Certificate, PdfState
from certificates.signing import is_intact
from certificates.unprintable import Altered, Unprintable
from lms import conf
from lms.ledger.heads import last_whole

logger = logging.getLogger(__name__)


def print_owed(*, pk: UUID) -> bool:
    """Make one certificate's PDF if it is owed and nobody else is at it. True if this call made it.

    Safe to call ten times at once: a conditional UPDATE lets one in. Whoever dies here leaves a lease that runs
    out and a row that still says "pending".
    """
    lease = _claim(pk)
    if lease is None:
        return False
    _print(Certificate.objects.get(pk=pk), lease)
    return True


def print_quietly(*, pk: UUID) -> bool:
    """As `print_owed`, whatever becomes of it: one bad row holds up nobody."""
    try:
        return print_owed(pk=pk)
    except Unprintable:
        return False
    except Exception:  # the lease runs out and it is tried again
        logger.exception("The PDF of %s could not be made", pk)
        return False


def print_all_owed(*, most: int = 200) -> int:
    """Make the PDFs that nobody is making, oldest first. Returns how many were made."""
    owed = Certificate.objects.owed(timezone.now()).order_by("awarded_at").values_list("pk", flat=True)
    return sum(print_quietly(pk=pk) for pk in list(owed[:most]))


def pdf_of(certificate: Certificate) -> bytes:
    """The PDF, from storage or made on the spot: nobody waits for a worker.

    Raises `Unprintable` where a person has to help.
    """
    kept = _kept(certificate)
    if kept is not None:
        return kept
    lost = Certificate.objects.filter(pk=certificate.pk, pdf_state=PdfState.READY)
    lost.update(pdf_state=PdfState.PENDING, pdf_lease_until=None)
    lease = _claim(certificate.pk)
    if lease is None:
        # Somebody is at it, or it needs a person: make one for this reader alone.
        return _render(certificate)
    return _print(certificate, lease)


def _claim(pk: UUID) -> datetime | None:
    now = timezone.now()
    lease = now + conf.pdf_lease()
    return lease if Certificate.objects.owed(now).filter(pk=pk).update(pdf_lease_until=lease) else None


def _render(certificate: Certificate) -> bytes:
    from certificates import pdf  # WeasyPrint is for processes that print

    if not is_intact(certificate):
        raise Altered(gettext("This certificate does not match what was signed. Please show this to your coordinator."))
    return pdf.render(certificate, checked=last_whole(until=certificate.awarded_at))


def _print(certificate: Certificate, lease: datetime) -> bytes:
    """Render, store, and only then say so. A row whose lease somebody else took over meanwhile is left alone."""
    mine = Certificate.objects.filter(pk=certificate.pk, pdf_state=PdfState.PENDING, pdf_lease_until=lease)
    try:
        content = _render(certificate)
    except Altered:
        logger.error("The certificate %s does not say what was signed", certificate.pk)
        raise
    except Unprintable as trouble:
        mine.update(pdf_state=PdfState.NEEDS_A_PERSON, pdf_note=str(trouble), pdf_lease_until=None)
        raise
    name = _store(certificate, content)
    if name:
        mine.update(pdf=name, pdf_state=PdfState.READY, pdf_note="", pdf_lease_until=None)
    return content


def _store(certificate: Certificate, content: bytes) -> str:
    """Keep the file under a name that nobody can guess: a media folder may be public. Empty if storage fails."""
    field = certificate.pdf.field
    name = field.generate_filename(certificate, f"{secrets.token_hex(16)}.pdf")
    try:
        return field.storage.save(name, ContentFile(content))
    except Exception:  # full, read-only or far away: the reader gets the PDF, the row stays owed
        logger.exception("The PDF of %s could not be stored", certificate.pk)
        return ""


def _kept(certificate: Certificate) -> bytes | None:
    """The stored file, if it is there and whole."""
    if certificate.pdf_state != PdfState.READY or not certificate.pdf:
        return None
    try:
        with certificate.pdf.storage.open(certificate.pdf.name) as file:
            content = file.read()
    except Exception:  # noqa: BLE001  gone, or storage is away: a new one is made
        logger.warning("The stored PDF of %s cannot be read", certificate.pk)
        return None
    whole = content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    return content if whole else None
