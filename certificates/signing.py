"""What the ledger signs about a certificate, and whether a row still says it."""

from certificates import facts
from certificates.models import Certificate, Status
from lms.ledger.models import Entry
from lms.ledger.services import opens

AWARDED = "certificate awarded"
AWARDED_AGAIN = "certificate awarded again"
TAKEN_BACK = "certificate taken back"
REPLACED = "certificate replaced"


def award_of(certificate: Certificate) -> dict:
    """What the entry of an award signs."""
    return {"certificate": str(certificate.pk), "facts": certificate.facts, "reason": certificate.award_reason}


def closing_of(certificate: Certificate) -> dict:
    """What the entry of a taking back or a replacing signs."""
    return {"certificate": str(certificate.pk), "status": certificate.status, "reason": certificate.status_reason}


def is_intact(certificate: Certificate) -> bool:
    """Whether the row still says what was signed: the facts, and whether it was taken back or replaced."""
    entries = {entry.seq: entry for entry in Entry.objects.filter(subject=certificate.pk)}
    award = entries.pop(certificate.ledger_seq, None)
    if award is None or award.mac != certificate.ledger_mac:
        return False
    if facts.digest(certificate.facts) != certificate.facts_hash or certificate.facts.get("code") != certificate.code:
        return False
    if not opens(award, facts=award_of(certificate), salt=certificate.salt):
        return False
    closing = [entry for entry in entries.values() if entry.meaning in (TAKEN_BACK, REPLACED)]
    return _is_closed_as_signed(certificate, closing)


def _is_closed_as_signed(certificate: Certificate, closing: list[Entry]) -> bool:
    if certificate.status == Status.VALID:
        return not closing
    return [entry.seq for entry in closing] == [certificate.status_seq] and opens(
        closing[0], facts=closing_of(certificate), salt=certificate.status_salt
    )
