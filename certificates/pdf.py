"""A certificate on paper: one landscape page that a person would frame."""

import io

import segno
from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.translation import gettext

from certificates import codes, names
from certificates.models import Certificate
from certificates.press import has_letters, press, width
from certificates.unprintable import Unprintable
from certificates.wording import domain_rows, in_words, on_paper
from lms import conf

DISPLAY = "Bricolage Grotesque"
FALLBACK = "Noto Sans"
# Width of the words on the page, in CSS pixels, with a little air.
LINE = 800


def render(certificate: Certificate) -> bytes:
    """The PDF of a certificate from its frozen facts. Raises `Unprintable` where a person has to help."""
    with translation.override(settings.LANGUAGE_CODE):
        facts = certificate.facts
        if not facts["name"]:
            raise Unprintable(gettext("There is no name to print yet. Ask for a new certificate once one is set."))
        if not names.is_printable(facts["name"]):
            raise Unprintable(_other_letters())
        html = render_to_string("lms_certificates/pdf/certificate.html", _context(certificate))
        assets = {"qr.png": _qr(link(certificate)), "porch.svg": _porch()}
        sheet = press().pull(html, stylesheet="lms_certificates/pdf/certificate.css", assets=assets)
        if sheet.missing:
            raise Unprintable(_other_letters())
        if sheet.pages != 1:
            raise Unprintable(gettext("This does not fit on one page."))
        return sheet.content


def link(certificate: Certificate) -> str:
    """The public address that says whether this certificate is valid."""
    return f"{conf.site_url()}/c/{certificate.code}/"


def _context(certificate: Certificate) -> dict:
    facts = certificate.facts
    address = f"{conf.site_url()}/verify/"
    return {
        "language": settings.LANGUAGE_CODE,
        "facts": facts,
        "hours": in_words(facts["minutes"]),
        "domains": domain_rows(facts["domains"], facts["minutes"]),
        "finished_on": on_paper(facts["finished_on"]),
        "awarded_on": on_paper(facts["awarded_on"]),
        "name_style": _fit(facts["name"], largest=60, smallest=30),
        "course_style": _fit(facts["course"], largest=28, smallest=20),
        "link": link(certificate),
        "address": address.partition("://")[2],
        "code": codes.in_groups(certificate.code),
        "record": gettext("Record %(seq)s · %(mac)s")
        % {"seq": certificate.ledger_seq, "mac": certificate.ledger_mac[:16]},
    }


def _fit(text: str, *, largest: int, smallest: int) -> str:
    """Family and size at which the text stands on one line, or, from the smallest size down, on two."""
    family = DISPLAY if has_letters(text, family=DISPLAY, weight=700) else FALLBACK
    ems = max(width(text, family=family, weight=700), 1)
    size = min(largest, LINE / ems)
    if size < smallest:
        size = min(smallest, 2 * LINE / ems * 0.9)
    return f"font-family: '{family}', '{FALLBACK}', sans-serif; font-size: {size:.1f}px"


def _qr(address: str) -> bytes:
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="png", scale=6, border=2, dark="#2A2433", light="#FFFDF9")
    return drawn.getvalue()


def _porch() -> bytes:
    return get_template("lms_certificates/pdf/porch.svg").render().encode()


def _other_letters() -> str:
    return gettext(
        "This name has letters that we cannot print yet, so a person has to help. "
        "The certificate counts and can be verified today."
    )
