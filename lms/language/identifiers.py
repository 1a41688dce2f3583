"""What in a free text could tell who a participant is, in English and Spanish. No database, no list of people.

45 CFR 164.514(b)(2) names what identifies somebody; of it, this looks for what gets typed into a log: names, phones,
addresses, birth dates, numbers, initials beside a place. What is surely one is refused; what is likely one is asked
about. It looks at a text once, and neither keeps nor logs what it found. Every pattern is bounded, so that no text
takes long.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from lms.language.portable import portable


class Kind(StrEnum):
    """What it could be."""

    NAME = "name"
    PHONE = "phone"
    MAIL = "mail"
    ADDRESS = "address"
    BIRTH_DATE = "birth date"
    NUMBER = "number"
    INITIALS = "initials"
    PLACE = "place"


@dataclass(frozen=True)
class Found:
    """One thing that was found, as it was typed; `is_sure` where it can hardly be anything else."""

    kind: Kind
    words: str
    is_sure: bool


NAME = r"(?-i:[A-ZÁÉÍÓÚÑ][\w'’-]{1,30})"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]{0,9}\.?|septiembre"
# Somebody who is grown up today, or nearly so, was born then.
BIRTH_YEAR = r"(?:19[2-9]\d|200\d|201[0-2])"
DAY_FIRST = rf"\d{{1,2}} (?:de )?(?:{MONTH})(?: de| del)?"
MONTH_FIRST = rf"(?:{MONTH}) \d{{1,2}},?"
ANY_DATE = rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|(?:{MONTH_FIRST}|{DAY_FIRST}) \d{{4}})"
BORN = r"(?:born|dob|d\.o\.b\.|date of birth|birthday|nacid[oa]|nació|fecha de nacimiento|cumpleaños)"
STREET = r"(?:street|st|avenue|ave|boulevard|blvd|road|rd|lane|ln)"
SUFFIX = rf"(?:{STREET}|drive|dr|court|ct|place|pl|terrace|highway|hwy|parkway|pkwy|way)"
CALLE = r"(?:calle|avenida|av\.|carrera|calzada) (?:de |del |de la )?"
ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
TITLE = r"(?:mr|mrs|ms|mx|sr|sra|srta|señor|señora|señorita|doña)"
WORK_TITLE = r"(?:dr|dra|nurse|officer|sgt|sergeant|deputy|judge|miss|don|oficial|juez|jueza)"
CALLED = (
    r"(?:named|called|name is|name was|name's|goes by|nicknamed|"
    r"se llama|se llamaba|llamad[oa]|apodad[oa]|nombre es|le dicen)"
)
AT = r"(?:at|from|by|near|on|under|behind|outside|en|de|cerca de|por|junto a|frente a|detrás de)"
# Two capitals that are no initials.
WORDS_IN_CAPITALS = r"(?:OD|ER|ID|US|UK|HR|IV|TB|OK|AM|PM|DV|IM|TV|CPR|EMS|HIV|HCV|PPE|SSP|FTS|MAT|MOUD|PTSD|AIDS)"
INITIALS = rf"(?-i:\b(?!{WORDS_IN_CAPITALS}\b)(?:[A-Z]\. ?[A-Z]\.?|[A-Z]{{2,3}}))"

_SURE = [
    (Kind.MAIL, r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    # With an area code, that of no toll-free line: those are numbers to give away.
    (
        Kind.PHONE,
        r"(?<![\d-])(?:\+?1[ .-]?)?(?!8(?:00|33|44|55|66|77|88)\D)(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\d)",
    ),
    (Kind.PHONE, r"(?<![\d-])(?:\+?1)?[2-9]\d{9}(?!\d)"),
    (Kind.PHONE, r"(?<![\d.-])(?<!8\d\d )\d{3}-\d{4}(?![\d-])"),
    (Kind.NUMBER, r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)"),
    (Kind.NUMBER, r"(?<![\d.])-?\d{1,2}\.\d{4,10}, ?-?\d{1,3}\.\d{4,10}"),
    (Kind.NUMBER, r"\b(?:mrn|ssn|medicaid|case|client id|expediente|caso)\b[ #:.no]{0,6}\d{4,12}"),
    (Kind.BIRTH_DATE, rf"\b{BORN}\b[^.\n]{{0,12}}{ANY_DATE}"),
    (Kind.BIRTH_DATE, rf"(?<!\d)\d{{1,2}}[/.-]\d{{1,2}}[/.-]{BIRTH_YEAR}(?!\d)"),
    (Kind.BIRTH_DATE, rf"\b(?:{MONTH_FIRST}|{DAY_FIRST}) {BIRTH_YEAR}\b"),
    (Kind.ADDRESS, rf"(?<![\d:])\d{{1,5}} (?:[nsew]\.? )?(?:{NAME}|{ORDINAL})(?: {NAME})? {SUFFIX}\b"),
    (Kind.ADDRESS, rf"\b{CALLE}{NAME}(?: {NAME})?,? (?:#|no\. ?|número )?\d{{1,5}}\b"),
    (Kind.NAME, rf"\b{TITLE}\.? {NAME}"),
]
_LIKELY = [
    (Kind.ADDRESS, rf"(?<![\d:])\d{{2,5}} [a-zñ]{{3,20}} {STREET}\b(?! \w)"),
    (
        Kind.ADDRESS,
        r"\b(?:apt|apartment|unit|suite|room|lot|apto|apartamento|habitación|cuarto)\.? ?#? ?\d{1,5}[a-z]?\b",
    ),
    (Kind.PLACE, r"\b(?:corner of|esquina de|esquina con) (?:la |el )?[\w'-]{2,20}"),
    (Kind.PLACE, rf"\b(?:{ORDINAL}|{NAME}) (?:and|&|y) (?:{ORDINAL}|{NAME}) {SUFFIX}\b"),
    (Kind.PLACE, rf"\b{ORDINAL} (?:and|&|y) (?:{ORDINAL}|{NAME})"),
    (Kind.NAME, rf"\b{WORK_TITLE}\.? {NAME}"),
    (Kind.NAME, rf"\b{CALLED} {NAME}"),
    (Kind.NAME, r"(?<![\w@.])@[a-z_][\w.]{2,29}"),
    (Kind.INITIALS, rf"{INITIALS}(?: [a-zñáéíóú]{{1,12}}){{0,3}} {AT} (?:the |la |el )?(?:{NAME}|{ORDINAL})"),
]
# What a browser reads too, while somebody types: (kind, pattern, whether it is sure).
LOOKED_FOR = [
    *((kind, portable(pattern), True) for kind, pattern in _SURE),
    *((kind, portable(pattern), False) for kind, pattern in _LIKELY),
]
PATTERNS = [(kind, re.compile(pattern), is_sure) for kind, pattern, is_sure in LOOKED_FOR]


def find(text: str) -> list[Found]:
    """What could tell who somebody is, each once and in the order of the text: as what it surely is, else as likely."""
    plain = _plain(text)
    found: dict[int, Found] = {}
    taken = bytearray(len(plain))
    for kind, pattern, is_sure in PATTERNS:
        for match in pattern.finditer(plain):
            where = slice(*match.span())
            if not any(taken[where]):
                taken[where] = b"\1" * len(match[0])
                found[match.start()] = Found(kind, match[0].strip(), is_sure)
    return [found[start] for start in sorted(found)]


def _plain(text: str) -> str:
    """As it reads: without marks that nobody sees, full-width letters as plain ones, one blank where several are."""
    folded = unicodedata.normalize("NFKC", text)
    seen = "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")
    dashed = re.sub("[\u2010-\u2015\u2212]", "-", seen)
    return re.sub(r"[^\S\n]+", " ", dashed)
