"""A supervisor's queue of shifts, through the real URL, while the installation around the agency grows.

The agency stays as it is: a team of twelve with twenty-four shifts that wait. Everybody else has ten shifts each, one
of them waiting. What grows with the number of learners shows as an exponent above zero.
"""

import argparse
from math import log
from typing import Any

from bench.rig import counting, ground
from bench.rig.report import emit
from bench.rig.rounds import ROUNDS, Subject, again_and_again, interleave

SMALL, LARGE = 1_000, 100_000
TEAM, EACH = 12, 2
SHIFTS_OF_OTHERS = 10


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--learners", type=int, default=LARGE, help="how many the installation grows to")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    with ground.site("queue"):
        world = _world()
        _grow(world, 0, SMALL)
        small = _measure(world, chosen.rounds)
        _grow(world, SMALL, chosen.learners)
        large = _measure(world, chosen.rounds)
    growth = log(chosen.learners / SMALL)
    exponent = log(large["ours"]["p50_ms"] / small["ours"]["p50_ms"]) / growth
    work = log(_work(large) / _work(small)) / growth
    exponents = {"exponent": round(exponent, 3), "exponent of processor time": round(work, 3)}
    found = {str(SMALL): small, str(chosen.learners): large, **exponents}
    counts = {one["queries"]["queries"] for one in (small, large)}
    emit(
        "queue",
        found,
        {"<= 10 queries": max(counts) <= 10, "as many queries": len(counts) == 1, "exponent <= 0.1": exponent <= 0.1},
    )


def _work(figures: dict[str, Any]) -> float:
    """Milliseconds of processor time for one page, ours and the database's: less moved by what else runs here."""
    return float(figures["ours"]["worker_cpu_ms"] + figures["ours"]["database_cpu_ms"])


def _world() -> dict[str, Any]:
    """Marcus, his team, and what waits for him."""
    from bench.rig import world
    from bench.rig.clicks import Visitor
    from lms.people.models import Team
    from tests import builders

    harbor = world.organization()
    van = Team.objects.create(organization=harbor, name="Van")
    marcus = builders.person("Marcus", "supervisor", harbor, van)
    learners = [builders.person(f"Learner-{number}", "new_hire", harbor, van) for number in range(TEAM)]
    for learner in learners:
        for days in range(1, EACH + 1):
            builders.shift(learner, harbor, days_ago=days, activities={"naloxone": 2}, colleague_id=marcus.pk)
    return {"harbor": harbor, "van": van, "learner": learners[0], "visitor": Visitor.signed_in(marcus)}


def _grow(world: dict[str, Any], before: int, after: int) -> None:
    """Everybody else, each with ten shifts in their own agency, of which one waits."""
    from assessments.shadowing.models import ShadowEntry
    from bench.rig import crowd

    here = {"organization": world["harbor"], "team": world["van"], "learner": world["learner"]}
    people = crowd.people(after - before, start=before, **here)
    shifts = f"SELECT n, m FROM ({people}) AS everybody, generate_series(1, {SHIFTS_OF_OTHERS}) AS m"  # noqa: S608
    state = "CASE WHEN m = 1 THEN 'submitted' ELSE 'draft' END"
    crowd.copies(
        ShadowEntry.objects.filter(learner=world["learner"])[0],
        shifts,
        id="gen_random_uuid()",
        key="gen_random_uuid()",
        learner_id=f"{crowd.FIRST} + n",
        colleague_id="NULL",
        organization_id=crowd.numbered("agency").format(f"(n / {crowd.PEOPLE_OF_AN_AGENCY})"),
        started_at="model.started_at - m * interval '1 day'",
        ended_at="model.ended_at - m * interval '1 day'",
        state=state,
    )
    crowd.settle()


def _measure(world: dict[str, Any], rounds: int) -> dict[str, Any]:
    from django.urls import reverse

    look = world["visitor"].looks(reverse("lms_assessments:sign"))
    queries = [counting.queries(look, expect=200) for _look in range(2)][-1]
    with ground.served() as server:
        figures = interleave({"ours": Subject(server, again_and_again([look] * 4))}, rounds=rounds)
    return {**figures, "queries": queries}


if __name__ == "__main__":
    main()
