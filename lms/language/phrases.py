"""How the lexicon writes phrases down, and every phrase that a line of it stands for.

{drug} (user|users)      one word of the set "drug", then one of two
(a|the)? crack-head      "?" may be missing; "-" is a space, a hyphen or nothing
(is|was) [nuts] .        only what is in brackets is shown; "." is a break: punctuation, or the end
[MAT]                    capitals must be capitals
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from lms.language.reading import folded

_ITEMS = re.compile(r"[\[\]()|?-]|[^\s\[\]()|?-]+")
_CLITIC = re.compile(r"(?<=\w)(?=n't$)|(?<=\w)(?=['’])(?!(?<=n)'t$)")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row; `shown` is the part of them that is a finding; `capitals` are words with capitals, by place."""

    words: Words
    shown: tuple[int, int]
    capitals: tuple[tuple[int, str], ...] = ()


def expand(written: str, sets: Mapping[str, str]) -> Iterator[Phrase]:
    """Every phrase that this line stands for. Raises KeyError for a set that there is not."""
    filled = written
    while "{" in filled:
        filled = re.sub(r"{(\w+)}", lambda found: f"({sets[found[1]]})", filled)
    for words in _Reader(_ITEMS.findall(filled)).alternatives():
        yield from map(_phrase, _hyphenated(words))


def _phrase(words: Words) -> Phrase:
    start = words.index("[") if "[" in words else 0
    end = words.index("]") - 1 if "]" in words else len(words)
    plain = [word for word in words if word not in {"[", "]"}]
    capitals = [(place, word) for place, word in enumerate(plain) if word != word.lower()]
    return Phrase(tuple(map(folded, plain)), (start, end), tuple(capitals))


class _Reader:
    """Reads the notation: alternatives of sequences of words and groups."""

    def __init__(self, items: list[str]) -> None:
        self.items = items
        self.place = 0

    def _peek(self) -> str:
        return self.items[self.place] if self.place < len(self.items) else ""

    def _take(self) -> str:
        self.place += 1
        return self.items[self.place - 1]

    def alternatives(self) -> list[Words]:
        found = self._sequence()
        while self._peek() == "|":
            self._take()
            found = found + self._sequence()
        return found

    def _sequence(self) -> list[Words]:
        parts: list[list[Words]] = []
        while self._peek() not in {"", "|", ")"}:
            parts.append(self._part())
        return [tuple(word for part in choice for word in part) for choice in product(*parts)]

    def _part(self) -> list[Words]:
        item = self._take()
        if item == "(":
            found = self.alternatives()
            self._take()
        else:
            found = [tuple(_CLITIC.split(item))]
        if self._peek() == "?":
            self._take()
            found = [*found, ()]
        return found


def _hyphenated(words: Words) -> Iterator[Words]:
    """With each hyphen as a border between two words, and as nothing at all."""
    if "-" not in words:
        yield words
        return
    place = words.index("-")
    before, after = words[:place], words[place + 1 :]
    yield from _hyphenated(before + after)
    if before and after:
        yield from _hyphenated((*before[:-1], before[-1] + after[0], *after[1:]))
