"""A lesson page of 20 blocks, a check among them, for somebody signed in who has progress; through the real URL.

The ceiling is a view that only knows who is asking: session and user, two queries.
"""

from bench.rig import counting, ground
from bench.rig.report import emit
from bench.rig.rounds import Subject, again_and_again, interleave, ratio

LEARNERS = 40


def main() -> None:
    """Measure and print."""
    with ground.site("lesson"):
        from bench.rig import world

        organization = world.organization()
        course = world.course(organization)
        lesson = world.builders.lessons_of(course)[0]
        people = world.learners(course, organization, LEARNERS)
        for person in people:
            world.go_to_the_twenty(person, lesson)
        looks = [world.look(person, lesson) for person in people]
        cold = counting.queries(looks[0], expect=200, cold=True)
        warm = counting.queries(looks[1], expect=200)
        with ground.served() as server:
            subjects = {
                "ours": Subject(server, again_and_again(looks)),
                "ceiling": Subject(server, again_and_again(world.read_ceiling(person) for person in people)),
            }
            figures = interleave(subjects)
    of_ceiling = ratio(subjects["ours"], subjects["ceiling"])
    emit(
        "lesson",
        {**figures, "ratio": {"ceiling": of_ceiling}, "queries": {"cold": cold, "warm": warm}},
        {
            ">= 0.7 of the ceiling": of_ceiling >= 0.7,
            "<= 8 queries cold": cold["queries"] <= 8,
            "<= 4 queries warm": warm["queries"] <= 4,
        },
    )


if __name__ == "__main__":
    main()
