"""What certificates hold about a person. They stay when an account is deleted, because others rely on them."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from certificates.models import Certificate, PdfState
from lms.people.privacy import Held, as_rows


def held_about(user: User) -> Held:
    """`{what: rows}`: the person's certificates, and what they decided about those of others."""
    decided = Certificate.objects.filter(status_by=user).exclude(enrollment__learner=user)
    return {
        _("Certificates"): as_rows(Certificate.objects.of(user)),
        # One's own act and nothing about whose certificate it was.
        _("Certificates you took back or replaced"): [
            {"id": str(one.pk), str(_("date")): str(one.status_at), str(_("reason")): one.status_reason}
            for one in decided
        ],
    }


def erase(user: User) -> None:
    """Nothing goes: whoever holds a code may verify it as long as it stands. The account page says so."""


def scrub() -> None:
    """For a test copy of a site only: no name, reason or PDF stays. What is left shows as not what was signed."""
    for certificate in Certificate.objects.iterator():
        certificate.facts = {**certificate.facts, "name": _("Somebody who left")}
        certificate.save(update_fields=["facts"])
    Certificate.objects.update(
        pdf="", pdf_state=PdfState.NEEDS_A_PERSON, pdf_note="", award_reason="", status_reason="", pdf_lease_until=None
    )
