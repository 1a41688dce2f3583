"""`manage.py check_language`: lines in, one JSON array for each out."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def typed(monkeypatch):
    """Runs the command with this on its standard input; gives what it printed, line by line."""

    def run(text, *arguments):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
        printed = io.StringIO()
        call_command("check_language", *arguments, stdout=printed)
        return [json.loads(line) for line in printed.getvalue().splitlines()]

    return run


def test_it_prints_one_array_for_each_line(typed):
    first, second, third = typed(b"She is an addict.\n\nShe uses drugs.\r\n")
    assert [finding["match"] for finding in first] == ["addict"]
    assert set(first[0]) == {"start", "end", "match", "level", "alternatives", "why"}
    assert second == third == []


def test_it_speaks_spanish(typed):
    ((finding,),) = typed("Llegó una drogadicta.".encode(), "--lang", "es")
    assert (finding["start"], finding["end"], finding["match"]) == (10, 20, "drogadicta")


def test_it_prints_nothing_that_a_reader_of_lines_could_take_for_a_border(typed):
    ((finding,), (other,)) = typed("drug\u2028users\nA drug\x85user\n".encode())
    assert (finding["match"], other["match"]) == ("drug\u2028users", "drug\x85user")


def test_it_reads_what_is_no_text_at_all(typed):
    assert typed(b"\xff\xfe addict\n\x00\n")[1] == []


def test_it_says_which_languages_there_are():
    with pytest.raises(CommandError, match="choose from"):
        call_command("check_language", "--lang", "de")
