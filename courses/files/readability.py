"""How much there is to read in a text, and how hard it reads."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\[\[[^\[\]]*\]\]")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"^\s*(?:- (?:\[.\] )?|\d+\. |> |#+ )|\*+|_{2,}", re.MULTILINE)
_PIECE = re.compile(r"\n\s*\n|\n(?=\s*(?:- |\d+\. |> |#+ ))")
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SENTENCE = re.compile(r".+?[.!?…]+[”’\"')*]*(?=\s|$)", re.DOTALL)
SHORTEST = 3  # words
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Measured:
    """Words, sentences and syllables of some English text."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """The school grade by Flesch and Kincaid; 0 where there is nothing to read."""
        if not self.words:
            return 0.0
        return max(0.0, 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59)


def plain(markdown: str) -> str:
    """The words of Markdown without its marks. A token stands for one word, which nobody has typed."""
    return _MARKS.sub("", _LINK.sub(r"\1", _TOKEN.sub("this", markdown)))


def count_words(texts: Iterable[str]) -> int:
    """How many words a reader meets."""
    return sum(len(_WORD.findall(plain(text))) for text in texts)


def measure(texts: Iterable[str]) -> Measured:
    """These texts together, strictly: only what ends in a full stop, a question or an exclamation mark is a sentence.

    Headings and labels are left out, a colon ends nothing, and "Yes." goes with what is said next.
    """
    sentences = [words for text in texts for words in _sentences(text)]
    words = [word for one in sentences for word in one]
    return Measured(len(words), len(sentences), sum(syllables(word) for word in words))


def _sentences(markdown: str) -> Iterator[list[str]]:
    for piece in _PIECE.split(_HEADING.sub("", markdown)):
        short: list[str] = []
        for said in _SENTENCE.findall(plain(piece)):
            words = short + _WORD.findall(said)
            short = words if len(words) < SHORTEST else []
            if not short:
                yield words
        if short:
            yield short


def syllables(word: str) -> int:
    """About how many syllables an English word has, by its groups of vowels."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) <= 3:
        return 1
    silent = (
        re.sub(r"(?:[^laeiouy]es|[^aeioutd]ed|[^aeiouy]e)$", "", letters) if not letters.endswith("le") else letters
    )
    return max(1, len(_VOWELS.findall(silent)) + (1 if silent != letters and letters.endswith(_HISSES) else 0))


_HISSES = ("ses", "zes", "ches", "shes", "ges", "ces", "xes")
