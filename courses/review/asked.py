"""A must-know question that is asked again: what it shows, and whether what was answered is right. Pure.

An answer is what its form sends, `{field name: [values]}`: the ids of options under the question's own id, or for each
row the value that was chosen for it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.review.rules import Passage, digest

Answers = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Row:
    """Something that gets a place, or a match; `right` is the value that belongs to it."""

    name: str
    text: str
    right: str


@dataclass(frozen=True)
class Question:
    """One question: `options` (`{id, text, right, feedback}`), or `rows` and the `choices` (value, text) for each."""

    id: str
    kind: str
    text: str
    options: Sequence[dict[str, Any]] = ()
    rows: Sequence[Row] = ()
    choices: Sequence[tuple[str, str]] = ()
    feedback: str = ""

    @property
    def is_many(self) -> bool:
        """Whether several options may be right."""
        return self.kind == "several"

    def chosen(self, answers: Answers) -> list[dict[str, Any]]:
        """The options that these answers choose."""
        return [option for option in self.options if option["id"] in answers.get(self.id, ())]

    def given(self, answers: Answers) -> dict[str, str]:
        """What was chosen for each row, by its name; empty where nothing was."""
        return {row.name: next(iter(answers.get(row.name, ())), "") for row in self.rows}

    def is_answered(self, answers: Answers) -> bool:
        """Whether there is a whole answer, right or not: each row has its own value."""
        if self.rows:
            return sorted(self.given(answers).values()) == sorted(value for value, _text in self.choices)
        return bool(self.chosen(answers))

    def is_right(self, answers: Answers) -> bool:
        """Whether that is the right one. There is no half."""
        if self.rows:
            return self.given(answers) == {row.name: row.right for row in self.rows}
        right = [option for option in self.options if option["right"]]
        return bool(right) and self.chosen(answers) == right

    def replies(self, answers: Answers) -> list[str]:
        """What we say to a whole answer; it teaches."""
        return [self.feedback] if self.rows else [option["feedback"] for option in self.chosen(answers)]


def question(passage: Passage, say: Callable[[str], str], seed: str) -> Question:
    """The question that a passage asks; `say` resolves its tokens, `seed` mixes what is put in order or matched."""
    kind, value, *_files = passage.content
    if kind == "order":
        return _order(passage.id, value, say, seed)
    if kind == "match":
        return _match(passage.id, value, say, seed)
    options = [
        {"id": str(place), **option} if "value" not in option else {"id": option["id"], **option["value"]}
        for place, option in enumerate(value["options"])
    ]
    said = [{**one, "text": say(one["text"]), "feedback": say(one["feedback"])} for one in options]
    return Question(passage.id, kind, say(value["stem" if kind == "several" else "question"]), said)


def _order(key: str, value: Mapping[str, Any], say: Callable[[str], str], seed: str) -> Question:
    rows = [Row(f"{key}-{place}", say(text), str(place)) for place, text in enumerate(value["items"], 1)]
    places = [(row.right, row.right) for row in rows]
    return Question(key, "order", say(value["stem"]), (), _mixed(rows, seed), places, say(value["feedback"]))


def _match(key: str, value: Mapping[str, Any], say: Callable[[str], str], seed: str) -> Question:
    rows = [Row(f"{key}-{place}", say(left), str(place)) for place, (left, _right) in enumerate(value["pairs"], 1)]
    rights = [(str(place), say(right)) for place, (_left, right) in enumerate(value["pairs"], 1)]
    return Question(key, "match", say(value["stem"]), (), rows, _mixed(rights, seed), say(value["feedback"]))


def _mixed(things: Sequence[Any], seed: str) -> list[Any]:
    """In another order than their own, the same for each reload."""
    lots = sorted(range(len(things)), key=lambda place: digest([seed, place]))
    mixed = [things[place] for place in lots]
    return [*mixed[1:], *mixed[:1]] if mixed == list(things) else mixed
