"""How far two observers agree. Pure: no database.

Below ten performances nothing is said; below thirty, how often two said the same and how often within one level; from
thirty, weighted kappa (Cohen 1968) and ICC(2,1) with its interval (Shrout and Fleiss 1979; McGraw and Wong 1996).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import fmean

from assessments.roleplay.fisher import quantile

FEW, MANY = 10, 30
Pair = tuple[int, int]


@dataclass(frozen=True)
class Intraclass:
    """ICC(2,1): two-way random effects, absolute agreement, one observer; with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Agreement:
    """What may be said of `n` performances that two people rated. Shares from 0 to 1; None where it is too few."""

    n: int
    exact: float | None = None
    adjacent: float | None = None
    kappa: float | None = None
    icc: Intraclass | None = None


def agreement(pairs: Sequence[Pair], *, levels: Sequence[int]) -> Agreement:
    """Of the ratings that two people gave the same performances, on these levels (lowest first)."""
    n = len(pairs)
    if n < FEW:
        return Agreement(n)
    exact = sum(one == other for one, other in pairs) / n
    adjacent = sum(abs(one - other) <= 1 for one, other in pairs) / n
    if n < MANY:
        return Agreement(n, exact, adjacent)
    return Agreement(n, exact, adjacent, weighted_kappa(table(pairs, levels)), intraclass(pairs))


def is_apart(one: int, other: int) -> bool:
    """Whether two ratings of one criterion ask for a third look: more than one level."""
    return abs(one - other) > 1


def table(pairs: Sequence[Pair], levels: Sequence[int]) -> list[list[int]]:
    """How often the first said this level (row) and the second that one (column)."""
    place = {level: number for number, level in enumerate(levels)}
    counts = [[0] * len(levels) for _level in levels]
    for one, other in pairs:
        counts[place[one]][place[other]] += 1
    return counts


def quadratic(row: int, column: int) -> float:
    """Weight of a disagreement: its distance squared."""
    return float((row - column) ** 2)


def weighted_kappa(counts: Sequence[Sequence[float]], weight: Callable[[int, int], float] = quadratic) -> float | None:
    """Cohen's weighted kappa of a square table of counts or shares, by weights of disagreement (0 on the diagonal).

    1 is full agreement, 0 what chance gives; None where chance could not disagree (everybody said one thing).
    """
    total = sum(map(sum, counts))
    rows = [sum(row) / total for row in counts]
    columns = [sum(column) / total for column in zip(*counts, strict=True)]
    places = list(product(range(len(rows)), repeat=2))
    seen = sum(weight(row, column) * counts[row][column] / total for row, column in places)
    by_chance = sum(weight(row, column) * rows[row] * columns[column] for row, column in places)
    return 1 - seen / by_chance if by_chance else None


def intraclass(ratings: Sequence[Sequence[float]], *, confidence: float = 0.95) -> Intraclass | None:
    """ICC(2,1) of ratings `[performance][observer]`, at least two of each; None where nothing varies."""
    n, k = len(ratings), len(ratings[0])
    if n < 2 or k < 2 or len({value for row in ratings for value in row}) == 1:
        return None
    between, among, error = _mean_squares(ratings)
    spread = between + (k - 1) * error + k * (among - error) / n
    if spread <= 0:
        return None
    value = (between - error) / spread
    return Intraclass(value, *_interval(value, n, k, (between, among, error), confidence))


def _mean_squares(ratings: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """Between performances, among observers, and what is left."""
    n, k = len(ratings), len(ratings[0])
    mean = fmean(value for row in ratings for value in row)
    rows = k * sum((fmean(row) - mean) ** 2 for row in ratings)
    columns = n * sum((fmean(column) - mean) ** 2 for column in zip(*ratings, strict=True))
    total = sum((value - mean) ** 2 for row in ratings for value in row)
    return rows / (n - 1), columns / (k - 1), max(total - rows - columns, 0.0) / ((n - 1) * (k - 1))


def _interval(
    value: float, n: int, k: int, squares: tuple[float, float, float], confidence: float
) -> tuple[float, float]:
    """McGraw and Wong 1996, table 7, case 2A."""
    between, among, error = squares
    if error == 0 and among == 0:
        return value, value
    up = 1 - (1 - confidence) / 2
    scale = among * k * value / (n * (1 - value)) + error * (1 + k * value * (n - 1) / (n * (1 - value)))
    parts = (k * value * among / (n * (1 - value))) ** 2 / (k - 1)
    rest = (error * (1 + k * value * (n - 1) / (n * (1 - value)))) ** 2 / ((n - 1) * (k - 1))
    # Where all that differs is noise, both may cancel out.
    freedom = max(scale**2 / (parts + rest), 1.0) if parts + rest else 1.0
    lower, upper = quantile(up, n - 1, freedom), quantile(up, freedom, n - 1)
    others = k * among + (k * n - k - n) * error
    low = n * (between - lower * error) / (lower * others + n * between)
    high = n * (upper * between - error) / (others + n * upper * between)
    return low, high
