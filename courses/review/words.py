"""What tokens in a lesson stand for: `[[param:key]]`, `[[local:topic]]`, `[[participant]]` and `[[participants]]`.
`[[lang-ok:words]]` stands for its own words: the language checker passes over them. So does `[[term:word]]`, which
running text opens to what it means (see `courses.pages.glossary`).

Tokens are text, because markup would be cut up by translation (architecture 4.8). They are resolved when a page is
rendered, once, so nothing that an agency wrote is ever resolved again.
"""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from courses.review.models import KINDS
from courses.review.reader import Kind, registry
from courses.review.rules import State
from lms.people.local.models import Topic, Word
from lms.people.local.queries import local_lines, overlays_of, word_for
from lms.people.models import Organization

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OWN_WORDS = frozenset({"lang-ok", "term"})
TOKEN = re.compile(r"\[\[(?:(param|local|lang-ok|term):([^\[\]]*)|([Pp]articipants?))\]\]")

STATES: "dict[State, StrOrPromise]" = {
    State.NOT_REVIEWED: gettext_lazy("Not reviewed yet"),
    State.IN_REVIEW: gettext_lazy("In review"),
    State.REVIEWED: gettext_lazy("Reviewed"),
    State.DUE_SOON: gettext_lazy("Due soon"),
    State.OVERDUE: gettext_lazy("Overdue"),
    State.TAKEN_BACK: pgettext_lazy("a review", "Taken back"),
}
_NOT_SET: "dict[str, StrOrPromise]" = {
    "minutes": gettext_lazy("the time your agency teaches"),
    "seconds": gettext_lazy("the time your agency teaches"),
    "hours": gettext_lazy("the time your agency teaches"),
    "mg": gettext_lazy("the dose your agency teaches"),
    "order": gettext_lazy("the order your agency teaches"),
}
_MANY: "dict[Word, StrOrPromise]" = {
    Word.PARTICIPANT: gettext_lazy("participants"),
    Word.CLIENT: gettext_lazy("clients"),
    Word.MEMBER: gettext_lazy("members"),
    Word.GUEST: gettext_lazy("guests"),
}


PARAMETERS: "dict[str, StrOrPromise]" = {
    "naloxone_reassess_min": gettext_lazy("How long to wait before the next dose of naloxone"),
    "rescue_breath_interval_s": gettext_lazy("How often to give a rescue breath"),
    "naloxone_duration_min": gettext_lazy("How long naloxone lasts"),
    "naloxone_nasal_first_dose_mg": gettext_lazy("First dose of nasal naloxone"),
    "naloxone_im_dose_mg": gettext_lazy("Dose of injectable naloxone"),
    "check_order": gettext_lazy("What to check first"),
    "alone_call_or_naloxone_first": gettext_lazy("Alone: call first, or naloxone first"),
    "no_normal_breathing_action": gettext_lazy("No normal breathing: what to do"),
    "hiv_pep_max_hours": gettext_lazy("HIV PEP: within how many hours"),
    "doxypep_hours": gettext_lazy("Doxy-PEP: within how many hours"),
    "test_strip_water": gettext_lazy("Test strips: how much water"),
    "crisis_lines": gettext_lazy("Crisis lines"),
}
_EVIDENCE: "dict[str, StrOrPromise]" = {
    "seen": gettext_lazy("The source's own page or abstract was read"),
    "secondary": gettext_lazy("Only somebody else's summary was read"),
    "memory": gettext_lazy("From memory: check it first"),
}


def parameter_label(key: str) -> str:
    """A parameter as people call it."""
    return str(PARAMETERS.get(key, key))


def evidence_label(evidence: str) -> str:
    """How well a source was seen: "seen (2015 edition, superseded)" keeps what stands in brackets."""
    mark, _space, rest = evidence.partition(" ")
    return f"{_EVIDENCE.get(mark, mark)} {rest}".strip()


def state_label(state: State) -> str:
    """Where a review stands, as a coordinator reads it."""
    return str(STATES[state])


def kind_label(kind: str) -> str:
    """A kind of reviewer, as people call them."""
    return str(dict(KINDS)[Kind(kind).value])


def unknown_tokens(text: str) -> list[str]:
    """Tokens that stand for nothing: no such parameter, no such line of the local sheet."""
    known = {"param": registry().parameters, "local": Topic.values}
    return [found[0] for found in TOKEN.finditer(text) if found[1] in known and found[2] not in known[found[1]]]


class Words:
    """What one agency says in one language. Asks the database only for what a text names.

    `reviewed` gives the values that somebody stands behind, `{key: value}`: no other value is ever shown. Lines of
    the sheet as they once were stand among them as `{"local:topic": text}`.
    """

    def __init__(
        self, organization: Callable[[], Organization], language: str, reviewed: Callable[[], Mapping[str, str]]
    ) -> None:
        self._organization = organization
        self.language = language
        self._reviewed = reviewed
        self._lines: dict[str, str] = {}
        self._overlays: list[str] | None = None

    def resolve(self, text: str) -> str:
        """The text with every token replaced, in its own language."""
        if "[[" not in text:
            return text
        with translation.override(self.language):
            return TOKEN.sub(lambda found: self._said(*found.groups()), text)

    def resolve_html(self, html: str) -> str:
        """The same for HTML: what stands in the place of a token is text and nothing else."""
        if "[[" not in html:
            return html
        with translation.override(self.language):
            # Its own words are HTML already.
            return TOKEN.sub(lambda f: f[2] if f[1] in OWN_WORDS else escape(self._said(*f.groups())), html)

    def is_on(self, overlay: str) -> bool:
        """Whether the agency switched this on: some of its money may not pay for it."""
        if self._overlays is None:
            self._overlays = overlays_of(self._organization())
        return overlay in self._overlays

    def _said(self, what: str | None, name: str, word: str) -> str:
        if what in OWN_WORDS:
            return name
        if what == "param":
            return spoken(name, self._reviewed().get(name, ""), ask=self._organization().contact_name)
        return self._line(name) if what == "local" else self._word(word)

    def _line(self, topic: str) -> str:
        if kept := self._reviewed().get(f"local:{topic}"):
            return kept
        if not self._lines:
            lines = local_lines(self._organization())
            self._lines = {line.topic: f"{line.text} ({line.phone})" if line.phone else line.text for line in lines}
        return self._lines.get(topic, "")

    def _word(self, asked: str) -> str:
        word = word_for(self._organization())
        said = str(_MANY[word] if asked.endswith("s") else word.label)
        return capfirst(said) if asked[0].isupper() else said


def spoken(key: str, value: str, *, ask: str) -> str:
    """A parameter in a sentence: "2-3 minutes", or whom to ask where it is not set or nobody has reviewed it."""
    parameter = registry().parameters.get(key)
    unit = parameter.unit if parameter else ""
    if value:
        return _with_unit(value, unit)
    what = str(_NOT_SET.get(unit, gettext_lazy("what your agency teaches")))
    return _("%(what)s (not set yet; ask %(name)s)") % {"what": what, "name": ask or _("your trainer")}


def unit_label(unit: str) -> str:
    """The unit that a number gets in a sentence, such as "minutes"; empty where a value is words."""
    return _with_unit("2", unit).removeprefix("2").strip()


def _with_unit(value: str, unit: str) -> str:
    numbers = re.findall(r"\d+", value)
    if not numbers or re.search(r"[^\W\d_]", value):
        return value
    last = int(numbers[-1])
    units = {
        "minutes": ngettext("%(value)s minute", "%(value)s minutes", last),
        "seconds": ngettext("%(value)s second", "%(value)s seconds", last),
        "hours": ngettext("%(value)s hour", "%(value)s hours", last),
        "mg": "%(value)s mg",
    }
    return units.get(unit, "%(value)s") % {"value": value}
