"""Agreement of two observers equals the published figures, and says little of few."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assessments.roleplay.agreement import agreement, intraclass, is_apart, weighted_kappa
from assessments.roleplay.fisher import quantile

# Shrout and Fleiss 1979, table 2: six targets, four judges.
SHROUT_FLEISS = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]
# Cohen 1968, table 1: shares of 200 patients, and the weights of disagreement.
COHEN = [[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]]
WEIGHTS = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
LEVELS = (1, 2, 3, 4)


def test_it_is_the_icc_of_shrout_and_fleiss():
    found = intraclass(SHROUT_FLEISS)
    assert round(found.value, 2) == 0.29
    assert (round(found.low, 3), round(found.high, 2)) == (0.019, 0.76)


def test_it_is_the_kappa_of_cohen():
    assert round(weighted_kappa(COHEN, lambda row, column: WEIGHTS[row][column]), 3) == 0.348
    assert round(weighted_kappa(COHEN, lambda row, column: float(row != column)), 3) == 0.492


@pytest.mark.parametrize(
    ("share", "above", "below", "value"),
    [(0.95, 5, 15, 2.90), (0.975, 5, 10, 4.24), (0.95, 1, 10, 4.96), (0.99, 4, 20, 4.43), (0.95, 30, 40, 1.74)],
)
def test_it_is_the_f_of_the_tables(share, above, below, value):
    assert round(quantile(share, above, below), 2) == value


def test_it_says_little_of_few():
    pairs = [(3, 3), (2, 3), (4, 2)] * 10
    assert agreement(pairs[:9], levels=LEVELS).exact is None
    some_of_it = agreement(pairs[:12], levels=LEVELS)
    assert (round(some_of_it.exact, 2), round(some_of_it.adjacent, 2), some_of_it.kappa) == (0.33, 0.67, None)
    assert agreement(pairs, levels=LEVELS).icc is not None


def test_it_asks_for_a_third_look_more_than_one_level_apart():
    assert [is_apart(1, other) for other in LEVELS] == [False, False, True, True]


@given(some.lists(some.tuples(some.sampled_from(LEVELS), some.sampled_from(LEVELS)), min_size=30, max_size=60))
def test_it_does_not_matter_who_is_first(pairs):
    one = agreement(pairs, levels=LEVELS)
    other = agreement([(b, a) for a, b in pairs], levels=LEVELS)
    for here, there in ((one.kappa, other.kappa), (one.icc and one.icc.value, other.icc and other.icc.value)):
        assert here == there or here == pytest.approx(there)
    assert one.kappa is None or -1.0001 <= one.kappa <= 1
    assert one.icc is None or one.icc.low - 1e-9 <= one.icc.value <= one.icc.high + 1e-9


@pytest.mark.parametrize("n", range(30, 40))
def test_it_tells_no_icc_where_everybody_said_the_same(n):
    assert intraclass([(3.667, 3.667)] * n) is None


@pytest.mark.parametrize("ones", range(30))
def test_it_tells_an_interval_of_whoever_sees_the_very_opposite(ones):
    found = intraclass([(1.0, 4.0)] * ones + [(4.0, 1.0)] * (30 - ones))
    assert found.low <= found.value <= found.high or found.value == pytest.approx(found.low)
