"""A lesson page of 20 blocks, a check among them, for somebody signed in who has progress; through the real URL.

The ceiling is a view that only knows who is asking, as Django finds out: session and user, two queries; our own ceiling
is the same on our sessions and sign-in. The peer is a lesson of wagtail-lms
with the same words, its learner enrolled and with progress too.
"""

from typing import Any

from bench.rig import counting, ground, peers
from bench.rig.report import at_least, emit
from bench.rig.rounds import Subject, again_and_again, against, interleave

LEARNERS = 40


def main() -> None:
    """Measure and print."""
    with ground.site("lesson"), peers.wagtail_lms() as peer:
        from bench.rig import world

        organization = world.organization()
        course = world.course(organization)
        lesson = world.builders.lessons_of(course)[0]
        people = world.learners(course, organization, LEARNERS)
        for person in people:
            world.go_to_the_twenty(person, lesson)
        looks = [world.look(person, lesson) for person in people]
        queries = {
            "cold": counting.queries(looks[0], expect=200, cold=True),
            "warm": counting.queries(looks[1], expect=200),
        }
        with ground.served() as server, ground.plain() as plain:
            subjects = {
                "ours": Subject(server, again_and_again(looks)),
                "ceiling": Subject(plain, again_and_again(world.read_ceiling(person) for person in people)),
                "own ceiling": Subject(
                    server, again_and_again(world.read_ceiling(person, plainly=False) for person in people)
                ),
                **peer.subject("lesson", again_and_again),
            }
            figures = interleave(subjects)
    figures["peer"] = peer.report("lesson", figures)
    _tell(figures, queries, against(subjects, "ceiling", "own ceiling", "peer"))


def _tell(figures: dict[str, Any], queries: dict[str, Any], compared: dict[str, dict[str, float | None]]) -> None:
    of_ceiling, of_peer = compared["ratio"]["ceiling"], compared["ratio"]["peer"]
    emit(
        "lesson",
        {**figures, **compared, "queries": queries},
        {
            ">= 0.7 of the ceiling": at_least(0.7, of_ceiling),
            ">= 6 x wagtail-lms": at_least(6, of_peer),
            "<= 8 queries cold": queries["cold"]["queries"] <= 8,
            "<= 4 queries warm": queries["warm"]["queries"] <= 4,
        },
    )


if __name__ == "__main__":
    main()
