"""A B A B: subjects take turns, and the median of the rounds counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from statistics import median, quantiles
from typing import Any

from bench.rig.clicks import Click
from bench.rig.ground import Processor, Server
from bench.rig.load import CLIENTS, Round, drive

ROUNDS = 7
SECONDS = 2.0
PATIENCE = 60.0


@dataclass
class Subject:
    """Something that is measured: where it is served, what each client sends, and the status that it must answer.

    In a round each client sends `each` requests; as many as it can in the round's time where that is None.
    """

    server: Server
    streams: list[Iterator[bytes]]
    expect: int = 200
    each: int | None = None
    rounds: list[Round] = field(default_factory=list)
    cpu: list[Processor] = field(default_factory=list)

    def play(self, seconds: float) -> None:
        before = self.server.processor()
        seconds = seconds if self.each is None else PATIENCE
        found = drive(self.server.address, self.streams, expect=self.expect, seconds=seconds, limit=self.each)
        self.cpu.append(self.server.processor().since(before, max(len(found.latencies), 1)))
        self.rounds.append(found)

    def figures(self) -> dict[str, Any]:
        """Requests per second, milliseconds, processor time for one (ours, the database's), bytes of an answer."""
        latencies = [1000 * seconds for one in self.rounds for seconds in one.latencies]
        return {
            "rps": round(median(one.per_second for one in self.rounds), 1),
            "p50_ms": round(median(latencies), 2),
            "p95_ms": round(quantiles(latencies, n=20)[-1], 2),
            "worker_cpu_ms": round(1000 * median(one.workers for one in self.cpu), 3),
            "database_cpu_ms": round(1000 * median(one.database for one in self.cpu), 3),
            "bytes": round(sum(one.bytes_received for one in self.rounds) / len(latencies)),
            "requests": len(latencies),
            "rounds": len(self.rounds),
            "client_cpu": round(median(one.client_cpu / one.seconds for one in self.rounds), 3),
        }


def again_and_again(clicks: Iterable[Click]) -> list[Iterator[bytes]]:
    """A stream for each client: its share of the clicks, over and over."""
    wires = [click.wire() for click in clicks]
    return [cycle(wires[client::CLIENTS]) for client in range(CLIENTS)]


def once_each(clicks: Iterable[Click]) -> list[Iterator[bytes]]:
    """A stream for each client: its share of the clicks, each sent once."""
    wires = [click.wire() for click in clicks]
    return [iter(wires[client::CLIENTS]) for client in range(CLIENTS)]


def interleave(
    subjects: dict[str, Subject], *, seconds: float = SECONDS, rounds: int = ROUNDS
) -> dict[str, dict[str, Any]]:
    """Play every subject once unmeasured, then in turns. Gives the figures of each."""
    for subject in subjects.values():
        subject.play(seconds / 2)
        subject.rounds.clear()
        subject.cpu.clear()
    for _round in range(rounds):
        for subject in subjects.values():
            subject.play(seconds)
    return {name: subject.figures() for name, subject in subjects.items()}


def against(subjects: dict[str, Subject], *others: str, mine: str = "ours") -> dict[str, dict[str, float | None]]:
    """Mine against each of the others, by the clock and by processor time; None where one is missing.

    Processor time is the steadier of the two where others use the machine, but leaves out what only waits.
    """
    ours, there = subjects[mine], [name for name in others if name in subjects]
    nobody: dict[str, float | None] = dict.fromkeys(others)
    return {
        "ratio": {**nobody, **{name: _ratio(ours, subjects[name]) for name in there}},
        "processor_ratio": {**nobody, **{name: round(_spent(subjects[name]) / _spent(ours), 3) for name in there}},
    }


def _ratio(subject: Subject, other: Subject) -> float:
    """How many times as fast as the other: the median over rounds that stood next to each other."""
    pairs = zip(subject.rounds, other.rounds, strict=True)
    return round(median(mine.per_second / theirs.per_second for mine, theirs in pairs), 3)


def _spent(subject: Subject) -> float:
    return median(one.workers + one.database for one in subject.cpu)
