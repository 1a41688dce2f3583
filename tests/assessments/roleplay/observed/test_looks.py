"""For whom a performance counts, and whose word is not enough alone."""

import pytest

from assessments.roleplay.observed.looks import Look, Pass, is_complete, standing
from assessments.roleplay.scoring import Criterion, Decision, Scheme

SCHEME = Scheme((Criterion("G1"),))


def look(observer, level, *, third=False):
    decision = Decision.READY if level > 2 else Decision.NOT_YET
    return Look(observer, decision, {"G1": level}, is_third=third)


def passing(*looks):
    stands = standing(looks, SCHEME)
    assert stands.is_passing
    return Pass("RP08", stands.observer, stands.ready)


def is_done(*passes, observers=1, managers=("marcus",)):
    asked = {"performances": len(passes), "observers": observers}
    return is_complete(passes, scenarios=["RP08"], line_managers=managers, **asked)


def test_it_counts_for_the_third_where_the_first_saw_not_yet():
    read = passing(look("inez", 1), look("marcus", 4), look("sam", 4, third=True))
    assert (read.observer, read.ready) == ("sam", ("marcus", "sam"))
    assert not is_done(read, passing(look("sam", 4)), observers=2)
    assert is_done(read, passing(look("inez", 4)), observers=2)


def test_it_counts_for_the_first_where_the_third_says_as_they_do():
    assert passing(look("inez", 4), look("marcus", 1), look("sam", 4, third=True)).observer == "inez"


def test_it_takes_no_not_yet_for_a_word_beside_those_who_answer_for_them():
    read = passing(look("inez", 1), look("marcus", 4), look("sam", 4, third=True))
    assert not is_done(read, managers=("marcus", "sam"))
    assert is_done(read)


@pytest.mark.parametrize("second", ["inez", "marcus"])
def test_it_takes_the_word_of_whoever_looked_beside_them(second):
    assert is_done(passing(look("marcus", 4), look(second, 3)), managers=("marcus",)) == (second == "inez")
