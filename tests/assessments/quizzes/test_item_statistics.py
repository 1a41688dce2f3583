"""Item statistics equal the published ones, and say nothing of a few."""

from math import sqrt

import pytest

from assessments.quizzes.item_statistics import Answered, correlation, item_statistics

# Section 6 of the Law School Admission Test, 1,000 people (Bock and Lieberman 1970): the pattern of right answers.
LSAT = """
00000 3  00001 6  00010 2  00011 11  00100 1  00101 1  00110 3  00111 4  01000 1  01001 8  01010 0  01011 16
01100 0  01101 3  01110 2  01111 15  10000 10 10001 29 10010 14 10011 81 10100 3  10101 28 10110 15 10111 80
11000 16 11001 56 11010 21 11011 173 11100 11 11101 61 11110 28 11111 298
"""
# As R's package ltm prints them for these data: share right, and the correlation without the item itself, where it
# takes the standard deviation of a sample (n - 1).
PUBLISHED = [(0.924, 0.1128), (0.709, 0.1531), (0.553, 0.1727), (0.763, 0.1444), (0.870, 0.1215)]


def people():
    cells = LSAT.split()
    for pattern, count in zip(cells[::2], cells[1::2], strict=True):
        yield from [[int(sign) for sign in pattern]] * int(count)


@pytest.mark.parametrize("item", range(5))
def test_it_equals_what_was_published(item):
    answers = [Answered(bool(right[item]), sum(right) - right[item]) for right in people()]
    found = item_statistics(answers)
    assert found.n == 1000
    as_printed = found.discrimination * sqrt(999 / 1000)
    assert (round(found.facility, 3), round(as_printed, 4)) == PUBLISHED[item]


def test_it_says_nothing_of_four():
    answers = [Answered(right, rest) for right, rest in [(True, 3), (True, 2), (False, 1), (False, 0)]]
    assert item_statistics(answers).facility is None
    assert item_statistics([*answers, Answered(True, 3)]).facility == 0.6


def test_it_says_how_many_chose_what():
    answers = [Answered(False, 0, (1, 2))] * 3 + [Answered(True, 1, (0,))] * 2
    assert item_statistics(answers, options=4).shares == (0.4, 0.6, 0.6, 0)


def test_it_says_nothing_where_everybody_is_right():
    assert item_statistics([Answered(True, rest) for rest in range(6)]).discrimination is None
    assert correlation([1, 1], [0, 1]) is None
