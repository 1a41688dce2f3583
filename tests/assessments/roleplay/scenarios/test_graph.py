"""What a scenario must not do, and what somebody has done in one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.roleplay.criteria import CRITERIA
from assessments.roleplay.scenarios.chart import ways
from assessments.roleplay.scenarios.faults import Fault, faults
from assessments.roleplay.scenarios.graph import (
    GOOD,
    HARD,
    MEASURES,
    Choice,
    Ending,
    Need,
    Result,
    Scenario,
    Turn,
    play,
)
from tests.assessments.roleplay.scenarios.building import CALM, DOOR, GONE, SOFA, TWO, choice, scenario, trust, turn


def test_it_finds_nothing_in_a_scenario_that_works():
    assert faults(TWO, CRITERIA) == []


ODD = {
    "empty": (scenario(), Fault("empty")),
    "a way to nowhere": (scenario(turn("a", choice("x", "b"), choice("y", "calm"))), Fault("dead_end", "a", "x")),
    "a turn nobody comes to": (scenario(DOOR, SOFA, turn("attic", *SOFA.choices)), Fault("unreachable", "attic")),
    "an ending nobody comes to": (
        scenario(DOOR, SOFA, endings=(CALM, GONE, Ending("rain"))),
        Fault("no_way_to", "rain"),
    ),
    "a circle": (
        scenario(turn("a", choice("x", "b"), choice("y", "calm")), turn("b", choice("z", "b"), choice("w", "b"))),
        Fault("circle", "b"),
    ),
    "two of a name": (scenario(DOOR, SOFA, SOFA), Fault("twice", "sofa")),
    "one choice": (scenario(turn("a", choice("x", "calm"))), Fault("few", "a")),
    "a criterion that nobody knows": (
        scenario(turn("a", choice("x", "calm", criteria={"Z9": 1}), choice("y", "gone"))),
        Fault("criterion", "a", "Z9"),
    ),
    "nothing to choose in a state": (
        scenario(turn("a", choice("x", "calm", needs=trust(4)), choice("y", "gone", needs=trust(3)))),
        Fault("nothing_open", "a"),
    ),
    "a condition with nowhere else to go": (
        scenario(DOOR, turn("sofa", *SOFA.choices, needs=trust(3))),
        Fault("no_otherwise", "sofa"),
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_it_names_what_cannot_work(name):
    odd, fault = ODD[name]
    assert fault in faults(odd, CRITERIA)


def test_it_knows_that_a_turn_is_shut_in_every_state_that_comes_about():
    shut = scenario(DOOR, turn("sofa", *SOFA.choices, needs=trust(4), otherwise="gone"))
    assert Fault("unreachable", "sofa") in faults(shut)


def test_it_refuses_a_scenario_that_nobody_passes():
    must = turn("a", choice("call", "gone", must_do=True), choice("wait", "calm"))
    assert faults(scenario(must)) == [Fault("no_pass")]


def test_it_says_that_there_are_too_many_turns():
    many = [turn(str(n), choice("x", str(n + 1)), choice("y", "calm")) for n in range(61)]
    assert faults(scenario(*many)) == [Fault("too_big", what="60")]


def test_it_plays_to_an_ending_and_says_what_showed():
    played = play(TWO, [("door", "listen"), ("sofa", "push")])
    assert (played.ending, played.state) == (GONE, (3, 2, 2))
    assert played.results == [Result("G1", 1, 1)]
    assert [step.choice.id for step in played.moments()] == ["listen", "push"]


def test_it_stops_where_a_choice_does_not_fit_what_is_written_now():
    played = play(TWO, [("door", "listen"), ("attic", "jump"), ("sofa", "offer")])
    assert (len(played.steps), played.turn) == (1, SOFA)


def test_it_sends_on_whoever_comes_without_what_a_turn_needs():
    gated = scenario(DOOR, turn("sofa", *SOFA.choices, needs=trust(3), otherwise="gone"))
    assert play(gated, [("door", "talk")]).ending == GONE
    assert play(gated, [("door", "listen")]).turn.name == "sofa"


def test_it_keeps_a_must_do_step_in_sight_until_it_is_taken():
    called = turn("a", choice("call", "calm", must_do=True), choice("wait", "a"))
    waited = play(scenario(called), [("a", "wait")])
    assert [one.name for one in waited.not_seen] == ["a"]
    assert play(scenario(called), [("a", "wait"), ("a", "call")]).not_seen == []


NAMES = [*"abcdef", "calm", "gone"]
NEEDS = st.builds(Need, st.sampled_from(MEASURES), st.integers(0, 4), st.integers(0, 4))
MANY_NEEDS = st.lists(NEEDS, max_size=1).map(tuple)
MOVES = st.dictionaries(st.sampled_from(MEASURES), st.integers(-2, 2))
CHANGES = st.dictionaries(st.sampled_from(["G1", "B1"]), st.integers(-1, 1))


@st.composite
def scenarios(draw, is_whole=False):
    """Any graph; of those that are whole, many can be published."""
    own = NAMES[: draw(st.integers(1, 4))]
    names = st.sampled_from([*own, "calm", "gone"] if is_whole else [*NAMES, "", "nowhere"])
    needs = st.just(()) if is_whole else st.just(()) | MANY_NEEDS

    def option(id):
        more = {"moves": draw(MOVES), "criteria": draw(CHANGES), "must_do": draw(st.booleans())}
        return Choice(id, id, draw(names), needs=draw(needs), **more)

    turns = [Turn(name, draw(needs), draw(names), choices=tuple(map(option, "xy"))) for name in own]
    return Scenario(tuple(turns), (Ending("calm", tone=GOOD), Ending("gone", tone=HARD)))


@settings(max_examples=300, deadline=None)
@given(scenarios(), st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from("xyz")), max_size=12))
def test_it_never_stumbles_over_what_is_written_or_chosen(any_scenario, choices):
    played = play(any_scenario, choices)
    assert len(played.steps) <= len(choices)
    assert all(0 <= level <= 4 for level in played.state)
    assert faults(any_scenario) is not None


@settings(max_examples=300, deadline=None)
@given(scenarios(is_whole=True), st.data())
def test_it_lets_nobody_get_stuck_where_it_finds_no_fault(any_scenario, data):
    if faults(any_scenario):
        return
    chosen = []
    while (played := play(any_scenario, chosen)).turn:
        options = [one.id for one in played.turn.open(played.state)]
        wanders = len(chosen) < 30
        picked = data.draw(st.sampled_from(options)) if wanders else _out(played, any_scenario)
        chosen.append((played.turn.name, picked))
    assert played.ending


def _out(played, any_scenario):
    """The nearest way out: in these graphs every choice is always open."""
    far = {"calm": 0, "gone": 0}
    for _each in any_scenario.turns:
        for one in any_scenario.turns:
            near = min(far.get(choice.to, 99) for choice in one.choices)
            far[one.name] = min(far.get(one.name, 99), near + 1)
    return min(played.turn.choices, key=lambda one: far[one.to]).id


def test_it_puts_no_marks_around_marks():
    spoken = turn("door", choice("“Come in.”", "calm"), choice("“Wait,” and go.", "gone"))
    assert [way.text for way in ways(scenario(spoken))] == ["Come in.", "“Wait,” and go."]
