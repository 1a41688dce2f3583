"""Quantiles of Fisher's F. Pure, and all that an interval needs of a statistics library."""

from math import exp, lgamma, log

# The continued fraction and the halving both end long before.
MOST_STEPS = 500
CLOSE = 1e-13
TINY = 1e-300


def quantile(share: float, above: float, below: float) -> float:
    """The value that F with `above` and `below` degrees of freedom stays under with probability `share`, 0 to 1."""
    low, high = 0.0, 1.0
    for _step in range(MOST_STEPS):
        middle = (low + high) / 2
        if incomplete_beta(middle, above / 2, below / 2) < share:
            low = middle
        else:
            high = middle
        if high - low < CLOSE:
            break
    found = (low + high) / 2
    return below * found / (above * (1 - found))


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22), x from 0 to 1."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Lentz's way through the fraction."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(MOST_STEPS):
        m = step // 2
        if step == 0:
            term = 1.0
        elif step % 2 == 0:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / _away_from_zero(1 + term * d)
        c = _away_from_zero(1 + term / c)
        value *= c * d
        if abs(c * d - 1) < CLOSE and step > 1:
            break
    return value - 1


def _away_from_zero(number: float) -> float:
    return number if abs(number) > TINY else TINY
