"""What a rubric says, apart from where it is kept. Pure: no database.

The hash covers every word that an observer reads and every number that a score comes from.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assessments.roleplay.scoring import Criterion, Scheme, Step

LEVELS = ("not_yet", "developing", "ready", "strong")


@dataclass(frozen=True)
class CriterionText:
    """One criterion: `anchors` say what levels 1 to 4 look like, in this order."""

    key: str
    name: str
    weight: int
    anchors: tuple[str, ...]

    @property
    def levels(self) -> list[tuple[int, str]]:
        """Each level with its anchor."""
        return list(enumerate(self.anchors, start=1))


@dataclass(frozen=True)
class StepText:
    """One step of the checklist."""

    key: str
    text: str
    must_do: bool = False


@dataclass(frozen=True)
class Content:
    """A whole rubric. `cut` is a mean on 1-4, `steps_cut` percent of the steps that are no must-do. `note` says where
    it comes from."""

    scenario: str
    language: str
    title: str
    criteria: tuple[CriterionText, ...]
    steps: tuple[StepText, ...] = ()
    moments: tuple[str, ...] = ()
    cut: float = 3.0
    steps_cut: int = 0
    note: str = ""

    @property
    def hash(self) -> str:
        """SHA-256 of its JSON, in hex."""
        return hashlib.sha256(_canonical(self.as_json())).hexdigest()

    @property
    def scheme(self) -> Scheme:
        """What `scoring` needs of it."""
        criteria = tuple(Criterion(one.key, one.weight) for one in self.criteria)
        steps = tuple(Step(one.key, one.must_do) for one in self.steps)
        return Scheme(criteria, steps, self.cut, self.steps_cut)

    @property
    def keys(self) -> tuple[str, ...]:
        """The short name of everything that is marked."""
        return (*(one.key for one in self.criteria), *(one.key for one in self.steps))

    @property
    def names(self) -> dict[str, str]:
        """What each short name stands for, in words."""
        return {one.key: one.name for one in self.criteria} | {one.key: one.text for one in self.steps}

    def as_json(self) -> dict[str, Any]:
        """Plain JSON; `from_json` reads it."""
        return json.loads(json.dumps(asdict(self)))

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Content":
        """What `as_json` wrote."""
        criteria = tuple(CriterionText(**{**one, "anchors": tuple(one["anchors"])}) for one in raw["criteria"])
        steps = tuple(StepText(**one) for one in raw["steps"])
        return cls(**{**raw, "criteria": criteria, "steps": steps, "moments": tuple(raw["moments"])})


def content_of(rubric: Any) -> Content:
    """What this rubric of the database says now."""
    criteria = (block.value for block in rubric.criteria)
    steps = (block.value for block in rubric.steps)
    return Content(
        scenario=rubric.scenario,
        language=rubric.language,
        title=rubric.title,
        criteria=tuple(
            CriterionText(one["key"], one["name"], int(one["weight"]), tuple(one[level] for level in LEVELS))
            for one in criteria
        ),
        steps=tuple(StepText(one["key"], one["text"], bool(one["must_do"])) for one in steps),
        moments=tuple(line.strip() for line in rubric.moments.splitlines() if line.strip()),
        cut=float(rubric.cut),
        steps_cut=rubric.steps_cut,
        note=rubric.note,
    )


def _canonical(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
