"""How a question works: how many get it right, and whether those are the ones who know the rest. Pure: no database.

Facility and the corrected point-biserial correlation as in Crocker and Algina (1986), chapter 14: the correlation of
one question (right 1, not yet 0) with the number right among all others. Below five answers nothing is said.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

FEW = 5


@dataclass(frozen=True)
class Answered:
    """One first answer to a question: whether it was right, how many of the others were, and what was chosen."""

    right: bool
    rest: float
    chosen: tuple[int, ...] = ()


@dataclass(frozen=True)
class ItemStatistics:
    """What may be said of one version of a question. Shares from 0 to 1; None where it is too little to say."""

    n: int
    facility: float | None = None
    discrimination: float | None = None
    shares: tuple[float, ...] | None = None


def item_statistics(answers: Sequence[Answered], *, options: int = 0) -> ItemStatistics:
    """Of the first answers of so many people; `options` is how many there were to choose from (0: none)."""
    n = len(answers)
    if n < FEW:
        return ItemStatistics(n)
    facility = sum(answer.right for answer in answers) / n
    scores = [float(answer.right) for answer in answers]
    discrimination = correlation(scores, [answer.rest for answer in answers])
    chosen = Counter(option for answer in answers for option in set(answer.chosen))
    shares = tuple(chosen[option] / n for option in range(options)) if options else None
    return ItemStatistics(n, facility, discrimination, shares)


def correlation(ones: Sequence[float], others: Sequence[float]) -> float | None:
    """Pearson's; None where one of them does not vary."""
    mean, other_mean = fmean(ones), fmean(others)
    together = sum((one - mean) * (other - other_mean) for one, other in zip(ones, others, strict=True))
    spread = sum((one - mean) ** 2 for one in ones) * sum((other - other_mean) ** 2 for other in others)
    return together / sqrt(spread) if spread else None
