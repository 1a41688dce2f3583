"""Text as words. Each word knows where it stood, so that what is found can be shown in the text as it was written.

Full-width and other look-alike letters, accents, capitals and invisible characters make no difference to matching.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

BREAK = "."

# Letters of other scripts that look like ours.
_LOOKALIKES = str.maketrans(
    "аАеЕоОрРсСуУхХіІјЈѕЅԁԀһҺԛԚԝԜѵӏкКмМтТвВнНгαΑεΕοΟρΡνΝιΙκΚτΤυΥχΧΒΜΗΖϲıɑɡʀɪɴʟᴀʙᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡʏᴢ",
    "aAeEoOpPcCyYxXiIjJsSdDhHqQwWvlkKmMtTbBhHraAeEoOpPvNiIkKtTuYxXBMHZciagrinlabcdejkmoptuvwyz",
)
_APOSTROPHES = "’‘ʼ＇`´′"  # noqa: RUF001
_YEAR = re.compile(r"1[789]\d\ds?")
_TOKEN = re.compile(
    r"(?P<word>(?<=\w)[nN]'[tT](?![^\W_])|(?<=\w)'[^\W_]+|[^\W_]+?(?=[nN]'[tT](?![^\W_]))"
    r"|[^\W_]+(?:_+[^\W_]+)*|&)"
    r"|(?P<gap>\s+)"
    r"|(?P<join>(?<=\w)[-\u2010\u2012\u2013\u2212.](?=\w)|[*_~'])"
    r"|(?P<stop>[.!?;\u2026]+)"
    r"|(?P<pause>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word, folded for matching, or a break between phrases (`word` is then "."). `raw` keeps its capitals."""

    word: str
    raw: str
    start: int
    end: int
    sentence: int

    @property
    def is_capitalized(self) -> bool:
        """A capital, then small letters: as names are written, and shouting is not."""
        return self.raw[:1].isupper() and (self.raw[1:].islower() or len(self.raw) == 1)


@cache
def _fold(character: str) -> str:
    """What this character counts as: nothing, if it is invisible or only an accent."""
    if character in _APOSTROPHES:
        return "'"
    plain = unicodedata.normalize("NFKD", character)
    kept = [one for one in plain if unicodedata.category(one) not in {"Cf", "Mn"}]
    return "".join(kept).translate(_LOOKALIKES)


@cache
def folded(word: str) -> str:
    """One word as it is matched."""
    return "".join(map(_fold, word)).casefold()


def read(text: str, masked: Iterable[tuple[int, int, str]] = ()) -> list[Word]:
    """The words of `text`, with a break at both ends and wherever a phrase cannot go on.

    Each masked stretch (start, end, instead) is not read; what stands in its place is read instead of it.
    """
    plain, places = _plain(text, masked)
    words = [Word(BREAK, "", 0, 0, 0)]
    sentence = 0
    for found in _TOKEN.finditer(plain):
        kind, part = found.lastgroup, found[0]
        if kind == "word":
            start, end = places[found.start()], places[found.end() - 1] + 1
            words.append(Word(_matched(part), part, start, end, sentence))
        elif kind == "stop" or (kind == "gap" and part.count("\n") > 1):
            sentence += 1
            words.append(Word(BREAK, part, places[found.start()], places[found.start()], sentence))
        elif kind == "pause" and words[-1].word != BREAK:
            words.append(Word(BREAK, part, places[found.start()], places[found.start()], sentence))
    words.append(Word(BREAK, "", len(text), len(text), sentence + 1))
    return words


def _matched(part: str) -> str:
    """What a word counts as: itself, "#year" for a year of the past, "#" for any other number."""
    if _YEAR.fullmatch(part):
        return "#year"
    return "#" if part.isdigit() else "and" if part == "&" else part.casefold()


def _plain(text: str, masked: Iterable[tuple[int, int, str]]) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place of the one it came from."""
    letters: list[str] = []
    places: list[int] = []
    place = 0
    for start, end, instead in (*masked, (len(text), len(text), "")):
        for index in range(place, start):
            kept = _fold(text[index])
            letters.append(kept)
            places.extend([index] * len(kept))
        letters.append(instead)
        places.extend([start] * len(instead))
        place = max(place, end)
    return "".join(letters), places
