"""The learner's home with three courses, each of them begun; through the real URL.

The ceilings are those of `lesson`. The peer is the course page of wagtail-lms, which shows one course
and what its learner has finished there; it has no page for all of somebody's courses.
"""

from typing import Any

from bench.rig import counting, ground, peers
from bench.rig.report import at_least, emit
from bench.rig.rounds import Subject, again_and_again, against, interleave

LEARNERS = 40
COURSES = 3
MANY_COURSES = 9


def main() -> None:
    """Measure and print."""
    with ground.site("home"), peers.wagtail_lms() as peer:
        from bench.rig import world

        organization = world.organization()
        courses = [world.course(organization, f"First weeks {number}") for number in range(COURSES)]
        people = world.learners(courses[0], organization, 1)
        world.begin(people[0], courses)
        queries = {"three courses, alone": _count(people[0])}
        people += world.learners(courses[0], organization, LEARNERS, name="another")
        for person in people[1:]:
            world.begin(person, courses)
        queries["three courses, among others"] = _count(people[1])
        more = [world.course(organization, f"Next weeks {number}") for number in range(COURSES, MANY_COURSES)]
        world.begin(people[0], more)
        queries["nine courses, among others"] = _count(people.pop(0))
        with ground.served() as server, ground.plain() as plain:
            subjects = {
                "ours": Subject(server, again_and_again(world.home(person) for person in people)),
                "ceiling": Subject(plain, again_and_again(world.read_ceiling(person) for person in people)),
                "own ceiling": Subject(
                    server, again_and_again(world.read_ceiling(person, plainly=False) for person in people)
                ),
                **peer.subject("course", again_and_again),
            }
            figures = interleave(subjects)
    figures["peer"] = peer.report("course", figures)
    _tell(figures, queries, against(subjects, "ceiling", "own ceiling", "peer"))


def _count(person: Any) -> dict[str, Any]:
    """Warm: the second look counts."""
    from bench.rig import world

    return [counting.queries(world.home(person), expect=200) for _look in range(2)][-1]


def _tell(figures: dict[str, Any], queries: dict[str, Any], compared: dict[str, dict[str, float | None]]) -> None:
    counts = {found["queries"] for found in queries.values()}
    emit(
        "home",
        {**figures, **compared, "queries": queries},
        {
            ">= 3 x wagtail-lms's course page": at_least(3, compared["ratio"]["peer"]),
            "<= 10 queries": max(counts) <= 10,
            "as many, whatever the number of courses and learners": len(counts) == 1,
        },
    )


if __name__ == "__main__":
    main()
