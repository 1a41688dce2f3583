"""What a stranger with a code is told (threats.md 6), and how we know that it is so."""

import hmac
from typing import Any

from certificates import codes, facts, names
from certificates.models import Certificate, Status
from certificates.services import REPLACED, TAKEN_BACK
from certificates.wording import day_in, domain_rows, in_words, on_paper
from lms.ledger.models import Entry
from lms.ledger.services import opens

# What no certificate has: looked up in the place of what cannot be a code, so that both take as long.
NO_CODE = "0" * codes.LENGTH


def look_up(typed: str) -> Certificate | None:
    """The certificate with the code that somebody typed. None for whatever is not one, always the same way."""
    code = codes.read(typed) or NO_CODE
    return Certificate.objects.select_related("organization").filter(code=code).first()


def is_intact(certificate: Certificate) -> bool:
    """Whether the row still says what was signed: the facts, and whether it was taken back or replaced."""
    entries = {entry.seq: entry for entry in Entry.objects.filter(subject=certificate.pk)}
    award = entries.pop(certificate.ledger_seq, None)
    if award is None or award.mac != certificate.ledger_mac:
        return False
    if facts.digest(certificate.facts) != certificate.facts_hash:
        return False
    if not opens(award, facts=facts.signed(certificate), salt=certificate.salt):
        return False
    closing = [entry for entry in entries.values() if entry.meaning in (TAKEN_BACK, REPLACED)]
    return _is_closed_as_signed(certificate, closing)


def _is_closed_as_signed(certificate: Certificate, closing: list[Entry]) -> bool:
    if certificate.status == Status.VALID:
        return not closing
    return [entry.seq for entry in closing] == [certificate.status_seq] and opens(
        closing[0], facts=facts.signed_status(certificate), salt=certificate.status_salt
    )


def has_name(certificate: Certificate, typed: str) -> bool:
    """Whether this is the printed name, whatever its accents, case and blanks. Always takes as long."""
    printed, given = names.folded(certificate.facts["name"]), names.folded(typed)
    return hmac.compare_digest(printed.encode(), given.encode()) and bool(given)


def shown(certificate: Certificate) -> dict[str, Any]:
    """What the page shows: what was printed, without the name where its holder hides it. Never a reason."""
    printed = certificate.facts
    return {
        "status": certificate.status,
        "status_label": certificate.get_status_display(),
        "status_on": day_in(certificate.organization.time_zone, certificate.status_at) if certificate.status_at else "",
        "is_intact": is_intact(certificate),
        "name": printed["name"] if certificate.name_shown else "",
        "course": printed["course"],
        "organization": printed["organization"],
        "time": in_words(printed["minutes"]),
        "domains": domain_rows(printed["domains"], printed["minutes"]),
        "finished_on": on_paper(printed["finished_on"]),
        "awarded_on": on_paper(printed["awarded_on"]),
        "code": codes.in_groups(certificate.code),
        "seq": certificate.ledger_seq,
        "mac": certificate.ledger_mac[:16],
    }
