"""A scenario that branches, and walking through it. Pure: no database, no clock, no settings.

The state is three whole numbers from 0 to 4, in the order of MEASURES. Whatever a choice adds, they stay in there, so
a scenario of n turns has at most 125 n places to be.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

MEASURES = ("trust", "safety", "tension")
LOWEST, MIDDLE, HIGHEST = 0, 2, 4
GOOD, MIXED, HARD = "good", "mixed", "hard"
TONES = (GOOD, MIXED, HARD)
MOST_TURNS = 60
# Somebody who goes round and round is asked to begin again after so many choices.
MOST_CHOICES = 150

State = tuple[int, ...]


@dataclass(frozen=True)
class Need:
    """A measure is at least, or at most, so high."""

    measure: str
    least: int = LOWEST
    most: int = HIGHEST

    def is_met(self, state: State) -> bool:
        """Whether it is, in this state. A measure that nobody knows asks for nothing."""
        if self.measure not in MEASURES:
            return True
        return self.least <= state[MEASURES.index(self.measure)] <= self.most


@dataclass(frozen=True)
class Choice:
    """Something to say or do: what it brings, why, and the turn or ending where it leads.

    `criteria` are whole numbers by criterion, up for what showed and down for what was missing; `moves` are what it
    adds to measures.
    """

    id: str
    text: str
    to: str
    consequence: str = ""
    rationale: str = ""
    criteria: Mapping[str, int] = field(default_factory=dict)
    moves: Mapping[str, int] = field(default_factory=dict)
    must_do: bool = False
    needs: tuple[Need, ...] = ()

    def after(self, state: State) -> State:
        """The state that it leaves behind."""
        added = (level + self.moves.get(name, 0) for name, level in zip(MEASURES, state, strict=True))
        return tuple(max(LOWEST, min(HIGHEST, level)) for level in added)


@dataclass(frozen=True)
class Place:
    """Where somebody can be. Whoever comes without what it needs is sent on to `otherwise`."""

    name: str
    needs: tuple[Need, ...] = ()
    otherwise: str = ""


@dataclass(frozen=True)
class Turn(Place):
    """Somebody says or does something, and it is the learner's turn."""

    speaker: str = ""
    line: str = ""
    choices: tuple[Choice, ...] = ()

    def open(self, state: State) -> list[Choice]:
        """What can be chosen in this state."""
        return [choice for choice in self.choices if all(need.is_met(state) for need in choice.needs)]

    def misses(self, choice: Choice, state: State) -> bool:
        """Whether a must-do step was there to take, and this is another."""
        return not choice.must_do and any(one.must_do for one in self.open(state))


@dataclass(frozen=True)
class Ending(Place):
    """How it ended: good, mixed or hard."""

    title: str = ""
    text: str = ""
    tone: str = MIXED


@dataclass(frozen=True)
class Scenario:
    """Turns, of which the first one begins, and endings."""

    turns: tuple[Turn, ...]
    endings: tuple[Ending, ...]
    start: State = (MIDDLE, MIDDLE, MIDDLE)

    @cached_property
    def places(self) -> dict[str, Turn | Ending]:
        """Every turn and ending by name; of two with the same name, the first."""
        every: list[Turn | Ending] = [*self.turns, *self.endings]
        return {place.name: place for place in reversed(every) if place.name}

    def arrive(self, name: str, state: State) -> Turn | Ending | None:
        """Where somebody comes who is sent there in this state; None where that is nowhere."""
        seen: set[str] = set()
        place = self.places.get(name)
        while place is not None and not all(need.is_met(state) for need in place.needs):
            seen.add(place.name)
            place = None if place.otherwise in seen else self.places.get(place.otherwise)
        return place

    def begin(self) -> Turn | Ending | None:
        """Where it begins."""
        return self.arrive(self.turns[0].name, self.start) if self.turns else None


@dataclass(frozen=True)
class Step:
    """One choice that was made, and the state before and after it."""

    turn: Turn
    choice: Choice
    before: State
    after: State
    misses: bool


@dataclass(frozen=True)
class Result:
    """How often one criterion showed, and how often it was missing."""

    criterion: str
    shown: int
    missing: int


@dataclass(frozen=True)
class Playing:
    """How far somebody has come. `at` is None where what is written leads nowhere."""

    steps: tuple[Step, ...]
    state: State
    at: Turn | Ending | None

    @property
    def ending(self) -> Ending | None:
        """How it ended; None while it goes on."""
        return self.at if isinstance(self.at, Ending) else None

    @property
    def turn(self) -> Turn | None:
        """Whose choices come next; None where nothing is left to choose."""
        return self.at if isinstance(self.at, Turn) and len(self.steps) < MOST_CHOICES else None

    @property
    def not_seen(self) -> list[Turn]:
        """Turns with a must-do step that was not taken on any visit, in the order in which they came."""
        taken = {step.turn.name for step in self.steps if step.choice.must_do}
        missed = {step.turn.name: step.turn for step in self.steps if step.misses}
        return [turn for name, turn in missed.items() if name not in taken]

    @property
    def results(self) -> list[Result]:
        """Each criterion that came up, in the order in which it did."""
        counted: dict[str, list[int]] = {}
        for criterion, change in (pair for step in self.steps for pair in step.choice.criteria.items()):
            counted.setdefault(criterion, [0, 0])[change < 0] += 1 if change else 0
        return [Result(name, *counts) for name, counts in counted.items() if any(counts)]

    def moments(self, most: int = 5) -> list[Step]:
        """The steps that mattered most, in the order in which they came."""
        weighed = sorted(enumerate(self.steps), key=lambda one: (-_weight(one[1]), one[0]))[:most]
        return [step for _place, step in sorted(weighed) if _weight(step)]


def _weight(step: Step) -> int:
    changes = [*step.choice.criteria.values(), *step.choice.moves.values()]
    return 10 * step.misses + sum(abs(change) for change in changes)


def play(scenario: Scenario, choices: Iterable[tuple[str, str]]) -> Playing:
    """The scenario after these choices, each the name of its turn and its own id.

    What does not fit what is written now ends it there: the steps before that stand.
    """
    steps, state, at = list[Step](), scenario.start, scenario.begin()
    for turn_name, choice_id in choices:
        choice = _chosen(at, turn_name, choice_id, state)
        if not isinstance(at, Turn) or choice is None or len(steps) == MOST_CHOICES:
            break
        after = choice.after(state)
        steps.append(Step(at, choice, state, after, at.misses(choice, state)))
        state, at = after, scenario.arrive(choice.to, after)
    return Playing(tuple(steps), state, at)


def _chosen(at: Turn | Ending | None, turn_name: str, choice_id: str, state: State) -> Choice | None:
    if not isinstance(at, Turn) or at.name != turn_name:
        return None
    return next((choice for choice in at.open(state) if choice.id == choice_id), None)


def links(places: Sequence[Turn]) -> Iterator[tuple[Turn, Choice]]:
    """Every choice with its turn, in order."""
    for turn in places:
        for choice in turn.choices:
            yield turn, choice
