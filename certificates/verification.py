"""What a stranger with a code is told (threats.md 6)."""

import hmac
from typing import Any

from certificates import codes, names
from certificates.models import Certificate
from certificates.signing import is_intact
from certificates.wording import day_in, in_words, on_paper, printed_rows, printed_shadowing

# What no certificate has: looked up in the place of what cannot be a code, so that both take as long.
NO_CODE = "0" * codes.LENGTH


def look_up(typed: str) -> Certificate | None:
    """The certificate with the code that somebody typed. None for whatever is not one, always the same way."""
    code = codes.read(typed) or NO_CODE
    return Certificate.objects.select_related("organization").filter(code=code).first()


def has_name(certificate: Certificate, typed: str) -> bool:
    """Whether this is the printed name, whatever its accents, case and blanks. Always takes as long."""
    printed, given = names.folded(certificate.facts["name"]), names.folded(typed)
    return hmac.compare_digest(printed.encode(), given.encode()) and bool(given)


def shown(certificate: Certificate) -> dict[str, Any]:
    """What the page shows: what was printed, without the name where its holder hides it. Never a reason.

    Of a certificate that does not say what was signed, it shows that and nothing else.
    """
    if not is_intact(certificate):
        return {"is_intact": False, "organization": certificate.organization.name}
    printed, zone = certificate.facts, certificate.organization.time_zone
    return {
        "is_intact": True,
        "status": certificate.status,
        "status_label": certificate.get_status_display(),
        "status_on": day_in(zone, certificate.status_at) if certificate.status_at else "",
        "name": printed["name"] if certificate.name_shown else "",
        "course": printed["course"],
        "organization": printed["organization"],
        "time": in_words(printed["minutes"]),
        "domains": printed_rows(printed),
        "shadowing": printed_shadowing(printed),
        "finished_on": on_paper(printed["finished_on"]),
        "awarded_on": on_paper(printed["awarded_on"]),
        "code": codes.in_groups(certificate.code),
        "is_demo": printed.get("demo", False),
        "seq": certificate.ledger_seq,
        "mac": certificate.ledger_mac[:16],
    }
