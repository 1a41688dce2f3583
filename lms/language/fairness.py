"""When a flagged phrase is fair where it stands: in a name, of something else, of a thing, or of oneself."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from lms.language.lexicon import Lexicon, Sense, Term
from lms.language.reading import BREAK, Word

# How far from the word that makes it one (Institute, Act, Network) a name reaches, and how far back a subject stands.
NAME_REACHES = 7
SUBJECT_REACHES = 8


class Context:
    """What else a text says: gathered while it is read, then asked of each flagged phrase. Each answer takes a few
    steps, however long the text."""

    def __init__(self, words: Sequence[Word], known: Lexicon) -> None:
        self.words = words
        self.known = known
        self._fair: set[tuple[int, int]] = set()
        self._named_until: dict[int, int] = {}
        self._topics: set[tuple[int, str]] = set()
        self._mentioned: set[int] = set()
        self._swapped: set[int] = set()
        for start, end in self._names():
            self._note_name(start, end)

    def note(self, start: int, end: int, sense: Sense) -> None:
        """A phrase of the lexicon that is not flagged itself stands here."""
        if sense.kind == "fair" and sense.term:
            self._fair.update((sense.term.number, place) for place in range(start, end))
        elif sense.kind == "name":
            self._note_name(start, end)
        elif sense.kind == "mention":
            self._mentioned.add(end)
        elif sense.kind == "swap":
            self._swapped.add(end)
        else:
            self._topics.add((self.words[start].sentence, sense.topic))

    def is_fair(self, start: int, end: int, term: Term) -> bool:
        """Whether these words are none of ours to judge here."""
        return (
            self._named_until.get(start, 0) >= end
            or any((term.number, place) in self._fair for place in range(start, end))
            or start in self._mentioned
            or (start in self._swapped and (self.words[start].sentence, "saying") in self._topics)
            or self._is_about_something_else(self.words[start].sentence, term)
            or (term.things and self._is_of_a_thing(start, end))
            or (term.providers and self._is_by_a_provider(start))
            or (bool(term.own) and self._is_of_oneself(start, end, term.own))
        )

    def _note_name(self, start: int, end: int) -> None:
        for place in range(start, end):
            self._named_until[place] = max(end, self._named_until.get(place, 0))

    def _names(self) -> Iterator[tuple[int, int]]:
        """Capitalized words in a row, with small words between them, one of which makes it a name."""
        for place, word in enumerate(self.words):
            if word.is_capitalized and word.word in self.known.institutions:
                start = self._end_of_name(place, -1)
                end = self._end_of_name(place, 1) + 1
                # At the start of a sentence everything has a capital: "Inmates of the Harbor Center".
                if self.words[start - 1].word == BREAK and not self.words[start + 1].is_capitalized:
                    start += 1
                if end - start > 1:
                    yield start, end

    def _end_of_name(self, place: int, step: int) -> int:
        furthest = place
        for _reach in range(NAME_REACHES):
            place += step
            if self.words[place].is_capitalized:
                furthest = place
            elif self.words[place].word not in self.known.links:
                break
        return furthest

    def _is_about_something_else(self, sentence: int, term: Term) -> bool:
        if term.needs and (sentence, term.needs) not in self._topics:
            return True
        return any((sentence, topic) in self._topics for topic in term.topics)

    def _is_of_a_thing(self, start: int, end: int) -> bool:
        after = end + 1 if self.words[end].word in self.known.determiners else end
        if self.words[after].word in self.known.things:
            return True
        for place in range(start - 1, max(0, start - 1 - SUBJECT_REACHES), -1):
            word = self.words[place]
            if word.word in self.known.things:
                return True
            is_a_name = word.is_capitalized and self.words[place - 1].word != BREAK
            if word.word == BREAK or word.word in self.known.people or is_a_name:
                return False
        return False

    def _is_by_a_provider(self, start: int) -> bool:
        """As in “the clinic on Main refused care”, with nobody else before it who could have."""
        before = (self.words[place].word for place in range(start - 1, max(-1, start - 1 - SUBJECT_REACHES), -1))
        clause = set(takewhile(lambda word: word != BREAK, before))
        return not clause.isdisjoint(self.known.providers) and clause.isdisjoint(self.known.people)

    def _is_of_oneself(self, start: int, end: int, own: str) -> bool:
        fillers = self.known.me_fillers | self.known.had if own == "deed" else self.known.me_fillers
        before = (self.words[place].word for place in range(start - 1, max(-1, start - 1 - SUBJECT_REACHES), -1))
        passed = list(takewhile(lambda word: word in fillers, before))
        subject = self.words[max(0, start - 1 - len(passed))].word
        if subject in self.known.me:
            # "My habit" is my own; "my addict brother" is he.
            return own == "deed" or subject not in self.known.mine
        # "As an addict, I know..."
        follows = self.words[min(end + 1, len(self.words) - 1)].word
        return "as" in passed and self.words[end].word == BREAK and follows in self.known.me
