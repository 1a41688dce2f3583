"""A certificate on paper: one landscape page that a person would frame."""

import io
from collections.abc import Mapping
from typing import Any

import segno
from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.translation import gettext

from certificates import codes, names
from certificates.models import Certificate
from certificates.press import has_letters, press, stack, width
from certificates.unprintable import Unprintable
from certificates.wording import in_words, on_paper, printed_rows, printed_shadowing
from lms import conf
from lms.ledger.heads import in_words as in_words_of_check
from lms.ledger.models import Check

STYLESHEET = "lms_certificates/pdf/certificate.css"
# Width of the words on the page, in CSS pixels, with a little air.
LINE = 800
# Heights that certificate.css gives to the name and the course, and how far their lines stand apart.
NAME_BOX = 98
COURSE_BOX = 72
LEADING = 1.1
INK = "#2A2433"
SURFACE = "#FFFDF9"
# Readers take any mask; looking for the prettiest one costs as much as all the rest of the square.
QR_MASK = 4


def render(certificate: Certificate, *, checked: Check | None = None) -> bytes:
    """The PDF of a certificate from its frozen facts. Raises `Unprintable` where a person has to help.

    `checked` is the last whole look at the ledger before it was awarded: the same whenever it is printed again.
    """
    facts = certificate.facts
    with translation.override(language_of(facts)):
        if not facts["name"]:
            raise Unprintable(gettext("There is no name to print yet. Ask for a new certificate once one is set."))
        if not names.is_printable(facts["name"]):
            raise Unprintable(_other_letters())
        html = render_to_string("lms_certificates/pdf/certificate.html", context(certificate, checked))
        sheet = press().pull(html, stylesheet=STYLESHEET, assets=assets(certificate))
        if sheet.missing:
            raise Unprintable(_other_letters())
        if sheet.pages != 1:
            raise Unprintable(gettext("This does not fit on one page."))
        return sheet.content


def language_of(facts: Mapping[str, Any]) -> str:
    """The language of the paper: the learner's, on the day it was awarded."""
    return str(facts.get("language", settings.LANGUAGE_CODE))


def link(certificate: Certificate) -> str:
    """The public address that says whether this certificate is valid."""
    return f"{conf.site_url()}/c/{certificate.code}/"


def assets(certificate: Certificate) -> dict[str, bytes]:
    """The pictures of the page."""
    return {"qr.png": _qr(link(certificate)), "porch.svg": _porch()}


def context(certificate: Certificate, checked: Check | None = None) -> dict:
    """What the page's template is told."""
    facts = certificate.facts
    address = f"{conf.site_url()}/verify/"
    return {
        "language": language_of(facts),
        "facts": facts,
        "hours": in_words(facts["minutes"]),
        "domains": printed_rows(facts),
        "shadowing": printed_shadowing(facts),
        "finished_on": on_paper(facts["finished_on"]),
        "awarded_on": on_paper(facts["awarded_on"]),
        "name_style": _fit(facts["name"], box=NAME_BOX, largest=64, smallest=30),
        "course_style": _fit(facts["course"], box=COURSE_BOX, largest=30, smallest=20),
        "link": link(certificate),
        "address": address.partition("://")[2],
        "code": codes.in_groups(certificate.code),
        "record": gettext("Record %(seq)s · %(mac)s")
        % {"seq": certificate.ledger_seq, "mac": certificate.ledger_mac[:16]},
        "checked": in_words_of_check(checked, clock=certificate.organization.time_zone) if checked else "",
    }


def _fit(text: str, *, box: int, largest: int, smallest: int) -> str:
    """Family, size and place of a text in a box of that height: on one line; below the smallest size, on two."""
    family = "display" if has_letters(text, family="display") else "rest"
    ems = max(width(text, family=family), 1)
    size, lines = min(largest, LINE / ems), 1
    if size < smallest:
        # Words do not break where one wants: a tenth of each line may stay empty.
        size, lines = min(smallest, 2 * LINE / ems * 0.9), 2
    above = (box - lines * size * LEADING) / 2
    return f"font-family: {stack(family)}; font-size: {size:.1f}px; padding-top: {above:.1f}px"


def _qr(address: str) -> bytes:
    drawn = io.BytesIO()
    segno.make_qr(address, error="m", mask=QR_MASK).save(
        drawn, kind="png", scale=6, border=0, dark="#2A2433", light="#FFFDF9"
    )
    return drawn.getvalue()


def _porch() -> bytes:
    return get_template("lms_certificates/pdf/porch.svg").render().encode()


def _other_letters() -> str:
    return gettext(
        "This name has letters that we cannot print yet, so a person has to help. "
        "The certificate counts and can be verified today."
    )
