"""Scenarios for the tests."""

from assessments.roleplay.scenarios.graph import GOOD, HARD, Choice, Ending, Need, Scenario, Turn

CALM = Ending("calm", title="Calm", text="They sit down.", tone=GOOD)
GONE = Ending("gone", title="Gone", text="They left.", tone=HARD)


def choice(text: str, to: str, **more: object) -> Choice:
    return Choice(id=text, text=text, to=to, **more)  # type: ignore[arg-type]


def turn(name: str, *choices: Choice, **more: object) -> Turn:
    return Turn(name, choices=choices, **more)  # type: ignore[arg-type]


def scenario(*turns: Turn, endings: tuple[Ending, ...] = (CALM, GONE)) -> Scenario:
    return Scenario(turns, endings)


def trust(least: int) -> tuple[Need, ...]:
    return (Need("trust", least=least),)


DOOR = turn("door", choice("listen", "sofa", moves={"trust": 1}, criteria={"G1": 1}), choice("talk", "sofa"))
SOFA = turn("sofa", choice("offer", "calm", criteria={"G2": 2}), choice("push", "gone", criteria={"G1": -1}))
TWO = scenario(DOOR, SOFA)
