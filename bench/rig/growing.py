"""Pages of one agency while the installation around it grows: how the time grows with it."""

import argparse
from collections.abc import Callable
from math import log
from typing import Any

from bench.rig import counting, ground
from bench.rig.clicks import Click
from bench.rig.report import emit
from bench.rig.rounds import ROUNDS, Subject, again_and_again, interleave

SMALL, LARGE = 1_000, 100_000
COMPLETIONS = 10

Clicks = dict[str, Click]


def measure(name: str, clicks: Callable[[Any], Clicks]) -> None:
    """Measure these pages at a thousand learners and at many, and print. `clicks` is given the agency."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--learners", type=int, default=LARGE, help="how many the installation grows to")
    parser.add_argument("--completions", type=int, default=COMPLETIONS, help="of each of them; speed.md wants 60")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    with ground.site(name):
        from bench.rig import studies

        agency = studies.agency(chosen.completions)
        studies.grow(agency, 0, SMALL, chosen.completions)
        small = _look(clicks(agency), chosen.rounds)
        studies.grow(agency, SMALL, chosen.learners, chosen.completions)
        large = _look(clicks(agency), chosen.rounds)
    _tell(name, small, large, chosen)


def _look(clicks: Clicks, rounds: int) -> dict[str, dict[str, Any]]:
    queries = {name: [counting.queries(click, expect=200) for _look in range(2)][-1] for name, click in clicks.items()}
    with ground.served() as server:
        subjects = {name: Subject(server, again_and_again([click] * 4)) for name, click in clicks.items()}
        figures = interleave(subjects, rounds=rounds)
    return {name: {**figures[name], "queries": queries[name]} for name in clicks}


def _tell(name: str, small: dict[str, Any], large: dict[str, Any], chosen: argparse.Namespace) -> None:
    growth = log(chosen.learners / SMALL)
    exponents = {
        page: {
            "exponent": round(log(large[page]["p50_ms"] / small[page]["p50_ms"]) / growth, 3),
            "exponent of processor time": round(log(_work(large[page]) / _work(small[page])) / growth, 3),
        }
        for page in small
    }
    emit(
        name,
        {"completions of each": chosen.completions, str(SMALL): small, str(chosen.learners): large, **exponents},
        {
            "as many queries": all(_count(small[page]) == _count(large[page]) for page in small),
            "exponent <= 0.1": all(one["exponent"] <= 0.1 for one in exponents.values()),
        },
    )


def _count(figures: dict[str, Any]) -> int:
    return int(figures["queries"]["queries"])


def _work(figures: dict[str, Any]) -> float:
    """Milliseconds of processor time for one page, ours and the database's: less moved by what else runs here."""
    return float(figures["worker_cpu_ms"] + figures["database_cpu_ms"])
