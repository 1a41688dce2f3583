"""What an observed performance comes to: nothing is averaged away."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assessments.roleplay.scoring import (
    Criterion,
    Decision,
    Scheme,
    Seen,
    Step,
    Why,
    asks_for_third_look,
    conversation_score,
    is_shown_enough,
    result,
    steps_percent,
)

CRITERIA = (Criterion("G1", 2), Criterion("G4"), Criterion("G7", 2))
STEPS = (Step("O1"), Step("O2", must_do=True), Step("O5"), Step("O7"), Step("O8"))
SCHEME = Scheme(CRITERIA)
OVERDOSE = Scheme(CRITERIA, STEPS, steps_cut=75)
STRONG = {"G1": 4, "G4": 4, "G7": 3}
DONE = dict.fromkeys(("O1", "O2", "O5", "O7", "O8"), Seen.YES)


def judged(ratings=STRONG, seen=DONE, global_rating=4, scheme=OVERDOSE):
    return result(scheme, ratings=ratings, seen=seen, global_rating=global_rating)


def test_it_is_the_weighted_mean():
    assert conversation_score(CRITERIA, STRONG) == pytest.approx((2 * 4 + 4 + 2 * 3) / 5)
    with pytest.raises(ValueError, match="from 1 to 4"):
        conversation_score(CRITERIA, {**STRONG, "G1": 5})
    with pytest.raises(KeyError):
        conversation_score(CRITERIA, {"G1": 4})


def test_it_is_ready():
    found = judged()
    assert (found.decision, found.score, found.steps_percent, found.why) == (Decision.READY, 3.6, 100, ())


def test_it_is_not_yet_where_a_must_do_step_is_missing_though_the_mean_is_high():
    for half in (Seen.NO, Seen.PARTLY):
        found = judged(seen={**DONE, "O2": half})
        assert found.score == 3.6
        assert (found.decision, found.why, found.not_seen) == (Decision.NOT_YET, (Why.MUST_DO,), ("O2",))


def test_it_is_not_yet_with_one_criterion_at_the_lowest():
    found = judged({"G1": 4, "G4": 1, "G7": 4})
    assert (found.decision, found.why, found.at_lowest) == (Decision.NOT_YET, (Why.CRITERION,), ("G4",))


def test_it_is_not_yet_under_the_cut():
    assert judged({"G1": 3, "G4": 2, "G7": 3}).why == (Why.SCORE,)
    assert judged(seen={**DONE, "O1": Seen.NO, "O5": Seen.PARTLY}).why == (Why.CHECKLIST,)
    assert judged(seen={**DONE, "O1": Seen.NO}).decision == Decision.READY


@pytest.mark.parametrize(("ratings", "global_rating"), [({"G1": 4, "G4": 2, "G7": 3}, 5), (STRONG, 3), (STRONG, 2)])
def test_it_is_ready_with_support(ratings, global_rating):
    assert judged(ratings, global_rating=global_rating).decision == Decision.WITH_SUPPORT


def test_it_has_no_percent_without_other_steps():
    assert steps_percent((), {}) is None
    assert steps_percent((Step("O2", must_do=True),), {"O2": Seen.NO}) is None
    assert judged(scheme=SCHEME, seen={}).steps_percent is None


def test_it_takes_two_performances_and_two_observers():
    assert is_shown_enough(["inez", "marcus"], performances=2, observers=2)
    assert not is_shown_enough(["inez", "inez"], performances=2, observers=2)
    assert not is_shown_enough(["inez"], performances=2, observers=2)
    assert is_shown_enough(["inez"], performances=1, observers=1)


def test_it_asks_for_a_third_look_more_than_one_level_apart():
    assert asks_for_third_look({"G1": 4, "G4": 2}, {"G1": 2, "G4": 3}) == ("G1",)


RATINGS = some.fixed_dictionaries({one.key: some.integers(1, 4) for one in CRITERIA})
SEEN = some.fixed_dictionaries({step.key: some.sampled_from(Seen) for step in STEPS})


@given(RATINGS, SEEN, some.integers(1, 5))
def test_it_is_never_ready_past_what_decides_alone(ratings, seen, global_rating):
    found = judged(ratings, seen, global_rating)
    if found.decision != Decision.NOT_YET:
        assert min(ratings.values()) > 1
        assert seen["O2"] == Seen.YES
        assert found.score >= 3
    assert 1 <= found.score <= 4


@given(RATINGS, SEEN, some.sampled_from(CRITERIA))
def test_it_never_gets_worse_by_doing_better(ratings, seen, criterion):
    better = {**ratings, criterion.key: min(4, ratings[criterion.key] + 1)}
    order = [Decision.NOT_YET, Decision.WITH_SUPPORT, Decision.READY]
    assert order.index(judged(better, seen).decision) >= order.index(judged(ratings, seen).decision)
