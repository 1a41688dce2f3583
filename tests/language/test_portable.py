"""A pattern is written once and read by Python and by every browser."""

import re

import pytest

from lms.language import identifiers, personal
from lms.language.portable import portable

EVERY = [pattern for _kind, pattern, _is_sure in identifiers.LOOKED_FOR] + personal.LOOKED_FOR


@pytest.mark.parametrize(
    ("pattern", "text", "same"),
    [
        (r"\bmr\.? (?-i:[A-Z][a-z]+)\b", "Talked to MR. Lopez", "MR. Lopez"),
        (r"\bmr\.? (?-i:[A-Z][a-z]+)\b", "mr lopez", None),
        (r"señor", "SEÑOR", "SEÑOR"),
        (r"\w+ó\b", "nació en", "nació"),
        (r"[^a-c-]x", "Bx -x dX", "dX"),
        (r"[a-c.-]+\d", "A.-C7", "A.-C7"),
        (r"[#:.no]{1,4}\d", "No. 4 NO:4", "NO:4"),
        (r"(?<!\d)\d{2}\D", "123 45x", "45x"),
        (r"(?-i:A(?:b|c))d", "AbD Abd", "AbD"),
        (r"(?-i:A(?:b|c))d", "ABD", None),
    ],
)
def test_it_finds_the_same(pattern, text, same):
    found = re.search(portable(pattern), text)
    assert (found and found[0]) == same
    plain = re.search(pattern, text, re.IGNORECASE)
    assert (plain and plain[0]) == same


@pytest.mark.parametrize("pattern", EVERY)
def test_it_uses_nothing_that_a_browser_reads_in_another_way(pattern):
    assert not re.search(r"\\[wWdDbB]|\(\?-?i|\(\?P|\\Z|\\A|[+*?}]\+", pattern)
    re.compile(pattern)
