"""The words of one language as data (`words/en.toml`, `words/es.toml`), made ready for one pass over a text.

Each term says what is flagged, why, what to say instead, and when it is fair: in a longer phrase (`fair`), in a
sentence about something else (`topics`), of a thing instead of a person (`things`), of what whoever gives care does
(`providers`), of oneself (`own`).
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lms.language.automaton import Automaton
from lms.language.phrases import Phrase, expand
from lms.language.reading import folded

WORDS = Path(__file__).parent / "words"
LANGUAGES = tuple(sorted(path.stem for path in WORDS.glob("*.toml")))


@dataclass(frozen=True, slots=True)
class Term:
    """One row: what is wrong with these words, and what to say instead. `level` is avoid, context or consider."""

    number: int
    level: str
    instead: tuple[str, ...]
    why: str
    topics: frozenset[str] = frozenset()
    needs: str = ""
    things: bool = False
    providers: bool = False
    own: str = ""


class Sense(NamedTuple):
    """What a phrase means where it is found: flagged or fair use of a term, a name, a topic, a mention, a swap."""

    kind: str
    phrase: Phrase
    term: Term | None = None
    topic: str = ""


@dataclass(frozen=True)
class Lexicon:
    """Everything that the checker knows of one language."""

    automaton: Automaton[Sense]
    institutions: frozenset[str]
    links: frozenset[str]
    things: frozenset[str]
    people: frozenset[str]
    providers: frozenset[str]
    determiners: frozenset[str]
    me: frozenset[str]
    mine: frozenset[str]
    me_fillers: frozenset[str]
    had: frozenset[str]


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of "en" or "es", also asked for as "en-us". Raises ValueError where there is none."""
    name = language.lower().partition("-")[0]
    if name not in LANGUAGES:
        raise ValueError(f"no words for {language!r}: there are {', '.join(LANGUAGES)}")
    data = tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8"))
    senses = [(sense.phrase.words, sense) for sense in _senses(data)]
    lists = {key: frozenset(folded(word) for word in words.split("|")) for key, words in data["lists"].items()}
    return Lexicon(automaton=Automaton(senses), **lists)


def _senses(data: dict[str, Any]) -> Iterator[Sense]:
    sets = data["sets"]
    for name in data["names"]:
        yield from (Sense("name", phrase) for phrase in expand(name, sets))
    for kind in ("mention", "swap"):
        for written in data[f"{kind}s"]:
            yield from (Sense(kind, phrase) for phrase in expand(written, sets))
    for topic, words in data["topics"].items():
        yield from (Sense("topic", phrase, topic=topic) for phrase in expand(words, sets))
    for number, row in enumerate(data["term"]):
        yield from _term(number, row, sets)


def _term(number: int, row: dict[str, Any], sets: dict[str, str]) -> Iterator[Sense]:
    term = Term(
        number=number,
        level=row["level"],
        instead=tuple(row["instead"]),
        why=row["why"],
        topics=frozenset(row.get("topics", ())),
        needs=row.get("needs", ""),
        things=row.get("things", False),
        providers=row.get("providers", False),
        own=row.get("own", ""),
    )
    for kind in ("flag", "fair"):
        for written in row.get(kind, ()):
            yield from (Sense(kind, phrase, term) for phrase in expand(written, sets))
