"""Reading the local sheet. What is unset says whom to ask, and an empty number never shows."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from lms.people.directory.models import Organization
from lms.people.local.models import LocalLine, LocalSheet, Topic, Word


@dataclass(frozen=True)
class Line:
    """One topic as it shows: `text` always says something; `is_set` tells whether the agency wrote it."""

    topic: str
    label: str
    text: str
    is_set: bool
    phone: str = ""
    link: str = ""
    ask: str = ""
    source: str = ""
    as_of: date | None = None


def local_lines(organization: Organization) -> list[Line]:
    """Every topic in the order of the sheet; one query."""
    written = {line.topic: line for line in LocalLine.objects.filter(organization=organization)}
    return [as_line(topic, written.get(topic.value), organization) for topic in Topic]


def as_line(topic: Topic, written: LocalLine | None, organization: Organization) -> Line:
    """One topic, written or not."""
    if written is None:
        return Line(topic=topic.value, label=str(topic.label), text=_ask(organization), is_set=False)
    return Line(
        topic=topic.value,
        label=str(topic.label),
        text=written.text,
        is_set=True,
        phone=written.phone,
        link=written.link,
        ask=written.ask or organization.contact_name,
        source=written.source,
        as_of=written.as_of,
    )


def _ask(organization: Organization) -> str:
    if organization.contact_name:
        return _("Not written down yet. Ask %(name)s.") % {"name": organization.contact_name}
    return _("Not written down yet. Ask your trainer.")


def word_for(organization: Organization) -> Word:
    """What this agency calls the people it serves; "participant" until it chooses."""
    word = LocalSheet.objects.filter(organization=organization).values_list("word", flat=True).first()
    return Word(word) if word else Word.PARTICIPANT


def overlays_of(organization: Organization) -> list[str]:
    """What some of this agency's money may not pay for; nothing until it says so."""
    found = LocalSheet.objects.filter(organization=organization).values_list("overlays", flat=True).first()
    return list(found or [])
