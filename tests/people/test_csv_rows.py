"""A CSV file is read before anything is done with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.people import csv_rows

COLUMNS = ["username", "title", "minutes"]


def read(text: str | bytes, **more) -> csv_rows.Sheet:
    content = text.encode() if isinstance(text, str) else text
    return csv_rows.read(content, columns=COLUMNS, required={"username", "title"}, **more)


def words(sheet: csv_rows.Sheet) -> str:
    return " ".join(problem.words for problem in sheet.problems)


def test_it_reads_rows_by_the_names_of_their_columns():
    sheet = read('Title,Username,minutes\n"Stop, look",rosa,30\n\nNaloxone,sam,\n')
    assert sheet.is_good
    assert [(row.line, row["username"], row["title"], row["minutes"]) for row in sheet.rows] == [
        (2, "rosa", "Stop, look", "30"),
        (4, "sam", "Naloxone", ""),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_it_reads_what_spreadsheets_write(mark):  # I05
    text = f"username{mark}title\r\nrosa{mark}Plática\r\n"
    sheet = read(b"\xef\xbb\xbf" + text.encode())
    assert (sheet.is_good, sheet.rows[0]["title"]) == (True, "Plática")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_it_says_when_the_encoding_is_wrong(encoding):  # I05
    sheet = read("username,title\nrosa,Plática\n".encode(encoding))
    assert not sheet.is_good
    assert "CSV UTF-8" in words(sheet)
    assert not sheet.rows


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\uff1d1", "  =1", "\u200b=1", "|calc"])
def test_it_refuses_formulas(cell):  # I05
    sheet = read(f"username,title\nrosa,{cell}\n")
    assert "as a formula" in words(sheet)
    assert (sheet.problems[0].line, sheet.problems[0].column) == (2, "title")


def test_it_takes_a_phone_number_for_what_it_is():
    assert read("username,title\nrosa,+1 (555) 010-0199\n").is_good


def test_it_stops_at_a_million_rows():  # I05
    sheet = read("username,title\n" + "a,b\n" * 10, most_rows=5)
    assert len(sheet.rows) == 5
    assert "more than 5 rows" in words(sheet)
    assert "larger than" in words(read(b"username,title\n" + b"a,b\n" * 1_000_000))


def test_it_finds_what_is_there_twice():  # I05
    sheet = read("username,title\nrosa,Naloxone\nsam,Naloxone\nROSA,naloxone\n", once=[("username", "title")])
    assert [(problem.line, problem.words) for problem in sheet.problems] == [(4, "The same stands in line 2.")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        ("username,title\n", "nothing below"),
        ("username,title,shoe\nrosa,x,1\n", "do not know the column “shoe”"),
        ("username,username,title\nrosa,x,y\n", "twice"),
        ("username\nrosa\n", "missing: title"),
        ("username,title\nrosa,\n", "This is empty"),
        ("username,title\nrosa,x,y\n", "more cells"),
        ('username,title\nrosa,"x\n', "quotation mark"),
        ('username,title\nrosa,"a\nb"\n', "line break"),
        ("username,title\nrosa,a\x07b\n", "cannot be seen"),
        ("username,title\nrosa," + "x" * 301 + "\n", "longer than 300"),
    ],
)
def test_it_says_what_is_wrong(text, said):
    sheet = read(text)
    assert said in words(sheet)
    assert not sheet.is_good


def test_it_lists_every_problem_and_counts_what_nobody_would_read():
    sheet = read("username,title\n" + "=a,=b\n" * 150)
    assert len(sheet.problems) == csv_rows.MOST_PROBLEMS
    assert sheet.unsaid == 100


def test_it_drops_what_nobody_sees():
    assert read("username,title\nro\u202esa, a \u200b b \n").rows[0].cells["username"] == "rosa"


@given(st.binary(max_size=400))
def test_it_survives_anything(content):
    sheet = read(content)
    assert sheet.is_good or sheet.problems
