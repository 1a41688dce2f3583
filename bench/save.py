"""Something kept: a page turned, an answer given, a question of a check answered. Each click writes.

The ceiling is one UPSERT with CSRF and session in a transaction; it does not even load the user.
"""

import uuid
from typing import Any

from bench.rig import counting, ground
from bench.rig.load import CLIENTS
from bench.rig.report import emit
from bench.rig.rounds import ROUNDS, Subject, again_and_again, against, interleave, once_each

LEARNERS = 40
# A question of a check is answered once: so many in a round by each client, and one round more to warm up.
EACH = 30


def main() -> None:
    """Measure and print."""
    with ground.site("save"):
        from bench.rig import checks, world

        organization = world.organization()
        course = world.course(organization)
        lesson = world.builders.lessons_of(course)[0]
        people = world.learners(course, organization, LEARNERS)
        for person in people:
            world.go_to_the_twenty(person, lesson)
        _block, (first, second) = world.wrong_answers(lesson)
        turns = [world.turn(person, lesson, 1) for person in people]
        # One wrong answer, then the other: the same answer again would write nothing.
        answers = [world.answer(person, lesson, option) for option in (second, first) for person in people]
        quiz = checks.check(course)
        takers = world.learners(course, organization, 2 * LEARNERS, "taker")
        first_of_all, *questions = checks.answers(quiz, takers, -(-EACH * CLIENTS * (ROUNDS + 1) // len(takers)) + 1)
        counting.queries(turns[1], expect=302)  # to warm up
        counting.queries(first_of_all, expect=302)
        queries = {
            "turn": counting.queries(turns[0], expect=302),
            "answer": counting.queries(answers[0], expect=302),
            "question": counting.queries(questions.pop(), expect=302),
        }
        elsewhere = uuid.uuid4()
        ceilings = [world.save_ceiling(person, elsewhere) for person in people]
        with ground.served() as server:
            subjects = {
                "turn": Subject(server, again_and_again(turns), expect=302),
                "ceiling": Subject(server, again_and_again(ceilings), expect=302),
                "answer": Subject(server, again_and_again(answers), expect=302),
                "question": Subject(server, once_each(questions), expect=302, each=EACH),
            }
            figures = interleave(subjects)
    _tell(figures, queries, {name: against(subjects, "ceiling", mine=name) for name in queries})


def _tell(figures: dict[str, Any], queries: dict[str, Any], compared: dict[str, dict[str, Any]]) -> None:
    ceiling = figures.pop("ceiling")
    ratios = {name: found["ratio"]["ceiling"] for name, found in compared.items()}
    spent = {name: found["processor_ratio"]["ceiling"] for name, found in compared.items()}
    compared = {"ratio": {"ceiling": ratios}, "processor_ratio": {"ceiling": spent}}
    emit(
        "save",
        {"ours": figures, "ceiling": ceiling, **compared, "queries": queries},
        {
            ">= 0.7 of the ceiling": min(ratios.values()) >= 0.7,
            "<= 6 queries": max(found["queries"] for found in queries.values()) <= 6,
        },
    )


if __name__ == "__main__":
    main()
