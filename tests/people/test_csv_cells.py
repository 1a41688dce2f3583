"""What we write for a spreadsheet is shown there and never run. I04"""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from lms.people.csv_cells import safe_cell, write

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\uff1d1+1", "\uff0b1", "\u200b=1", "|calc"]


def read(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", HOSTILE)
def test_it_keeps_a_formula_from_running(text):
    cell = Workbook().active.cell(1, 1, safe_cell(text))
    assert safe_cell(text) == f"'{text}"
    assert cell.data_type == "s"


@pytest.mark.parametrize("text", ["Rosa", "10 - 12", "a=b", "12", "", "O'Neil", "—"])
def test_it_leaves_other_words_alone(text):
    assert safe_cell(text) == text


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_it_gives_back_what_was_written(rows):
    assert read(write(["one", "two"], rows)) == [["one", "two"], *[[safe_cell(cell) for cell in row] for row in rows]]


def test_it_leaves_numbers_numbers():
    assert write(["minutes"], [[12], [-3]]).decode("utf-8-sig") == '"minutes"\r\n12\r\n-3\r\n'
