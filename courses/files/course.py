"""A course as it stands in its files. Markdown stays Markdown; `line` is where a thing begins in its file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from courses.files.problems import Problem

Texts = Mapping[str, str]  # language code -> text


@dataclass(frozen=True)
class Block:
    """One block of a lesson: `kind` and `value` as the editor has them, with Markdown where it has rich text.

    A safety part holds its blocks in `inner`, and the ids of its claims in `value`.
    """

    kind: str
    value: Any
    line: int
    inner: tuple["Block", ...] = ()

    def flat(self) -> Iterator["Block"]:
        """This block and those in it."""
        yield self
        yield from self.inner


@dataclass(frozen=True)
class Page:
    """One short page of a lesson: one idea."""

    heading: str
    blocks: tuple[Block, ...]
    line: int

    def flat(self) -> Iterator[Block]:
        """Every block in order, those of a safety part after the part."""
        for block in self.blocks:
            yield from block.flat()


@dataclass(frozen=True)
class Front:
    """What a lesson or session says about itself before it begins."""

    id: str
    title: str
    kind: str
    minutes: int
    domains: Mapping[str, int]
    objectives: tuple[str, ...]
    required: bool = True
    safety_critical: bool = False
    content_note: str = ""
    activity_minutes: int = 0
    status: str = ""
    sources: tuple[str, ...] = ()
    part: str = ""
    scenario: str = ""
    performances: int = 0
    observers: int = 0

    @property
    def scenarios(self) -> list[str]:
        """The scenarios that are played, such as ["RP10", "RP11"]."""
        return self.scenario.replace(",", " ").split()

    @property
    def scored(self) -> tuple[list[str], int, int]:
        """What is played, how often somebody is seen ready, and by how many observers."""
        return self.scenarios, self.performances, self.observers


@dataclass(frozen=True)
class Lesson:
    """A lesson that somebody takes alone."""

    path: str
    front: Front
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Session:
    """A live or practice part: the learner's page, the facilitator's guide, the printable list."""

    path: str
    front: Front
    pages: tuple[Page, ...]

    @property
    def about(self) -> Page:
        return self.pages[0]

    @property
    def guide(self) -> Page:
        return self.pages[1]

    @property
    def checklist(self) -> Page:
        return self.pages[2] if len(self.pages) > 2 else Page("", (), 0)


@dataclass(frozen=True)
class Question:
    """One question of a bank. `answer` depends on its kind: options, pairs, items, or true and false with reasons."""

    id: str
    objective: str
    kind: str
    stem: str
    answer: Mapping[str, Any]
    line: int
    must_know: bool = False
    claim: str = ""


@dataclass(frozen=True)
class Check:
    """A module's knowledge check: its bank, and how many of it somebody gets.

    `deliver` counts questions per objective, `must_know` how many of those are must-know items. `cut` is in percent,
    `cut_date` the ISO day when it was set, or empty.
    """

    path: str
    id: str
    title: str
    minutes: int
    domains: Mapping[str, int]
    deliver: Mapping[str, int]
    must_know: Mapping[str, int]
    cut: int
    cut_method: str
    questions: tuple[Question, ...]
    cut_date: str = ""

    def bank(self, objective: str, *, must_know: bool) -> list[Question]:
        """The questions that one part of the draw is made from."""
        return [one for one in self.questions if one.objective == objective and one.must_know is must_know]


@dataclass(frozen=True)
class Shadowing:
    """Signed shifts as a part of a course: no pages, but what is asked, by number, and which activities are core."""

    path: str
    front: Front
    asks: Mapping[str, int]
    activities: tuple[str, ...]
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """A scenario that branches. `turns` and `endings` are as `scenarios` reads them; `start` is a level by measure."""

    path: str
    front: Front
    situation: str
    roles: tuple[str, ...]
    start: Mapping[str, int]
    turns: tuple[Mapping[str, Any], ...]
    endings: tuple[Mapping[str, Any], ...]
    debrief: tuple[str, ...]

    @property
    def pages(self) -> tuple[Page, ...]:
        """It has turns and no pages."""
        return ()

    @property
    def shape(self) -> list[Any]:
        """What stays as it is in every language."""
        choices = [choice for turn in self.turns for choice in turn["choices"]]
        told = (*self.turns, *self.endings, *choices)
        return [dict(self.start), *({name: one[name] for name in one if name not in _WORDS} for one in told)]


# What a scenario says in one language; the rest of it is the same in all.
_WORDS = {"speaker", "line", "choices", "title", "text", "consequence", "rationale"}

Paged = Lesson | Session | Shadowing | Scenario
Activity = Paged | Check


@dataclass(frozen=True)
class Criterion:
    """One thing that is looked at: `anchors` say what levels 1 to 4 look like."""

    key: str
    name: str
    weight: int
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One step of a checklist."""

    key: str
    text: str
    must_do: bool = False


@dataclass(frozen=True)
class Rubric:
    """What observers score a scenario by, in one language. `cut` is a mean on 1-4, `steps_cut` percent of the steps
    that are no must-do, `note` says where it comes from."""

    path: str
    scenario: str
    language: str
    title: str
    criteria: tuple[Criterion, ...]
    steps: tuple[Step, ...] = ()
    moments: tuple[str, ...] = ()
    cut: float = 3.0
    steps_cut: int = 0
    note: str = ""

    @property
    def shape(self) -> tuple[Any, ...]:
        """What stays as it is in every language."""
        weights = [(one.key, one.weight) for one in self.criteria]
        return weights, [(one.key, one.must_do) for one in self.steps], len(self.moments), self.cut, self.steps_cut


@dataclass(frozen=True)
class Module:
    """A module: `activities` holds, in order, each activity by language."""

    path: str
    id: str
    title: Texts
    introduction: Texts
    opens_after: tuple[str, ...]
    objectives: Mapping[str, Texts]
    activities: Mapping[str, Mapping[str, Activity]]

    def in_language(self, language: str) -> Iterator[Activity]:
        """Its activities that are there in this language."""
        for versions in self.activities.values():
            if language in versions:
                yield versions[language]


@dataclass(frozen=True)
class Course:
    """A whole course. `doubts` are what the reader saw that is worth a look and keeps nothing from loading."""

    folder: Path
    id: str
    title: Texts
    introduction: Texts
    language: str
    awards_certificate: bool
    license: str
    authors: tuple[str, ...]
    reviewers: tuple[str, ...]
    attribution: Texts
    modules: tuple[Module, ...]
    glossary: Mapping[str, Texts] = field(default_factory=dict)
    rubrics: tuple[Rubric, ...] = ()
    doubts: tuple[Problem, ...] = ()
