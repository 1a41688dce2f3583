"""Aho and Corasick's automaton over words: finds every phrase of a list in one pass, however many phrases there are."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(slots=True)
class _Node(Generic[Thing]):
    """What has been read so far of one or more phrases; `found` are those that end here, with their lengths."""

    then: dict[str, "_Node[Thing]"] = field(default_factory=dict)
    otherwise: "_Node[Thing] | None" = None
    found: list[tuple[int, Thing]] = field(default_factory=list)


class Automaton(Generic[Thing]):
    """Phrases, each with the thing it stands for. Searching takes one or two steps for each word that is read."""

    def __init__(self, phrases: Sequence[tuple[Sequence[str], Thing]]) -> None:
        self._root: _Node[Thing] = _Node()
        for words, thing in phrases:
            node = self._root
            for word in words:
                node = node.then.setdefault(word, _Node())
            node.found.append((len(words), thing))
        self._link()

    def _link(self) -> None:
        """Where reading goes on when the next word fits no phrase begun here: with the longest other one begun."""
        waiting = deque(self._root.then.values())
        for node in waiting:
            node.otherwise = self._root
        while waiting:
            node = waiting.popleft()
            for word, child in node.then.items():
                child.otherwise = self._next(node.otherwise, word)
                child.found.extend(child.otherwise.found)
                waiting.append(child)

    def _next(self, node: "_Node[Thing] | None", word: str) -> "_Node[Thing]":
        while node is not None:
            if word in node.then:
                return node.then[word]
            node = node.otherwise
        return self._root

    def search(self, words: Sequence[str]) -> Iterator[tuple[int, int, Thing]]:
        """Every place of every phrase: first word, the word after the last, and what the phrase stands for."""
        node = self._root
        for index, word in enumerate(words):
            node = self._next(node, word)
            for length, thing in node.found:
                yield index + 1 - length, index + 1, thing
