"""The last click: the last page turned, the lesson and with it the course done, the certificate's row and entry made.

Every click is another learner's, because a course is finished once. The ceiling is that of `save`: one UPSERT. The
peer is the call with which a lesson's script tells wagtail-lms that the last lesson is done; it makes no certificate.

Kolibri cannot be installed beside ours. What stands here was measured once, on one 2-core machine: how its
completion stood to the same ceiling there. No figure of this run is in it.
"""

from typing import Any

from bench.rig import counting, ground, peers
from bench.rig.load import CLIENTS, Unexpected
from bench.rig.report import at_least, emit
from bench.rig.rounds import ROUNDS, Subject, again_and_again, against, interleave, once_each

KOLIBRI = {"rps": 136, "ceiling_rps": 676, "ratio": {"ceiling": 0.201}, "measured": "before, on one 2-core machine"}
EACH = 10
CLICKS = EACH * CLIENTS * (ROUNDS + 1)  # one round more, unmeasured, to warm up


def main() -> None:
    """Measure and print."""
    with ground.site("complete"), peers.wagtail_lms(finishing=CLICKS) as peer:
        from bench.rig import world

        organization = world.organization()
        course = world.course(organization)
        lessons = world.builders.lessons_of(course)
        people = world.learners(course, organization, CLICKS + 2)
        for person in people:
            world.go_to_the_last_click(person, lessons)
        first, second, *clicks = [world.turn(person, lessons[-1], lessons[-1].page_count) for person in people]
        counting.queries(first, expect=302)  # to warm up
        queries = counting.queries(second, expect=302)
        ceilings = [world.save_ceiling(person, organization.pk) for person in people]
        with ground.served() as server, ground.plain() as plain:
            subjects = {
                "ours": Subject(server, once_each(clicks), expect=302, each=EACH),
                "ceiling": Subject(plain, again_and_again(ceilings), expect=302),
                **peer.subject("complete", once_each, each=EACH),
            }
            figures = interleave(subjects)
        _look_after(len(people))
    figures["peer"] = peer.report("complete", figures)
    _tell(figures, queries, against(subjects, "ceiling", "peer"))


def _look_after(people: int) -> None:
    """Whether it was what it should be: everybody finished, and each holds one certificate."""
    from certificates.models import Certificate
    from courses.enrollment.models import Enrollment

    finished = Enrollment.objects.filter(completed_at__isnull=False).count()
    if {finished, Certificate.objects.count()} != {people}:
        raise Unexpected(f"{finished} of {people} finished, {Certificate.objects.count()} certificates")


def _tell(figures: dict[str, Any], queries: dict[str, Any], compared: dict[str, dict[str, float | None]]) -> None:
    of_ceiling, of_peer = compared["ratio"]["ceiling"], compared["ratio"]["peer"]
    emit(
        "complete",
        {**figures, "kolibri": KOLIBRI, **compared, "queries": queries},
        {
            ">= 5 x wagtail-lms": at_least(5, of_peer),
            "ahead of Kolibri, beside the ceiling": at_least(KOLIBRI["ratio"]["ceiling"], of_ceiling),
            "<= 25 queries": queries["queries"] <= 25,
        },
    )


if __name__ == "__main__":
    main()
