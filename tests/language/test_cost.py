"""A hostile text costs as much as a friendly one of its length: twice the text, twice the steps."""

import sys

import pytest

from lms.language.checker import check

HOSTILE = {
    "opening quotes": '"',
    "quotes of another kind": "“",
    "tags that never close": "<q>",
    "tags that close nothing": "</q>",
    "tags crosswise": "<q><b></q></b>",
    "half a comment": "<!-- lang-ok ",
    "half a remark": "{# lang-ok ",
    "angles": "<",
    "beginnings of phrases": "suffers from a severe opioid use ",
    "a phrase in a phrase": "recovering former heroin addict ",
    "names without end": "Drug Abuse Of The Institute ",
    "subjects without end": "a recovering ",
    "things without end": "hands that are still not clean ",
    "addresses": "a@b.",
    "invisible letters": "ad\u200bdict\u0301 ",
    "ligatures": "\ufdfa",
    "empty lines": "\n \n",
    "one long word": "addictaddict",
    "apostrophes": "'s",
}


def steps(text):
    """Lines of Python that checking this text runs."""
    counted = 0

    def count(frame, event, argument):
        nonlocal counted
        counted += event == "line"
        return count

    sys.settrace(count)
    try:
        check(text, "en")
    finally:
        sys.settrace(None)
    return counted


@pytest.mark.parametrize("part", HOSTILE.values(), ids=HOSTILE)
def test_it_takes_twice_the_steps_for_twice_the_text(part):  # I07
    check(part, "en")  # the lexicon is read once
    once, twice = steps(part * 200), steps(part * 400)
    assert twice < 2.2 * once + 200
    assert twice < 150 * len(part * 400)
