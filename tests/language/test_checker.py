"""What the checker flags, and what it leaves alone."""

import pytest

from lms.language.checker import check
from lms.language.lexicon import LANGUAGES, lexicon
from tests.language.sentences import sentences


def found(text, language="en"):
    return [finding.match for finding in check(text, language)]


@pytest.mark.parametrize("name", ["language_examples", "language_held_out"])
def test_it_is_right_about_every_sentence(name):
    wrong = [one for one in sentences(name) if bool(check(one.text, one.language)) is not one.is_flagged]
    assert wrong == []


def test_its_sentences_are_many_and_of_both_kinds():
    kinds = [(one.language, one.is_flagged) for one in sentences("language_held_out")]
    assert len(kinds) > 400
    assert min(kinds.count((language, flagged)) for language in LANGUAGES for flagged in (True, False)) > 50


@pytest.mark.parametrize(
    "written",
    [
        "addict",
        "ADDICT",
        "ad\u200bdict",
        "ad\u00addict",
        "\uff41\uff44\uff44\uff49\uff43\uff54",
        "\u0430ddi\u0441t",
        "a\u0301ddi\u0301ct",
        "\u2060addict",
    ],
)
def test_it_is_not_fooled_by_how_letters_look(written):  # I08
    text = f"One more {written} came in."
    (finding,) = check(text, "en")
    assert text[finding.start : finding.end] == finding.match
    assert finding.match.strip("\u2060") == written.strip("\u2060")


def test_it_says_where_in_the_text_as_it_was_written():
    text = "\ufb01ne \u200b “quoted” \U0001d41d\U0001d42b\U0001d42e\U0001d420\u00a0users, and a drug-user"
    first, second = check(text, "en")
    assert (first.match, second.match) == (text[15:25], "drug-user")
    assert text[first.start : first.end] == first.match
    assert text[second.start : second.end] == second.match


@pytest.mark.parametrize("between", [" ", "  ", "\n", "\r\n", "-", "\u2011", "\u00a0", "\t", "*"])
def test_it_finds_a_phrase_across(between):
    assert found(f"drug{between}users") == [f"drug{between}users"]


@pytest.mark.parametrize("between", [". ", ", ", " — ", "\n\n", " - ", "; ", " (", "_"])
def test_it_does_not_find_one_across(between):
    assert found(f"drug{between}users") == []


def test_it_finds_a_word_that_may_break():
    assert found("<p>The junk<wbr>ies left.</p>") == ["junk<wbr>ies"]


def test_it_reads_a_verb_and_its_not_apart():
    assert found("Don't say addict. He isn’t clean, she WASN'T CLEAN.") == ["isn’t clean", "WASN'T CLEAN"]


def test_it_shows_the_longest_of_those_that_overlap():
    assert found("A former heroin addict and an alcoholic liver disease.") == [
        "heroin addict",
        "alcoholic liver disease",
    ]
    assert found("They are recovering addicts' friends.") == ["recovering addicts"]


def test_it_says_what_to_say_instead_and_why():
    (finding,) = check("The junkies left.", "en")
    assert (finding.level, finding.why) == ("avoid", "Slur")
    assert finding.alternatives[0] == "person who uses drugs"


@pytest.mark.parametrize(
    "text",
    [
        '"The junkies left, he said.',
        "He is 5'11\" and an addict.",
        "<q>The junkies left.",
        "</q>The junkies left.",
        "“Quote.” The junkies left.",
        '<span class="lang-ok">x</span> The junkies left.',
        "The addicts' and users' rights",
        "`code` junkies `more`",
    ],
)
def test_it_still_sees_what_stands_outside_of_quotations(text):
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "marked", ["<i class='big lang-ok'>junkies</i>", "<i data-lang-ok>junkies</i>", "[[lang-ok:junkies]]"]
)
def test_it_skips_what_was_marked(marked):
    assert found(f"They said {marked}, he told us.") == []


def test_it_skips_only_what_was_marked():
    assert found("<i class='lang-okay'>junkies</i> [[term:addicts]]") == ["junkies", "addicts"]
    assert found("<p lang-ok>The <b>junkies</b> left.</p><p>The addicts too.</p>") == ["addicts"]
    assert found("<!-- lang-ok -->junkies<!-- /lang-ok --> addicts") == ["addicts"]


def test_it_knows_the_language_or_says_so():
    assert found("Es un adicto.", "es-MX") == ["adicto"]
    with pytest.raises(ValueError, match="no words for 'de'"):
        check("Hallo", "de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_suggests_nothing_that_it_would_flag(language):
    senses = [sense for _start, _end, sense in _everything(language)]
    suggested = {words for sense in senses if sense.term for words in sense.term.instead}
    assert suggested
    assert [words for words in suggested if check(words, language)] == []


def _everything(language):
    flagged = " . ".join(one.text for name in ("language_examples", "language_held_out") for one in sentences(name))
    words = flagged.casefold().replace(".", " . ").split()
    return lexicon(language).automaton.search(words)
