"""How the lexicon writes phrases down, and how they are found again."""

import pytest

from lms.language.automaton import Automaton
from lms.language.phrases import expand


def written(line, **sets):
    return sorted(" ".join(phrase.words) for phrase in expand(line, sets))


@pytest.mark.parametrize(
    ("line", "phrases"),
    [
        ("tough love", ["tough love"]),
        ("a (b|c d)", ["a b", "a c d"]),
        ("a? b", ["a b", "b"]),
        ("(a|b)? c", ["a c", "b c", "c"]),
        ("crack-head", ["crack head", "crackhead"]),
        ("(ex|non)-(a|b)", ["ex a", "ex b", "exa", "exb", "non a", "non b", "nona", "nonb"]),
        ("he's recaída", ["he 's recaida"]),
        ("{drug} use", ["heroin use", "meth use"]),
    ],
)
def test_it_reads_a_line_of_the_lexicon(line, phrases):
    assert written(line, drug="heroin|meth") == phrases


def test_it_knows_which_part_is_shown_and_what_needs_capitals():
    (phrase,) = expand("is [a MAT] .", {})
    assert phrase.words == ("is", "a", "mat", ".")
    assert (phrase.shown, phrase.capitals) == ((1, 3), ((2, "MAT"),))


def test_it_finds_phrases_within_and_across_each_other():
    phrases = [("a b c", 1), ("b c", 2), ("c d", 3), ("b", 4), ("d e", 5)]
    automaton = Automaton([(phrase.split(), thing) for phrase, thing in phrases])
    found = sorted(automaton.search(["x", "a", "b", "c", "d", "b"]))
    assert found == [(1, 4, 1), (2, 3, 4), (2, 4, 2), (3, 5, 3), (5, 6, 4)]
