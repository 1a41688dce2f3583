"""What certificates hold about a person. They stay when an account is deleted, because others rely on them."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from certificates.models import Certificate, PdfState
from certificates.wording import in_words as minutes_in_words
from certificates.wording import on_paper, printed_rows, printed_shadowing
from lms.people.held import Held, as_rows, in_words
from lms.people.models import LANGUAGES


def held_about(user: User) -> Held:
    """`{what: rows}`: the person's certificates, and what they decided about those of others."""
    certificates = Certificate.objects.of(user).select_related("enrollment__syllabus")
    others = Certificate.objects.exclude(enrollment__learner=user)
    course = (_("course"), lambda one: one.enrollment.syllabus.title)
    return {
        _("Certificates"): as_rows(certificates, enrollment=course, facts=(_("what is printed"), _printed)),
        # One's own act and nothing about whose certificate it was.
        _("Certificates you took back or replaced"): [
            {
                "id": str(one.pk),
                str(_("date")): in_words(one.status_at),
                str(_("status")): one.get_status_display(),
                str(_("reason")): one.status_reason,
            }
            for one in others.filter(status_by=user)
        ],
        _("Certificates you gave"): [
            {"id": str(one.pk), str(_("date")): in_words(one.awarded_at), str(_("reason")): one.award_reason}
            for one in others.filter(awarded_by=user)
        ],
    }


def _printed(certificate: Certificate) -> dict[str, str]:
    """What a certificate says, `{label: words}`."""
    facts = certificate.facts
    return {
        _("name"): facts["name"],
        _("course"): facts["course"],
        _("organization"): facts["organization"],
        _("time"): minutes_in_words(facts["minutes"]),
        **{row["label"]: row["time"] for row in printed_rows(facts)},
        **({_("Shadowing, signed"): shadowing} if (shadowing := printed_shadowing(facts)) else {}),
        _("finished"): on_paper(facts["finished_on"]),
        _("awarded"): on_paper(facts["awarded_on"]),
        **({_("language"): dict(LANGUAGES)[facts["language"]]} if "language" in facts else {}),
        **({_("demo"): in_words(facts["demo"])} if "demo" in facts else {}),
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
