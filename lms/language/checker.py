"""Stigmatizing words in a text, with what to say instead. Pure, and in time that grows with the text alone.

A finding is a hint for whoever writes. Nothing is rewritten, nothing is kept (facts: rules of the checker).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lms.language import fairness
from lms.language.lexicon import Lexicon, Term, lexicon
from lms.language.masking import masks
from lms.language.reading import Word, read

SEVERITY = ("avoid", "context", "consider")


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of the text as it was written: `text[start:end] == match`.

    `level` says how sure we are: "avoid" (a label or a slur), "context" (it depends) or "consider" (a hint).
    """

    start: int
    end: int
    match: str
    level: str
    alternatives: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """A flagged phrase: its first word, the word after its last, and the term."""

    start: int
    end: int
    term: Term


def check(text: str, language: str) -> list[Finding]:
    """Every phrase to think about, in order and without overlaps. Raises ValueError for a language without words."""
    known = lexicon(language)
    words = read(text, masks(text))
    return [_finding(text, words, place) for place in _outermost(_unfair(words, known), len(words))]


def _unfair(words: Sequence[Word], known: Lexicon) -> list[Place]:
    flagged: list[Place] = []
    context = fairness.Context(words, known)
    for start, end, sense in known.automaton.search([word.word for word in words]):
        capitals = sense.phrase.capitals
        if not all(_has_capitals(words[start + place].raw, as_written) for place, as_written in capitals):
            continue
        if sense.kind == "flag" and sense.term:
            first, after = sense.phrase.shown
            flagged.append(Place(start + first, start + after, sense.term))
        else:
            context.note(start, end, sense)
    return [place for place in flagged if not context.is_fair(place.start, place.end, place.term)]


def _has_capitals(raw: str, as_written: str) -> bool:
    return raw == as_written or (raw.isupper() and raw == as_written.upper())


def _outermost(places: Iterable[Place], length: int) -> list[Place]:
    """Of places that overlap, the longest; of equally long ones, the most serious."""
    taken = bytearray(length)
    chosen = []
    for place in sorted(places, key=_importance):
        if not any(taken[place.start : place.end]):
            taken[place.start : place.end] = b"\x01" * (place.end - place.start)
            chosen.append(place)
    return sorted(chosen, key=lambda place: place.start)


def _importance(place: Place) -> tuple[int, int, int]:
    return place.start - place.end, SEVERITY.index(place.term.level), place.start


def _finding(text: str, words: Sequence[Word], place: Place) -> Finding:
    start, end, term = words[place.start].start, words[place.end - 1].end, place.term
    return Finding(start, end, text[start:end], term.level, term.instead, term.why)
