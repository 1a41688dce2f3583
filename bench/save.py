"""Something kept: a page turned, an answer given, a question of a check answered. Each click writes.

The ceiling is one UPSERT with CSRF and session in a transaction, on Django's own sessions; it does not even load the
user. Our own ceiling is the same on our sessions.
"""

import uuid
from typing import Any

from bench.rig import counting, ground
from bench.rig.clicks import Click
from bench.rig.load import CLIENTS
from bench.rig.report import emit
from bench.rig.rounds import ROUNDS, Subject, again_and_again, against, interleave, once_each

LEARNERS = 40
TAKERS = 80
# A question of a check is answered once: so many in a round by each client, and one round more to warm up.
EACH = 30


def main() -> None:
    """Measure and print."""
    with ground.site("save"):
        from bench.rig import world

        organization = world.organization()
        course = world.course(organization)
        people = world.learners(course, organization, LEARNERS)
        clicks = {**_lesson(course, people), "question": _questions(course, organization)}
        queries = {name: _count(name, some) for name, some in clicks.items()}
        elsewhere = uuid.uuid4()
        ceilings = [world.save_ceiling(person, elsewhere) for person in people]
        own = [world.save_ceiling(person, elsewhere, plainly=False) for person in people]
        with ground.served() as server, ground.plain() as plain:
            subjects = {
                "turn": Subject(server, again_and_again(clicks["turn"]), expect=302),
                "ceiling": Subject(plain, again_and_again(ceilings), expect=302),
                "own ceiling": Subject(server, again_and_again(own), expect=302),
                "answer": Subject(server, again_and_again(clicks["answer"]), expect=302),
                "question": Subject(server, once_each(clicks["question"]), expect=302, each=EACH),
            }
            figures = interleave(subjects)
    _tell(figures, queries, {name: against(subjects, "ceiling", "own ceiling", mine=name) for name in clicks})


def _lesson(course: Any, people: list[Any]) -> dict[str, list[Click]]:
    from bench.rig import world

    lesson = world.builders.lessons_of(course)[0]
    for person in people:
        world.go_to_the_twenty(person, lesson)
    _block, (first, second) = world.wrong_answers(lesson)
    return {
        "turn": [world.turn(person, lesson, 1) for person in people],
        # One wrong answer, then the other: the same answer again would write nothing.
        "answer": [world.answer(person, lesson, option) for option in (second, first) for person in people],
    }


def _questions(course: Any, organization: Any) -> list[Click]:
    from bench.rig import checks, world

    takers = world.learners(course, organization, TAKERS, "taker")
    return checks.answers(checks.check(course), takers, -(-EACH * CLIENTS * (ROUNDS + 1) // TAKERS) + 1)


def _count(name: str, clicks: list[Click]) -> dict[str, Any]:
    """Warm, and for a question the second answer of somebody; the first one opens their place."""
    if name == "question":
        first, second = clicks.pop(0), clicks.pop(TAKERS - 1)
        counting.queries(first, expect=302)
        return counting.queries(second, expect=302)
    counting.queries(clicks[1], expect=302)
    return counting.queries(clicks[0], expect=302)


def _tell(figures: dict[str, Any], queries: dict[str, Any], compared: dict[str, dict[str, Any]]) -> None:
    ceilings = {name: figures.pop(name) for name in ("ceiling", "own ceiling")}
    ratios = {name: found["ratio"] for name, found in compared.items()}
    spent = {name: found["processor_ratio"] for name, found in compared.items()}
    emit(
        "save",
        {"ours": figures, **ceilings, "ratio": ratios, "processor_ratio": spent, "queries": queries},
        {
            ">= 0.7 of the ceiling": min(found["ceiling"] for found in ratios.values()) >= 0.7,
            "<= 6 queries": max(found["queries"] for found in queries.values()) <= 6,
        },
    )


if __name__ == "__main__":
    main()
