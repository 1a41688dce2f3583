"""Pure decisions about time: what was worked, what is credited, and for which day. No database, no clock.

A stretch is `(start, end)` in whole seconds of the server's clock, the end left out. A browser's clock is never asked:
it only counts the seconds since the server made the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

Stretch = tuple[int, int]

# A heartbeat counts until it is this many idle limits late; until then the stretches that it may meet are kept.
LATEST = 2
# What waited on a phone without a connection counts for so many seconds of the past.
LONGEST_WAIT = 10 * 24 * 60 * 60
# More stretches than anybody leaves in that time; further gaps are closed and never counted.
MOST_STRETCHES = 20


def worked(*, opened: int, now: int, idle: int, beat: Stretch | None = None, waited: bool = False) -> Stretch | None:
    """The stretch that a click or a heartbeat speaks for; None where it speaks for none.

    `beat` is `(from, to)` in seconds after the page was opened. Without one, the time since then counts. Never more
    than `idle` seconds, never before the page was opened, never in the future, never what comes too late. A click that
    `waited` on a phone without a connection may come later (see `after`).
    """
    start, end = (opened + beat[0], opened + beat[1]) if beat else (opened, now)
    end = min(end, now)
    start = max(start, opened, end - idle, now - (LONGEST_WAIT if waited else LATEST * idle))
    return (start, end) if start < end else None


def after(stretch: Stretch, moment: int | None) -> Stretch | None:
    """What of a stretch lies after a moment; all of it where there is none."""
    start = max(stretch[0], moment or 0)
    return (start, stretch[1]) if start < stretch[1] else None


def union(stretches: Iterable[Sequence[int]]) -> list[Stretch]:
    """The same seconds as stretches that neither meet nor overlap, in order."""
    merged: list[Stretch] = []
    for start, end in sorted((start, end) for start, end in stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def length(stretches: Iterable[Sequence[int]]) -> int:
    """How many seconds these stretches cover, each once."""
    return sum(end - start for start, end in union(stretches))


def add(recent: Iterable[Sequence[int]], stretch: Stretch, *, now: int, idle: int) -> tuple[list[Stretch], int]:
    """`(recent, seconds)`: what a late heartbeat could still meet, and how many seconds this stretch adds."""
    before = union(recent)
    after = union([*before, stretch])
    kept = [(start, end) for start, end in after if end > now - LATEST * idle]
    while len(kept) > MOST_STRETCHES:
        kept[:2] = [(kept[0][0], kept[1][1])]
    return kept, length(after) - length(before)


def credited(*, published: int, seconds: int, half: bool) -> int:
    """The minutes that count. With the `half` rule all of the published ones, when at least half of them were worked;
    else the whole minutes that were worked, one at least and never more than the published ones."""
    if half and 2 * seconds >= published * 60:
        return published
    return min(published, max(1, seconds // 60))


def share(domains: Mapping[str, int], *, minutes: int, published: int) -> dict[str, int]:
    """`minutes` divided over the domains as the published minutes are, in whole minutes that add up."""
    if not domains:
        return {}
    wanted = sum(domains.values()) * minutes // published
    parts = {key: part * minutes // published for key, part in domains.items()}
    # What rounding leaves over goes to those who lost most by it.
    by_loss = sorted(domains, key=lambda key: (-(domains[key] * minutes % published), key))
    for key in by_loss[: wanted - sum(parts.values())]:
        parts[key] += 1
    return {key: part for key, part in parts.items() if part}


def spread(minutes: int, *, day: date, taken: Mapping[str, int], cap: int) -> dict[str, int]:
    """For which days minutes count, `{ISO day: minutes}`, where at most `cap` fit into a day and `taken` are taken."""
    days: dict[str, int] = {}
    while minutes > 0:
        part = min(minutes, max(0, cap - taken.get(day.isoformat(), 0)))
        if part:
            days[day.isoformat()] = part
        minutes -= part
        day += timedelta(days=1)
    return days
