"""What keeps a scenario from being published, each with the turn where it is. Pure.

Looks at every place that can be reached in every state that can come about: at most 125 a turn, so a scenario of
MOST_TURNS is looked through in well under a second.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from assessments.roleplay.scenarios.graph import GOOD, MOST_TURNS, Choice, Ending, Scenario, State, Turn, links

Node = tuple[str, State]


@dataclass(frozen=True)
class Fault:
    """One thing that cannot work. `kind` is a key of `words.FAULTS`; `where` names the turn or ending, `what` the
    choice, name or criterion."""

    kind: str
    where: str = ""
    what: str = ""


def faults(scenario: Scenario, criteria: Collection[str] = ()) -> list[Fault]:
    """Everything that cannot work, in the order in which it is written; empty where it can be published.

    `criteria` are those that there are; where none are given, nobody asks.
    """
    if not scenario.turns or not scenario.endings:
        return [Fault("empty")]
    if len(scenario.turns) > MOST_TURNS:
        return [Fault("too_big", what=str(MOST_TURNS))]
    found = [*_names(scenario), *_links(scenario), *_criteria(scenario, criteria)]
    walked = _Walk(scenario)
    found += [*walked.stops(), *walked.never(), *walked.circles()]
    if not found and not walked.passes():
        found.append(Fault("no_pass"))
    return list(dict.fromkeys(found))


def _names(scenario: Scenario) -> Iterator[Fault]:
    names = [place.name for place in (*scenario.turns, *scenario.endings)]
    if not all(names):
        yield Fault("no_name")
    yield from (Fault("twice", name) for name, count in Counter(names).items() if name and count > 1)


def _links(scenario: Scenario) -> Iterator[Fault]:
    for turn in scenario.turns:
        if len(turn.choices) < 2:
            yield Fault("few", turn.name)
    for turn, choice in links(scenario.turns):
        if choice.to not in scenario.places:
            yield Fault("dead_end", turn.name, choice.text)
    for place in (*scenario.turns, *scenario.endings):
        if place.needs and place.otherwise not in scenario.places:
            yield Fault("no_otherwise", place.name)


def _criteria(scenario: Scenario, criteria: Collection[str]) -> Iterator[Fault]:
    for turn, choice in links(scenario.turns):
        yield from (Fault("criterion", turn.name, one) for one in choice.criteria if criteria and one not in criteria)


@dataclass
class _Walk:
    """Every place in every state that somebody can come to, and where one goes from there."""

    scenario: Scenario
    after: dict[Node, list[Node]] = field(default_factory=dict)
    # The same without the choices that miss a must-do step.
    well: dict[Node, list[Node]] = field(default_factory=dict)
    # Places that lead nowhere: nothing can be chosen, or what is chosen is not there.
    shut: dict[Node, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        first = self.scenario.begin()
        self.first: Node | None = (first.name, self.scenario.start) if first else None
        waiting = deque([self.first] if self.first else [])
        while waiting:
            node = waiting.popleft()
            if node not in self.after:
                self._look(node)
                waiting.extend(one for one in self.after[node] if one not in self.after)

    def _look(self, node: Node) -> None:
        self.after[node], self.well[node] = [], []
        place, state = self.scenario.places[node[0]], node[1]
        if isinstance(place, Ending):
            return
        choices = place.open(state)
        if not choices:
            self.shut[node] = "nothing_open"
        for choice in choices:
            self._go(node, place, choice)

    def _go(self, node: Node, turn: Turn, choice: Choice) -> None:
        state = choice.after(node[1])
        place = self.scenario.arrive(choice.to, state)
        if place is None:
            self.shut[node] = "nowhere"
            return
        self.after[node].append((place.name, state))
        if not turn.misses(choice, node[1]):
            self.well[node].append((place.name, state))

    @property
    def visited(self) -> set[str]:
        return {name for name, _state in self.after}

    def stops(self) -> Iterator[Fault]:
        """Turns where somebody would be stuck. What leads to a name that is not there was said before."""
        if self.first is None:
            yield Fault("no_beginning", self.scenario.turns[0].name)
        for (name, _state), why in self.shut.items():
            known = all(choice.to in self.scenario.places for choice in self._turn(name).choices)
            if why == "nothing_open" or known:
                yield Fault(why, name)

    def _turn(self, name: str) -> Turn:
        return next(turn for turn in self.scenario.turns if turn.name == name)

    def never(self) -> Iterator[Fault]:
        """Turns and endings that nobody ever comes to."""
        visited = self.visited
        yield from (Fault("unreachable", one.name) for one in self.scenario.turns if one.name not in visited)
        yield from (Fault("no_way_to", one.name) for one in self.scenario.endings if one.name not in visited)

    def circles(self) -> Iterator[Fault]:
        """Turns from which no ending can be reached any more, however one chooses."""
        before: dict[Node, list[Node]] = {}
        for node, following in self.after.items():
            for one in following:
                before.setdefault(one, []).append(node)
        ends = [node for node in self.after if isinstance(self.scenario.places[node[0]], Ending)]
        out = _spread([*ends, *self.shut], before)
        stuck = {name for name, state in self.after if (name, state) not in out}
        yield from (Fault("circle", turn.name) for turn in self.scenario.turns if turn.name in stuck)

    def passes(self) -> bool:
        """Whether some way leads to a good ending with every must-do step on it taken."""
        places = self.scenario.places
        reached = _spread([self.first] if self.first else [], self.well)
        return any(isinstance(one := places[name], Ending) and one.tone == GOOD for name, _state in reached)


def _spread(first: list[Node], following: dict[Node, list[Node]]) -> set[Node]:
    reached, waiting = set(first), deque(first)
    while waiting:
        for node in following.get(waiting.popleft(), []):
            if node not in reached:
                reached.add(node)
                waiting.append(node)
    return reached
