"""How much there is to read in a text, and how hard it reads.

English by the school grade of Flesch and Kincaid. Spanish by the ease of Szigriszt Pazos (1993), read on the INFLESZ
scale (Barrio-Cantalejo and others, 2008): below 40 very hard, from 55 normal, from 65 fairly easy, from 80 very easy.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

_TERM = re.compile(r"\[\[term:([^\[\]]*)\]\]")
_TOKEN = re.compile(r"\[\[[^\[\]]*\]\]")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"^\s*(?:- (?:\[.\] )?|\d+\. |> |#+ )|\*+|_{2,}", re.MULTILINE)
_PIECE = re.compile(r"\n\s*\n|\n(?=\s*(?:- |\d+\. |> |#+ ))")
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SENTENCE = re.compile(r".+?[.!?…]+[”’»\"')*]*[.]?(?=\s|$)", re.DOTALL)
SHORTEST = 3  # words
_VOWELS = re.compile(r"[aeiouy]+")
_NO_VOWEL = re.compile(r"(?<=[qg])u(?=[eiéí])|y(?=[aeiouáéíóú])")  # the u of "que", the y of "ayuda"
_SPANISH_VOWELS = re.compile(r"[iuüy]?[aeoáéó][iuüy]?|[íú]|[iuüy]{1,2}")


@dataclass(frozen=True)
class Measured:
    """Words, sentences and syllables of some text."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """The school grade by Flesch and Kincaid; 0 where there is nothing to read."""
        if not self.words:
            return 0.0
        return max(0.0, 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59)

    @property
    def ease(self) -> float:
        """How easily Spanish reads by Szigriszt Pazos; 100 where there is nothing to read."""
        if not self.words:
            return 100.0
        return 206.835 - 62.3 * self.syllables / self.words - self.words / self.sentences


def plain(markdown: str) -> str:
    """The words of Markdown without its marks. A token stands for one word, which nobody typed; a term for itself."""
    return _MARKS.sub("", _LINK.sub(r"\1", _TOKEN.sub("this", _TERM.sub(r"\1", markdown))))


def count_words(texts: Iterable[str]) -> int:
    """How many words a reader meets."""
    return sum(len(_WORD.findall(plain(text))) for text in texts)


def measure(texts: Iterable[str], language: str = "en") -> Measured:
    """These texts together, strictly: only what ends in a full stop, a question or an exclamation mark is a sentence.

    Headings and labels are left out, a colon ends nothing, and "Yes." goes with what is said next.
    """
    sentences = [words for text in texts for words in _sentences(text)]
    words = [word for one in sentences for word in one]
    return Measured(len(words), len(sentences), sum(SYLLABLES[language](word) for word in words))


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


def spanish_syllables(word: str) -> int:
    """How many syllables a Spanish word has: one for each vowel or diphthong."""
    return max(1, len(_SPANISH_VOWELS.findall(_NO_VOWEL.sub("-", word.lower()))))


SYLLABLES: Mapping[str, Callable[[str], int]] = {"en": syllables, "es": spanish_syllables}
