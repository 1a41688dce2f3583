"""What a spreadsheet opens is text and numbers; it runs nothing. I04"""

import io

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lms.people.csv_cells import safe_cell
from lms.people.models import Profile
from lms.reports.files import write
from lms.reports.models import Form
from lms.reports.sheets import Minutes, Sheet

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\uff1d1+1", "\uff0b1", "\u200b=1", "|calc"]


def opened(*rows):
    """The cells of these rows, as a spreadsheet reads them back."""
    target = io.BytesIO()
    write([Sheet("A: [list]", ["Name", "Minutes"], rows, list)], Form.XLSX, target)
    return list(load_workbook(target).active.iter_rows(min_row=2))


@pytest.mark.parametrize("text", [*HOSTILE, "#N/A", "2026-01-01", "1e5", "TRUE"])
def test_it_keeps_words_words(text):  # I04
    ((cell, _minutes),) = opened([text, Minutes(3)])
    assert cell.data_type in {"s", "inlineStr"}
    assert str(cell.value).strip() == text.strip()
    assert bool(cell.quotePrefix) == (safe_cell(text) != text)


def test_it_leaves_numbers_numbers():
    ((_name, minutes),) = opened(["Sam", Minutes(90)])
    assert (minutes.data_type, minutes.value) == ("n", 90)


@given(st.lists(st.text(), max_size=3))
def test_it_can_write_whatever_somebody_is_called(names):
    assert len(opened(*([name, Minutes(1)] for name in names))) == len(names)


def test_it_gives_a_report_as_a_spreadsheet(signed_in, jo, finished):  # I04
    Profile.objects.filter(user=finished.learner).update(chosen_name="=HYPERLINK(1)")
    response = signed_in(jo).post(reverse("lms_reports:finished_file"), {"form": "xlsx", "period": "all"})
    assert response["Content-Disposition"].endswith('.xlsx"')
    head, row = load_workbook(io.BytesIO(response.getvalue())).active.iter_rows()
    assert (head[0].value, head[0].font.bold) == ("Name", True)
    assert (row[0].value, row[0].data_type, row[4].value) == ("=HYPERLINK(1)", "s", 30)


def test_it_puts_several_tables_on_pages_of_their_own(signed_in, jo, finished):
    response = signed_in(jo).post(reverse("lms_reports:funders_file"), {"form": "xlsx"})
    assert len(load_workbook(io.BytesIO(response.getvalue())).sheetnames) == 3
