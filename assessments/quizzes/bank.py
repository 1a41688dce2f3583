"""The questions of a check as the editor has them: what is asked, what is frozen, what a reviewer reads."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.quizzes.drawing import Item
from assessments.quizzes.grading import CHOICES, ONE_RIGHT
from courses.review.rules import Passage, digest

ASKED_AS_CHECKS = ONE_RIGHT | {"true_false"}


@dataclass(frozen=True)
class BankQuestion:
    """One question in one language. Its key is the same in all of them; `content` is as `grading` has it."""

    key: uuid.UUID
    name: str
    language: str
    kind: str
    objective: str
    must_know: bool
    claim: str
    content: dict[str, Any]

    @cached_property
    def digest(self) -> str:
        """Names exactly these words; other words are another version."""
        return digest([self.kind, self.content])

    @cached_property
    def item(self) -> Item:
        """What a draw must know of it."""
        return Item(self.key, self.objective, self.must_know)

    @property
    def passage(self) -> Passage:
        """As a reviewer reads it. A must-know question is asked again where it changed."""
        with override(self.language):
            return self._passage()

    def _passage(self) -> Passage:
        claimed = (self.claim,) if self.claim else ()
        lines = tuple(strip_tags(line) for line in self._lines() if line)
        if self.must_know and self.kind in ASKED_AS_CHECKS:
            options = [{"id": str(place), "value": option} for place, option in enumerate(self._options())]
            asked = ["check", {"question": self.content["stem"], "options": options}]
            return Passage(str(self.key), asked, lines, claimed, is_check=True)
        return Passage(str(self.key), [self.kind, self.content], lines, claimed, is_check=self.must_know)

    def _options(self) -> list[dict[str, Any]]:
        if self.kind in CHOICES:
            return self.content["options"]
        said = [(_("True"), True, "why_true"), (_("False"), False, "why_false")]
        return [
            {
                "text": text,
                "right": self.content["answer"] is value,
                "feedback": self.content[why] or self.content["reason"],
            }
            for text, value, why in said
        ]

    def _lines(self) -> list[str]:
        if self.kind == "order":
            steps = [f"{place}. {item}" for place, item in enumerate(self.content["items"], 1)]
            return [self.content["stem"], *steps, self.content["feedback"]]
        if self.kind == "match":
            pairs = [f"{left}: {right}" for left, right in self.content["pairs"]]
            return [self.content["stem"], *pairs, self.content["feedback"]]
        right, other = _("Right: %(text)s (%(reply)s)"), _("Not right: %(text)s (%(reply)s)")
        answers = [
            (right if option["right"] else other) % {"text": option["text"], "reply": option["feedback"]}
            for option in self._options()
        ]
        return [self.content["stem"], *answers]


def questions_in(bank: Iterable[Any], check_key: uuid.UUID, language: str) -> list[BankQuestion]:
    """The questions of a bank in the editor, in order. An unfinished one is read as far as it goes."""
    return [
        BankQuestion(
            key=key_of(check_key, block.value["name"] or block.id or ""),
            name=block.value["name"],
            language=language,
            kind=block.block_type,
            objective=block.value["objective"],
            must_know=bool(block.value["must_know"]),
            claim=block.value["claim"] or "",
            content={"stem": block.value["stem"] or "", **_ANSWERS[block.block_type](block.value)},
        )
        for block in bank
    ]


def key_of(check_key: uuid.UUID, name: str) -> uuid.UUID:
    """A question's own key, shared by its translations."""
    return uuid.uuid5(check_key, name)


def _choices(value: Any) -> dict[str, Any]:
    return {
        "options": [
            {"text": option["text"], "right": bool(option["right"]), "feedback": option["feedback"]}
            for option in value["options"]
        ]
    }


def _true_false(value: Any) -> dict[str, Any]:
    said = {name: value[name] or "" for name in ("reason", "why_true", "why_false")}
    return {"answer": bool(value["answer"]), **said}


def _order(value: Any) -> dict[str, Any]:
    return {"items": list(value["items"]), "feedback": value["feedback"]}


def _match(value: Any) -> dict[str, Any]:
    return {"pairs": [[pair["left"], pair["right"]] for pair in value["pairs"]], "feedback": value["feedback"]}


_ANSWERS = {
    "single": _choices,
    "say": _choices,
    "several": _choices,
    "true_false": _true_false,
    "order": _order,
    "match": _match,
}
