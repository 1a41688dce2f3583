"""Reports as files, of any length: row by row, in constant memory."""

from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from lms.people.csv_cells import safe_cell, stream
from lms.reports.models import Form
from lms.reports.sheets import Sheet

TYPES = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Tell = Callable[[], None]
# What a spreadsheet allows as the name of a page.
LONGEST_NAME, NOT_IN_NAMES = 31, str.maketrans(dict.fromkeys("[]:*?/\\"))


def _nobody() -> None:
    """Nobody wants to know how far it is."""


def write(sheets: Sequence[Sheet], form: str, target: IO[bytes], tell: Tell = _nobody) -> None:
    """Write these tables into a file; `tell` is called with every row."""
    if form == Form.XLSX:
        _write_xlsx(sheets, target, tell)
    else:
        target.writelines(csv_of(sheets, tell))


def csv_of(sheets: Sequence[Sheet], tell: Tell = _nobody) -> Iterator[bytes]:
    """A CSV file piece by piece; where there are several tables, each under its title."""
    return stream(_rows(sheets, tell))


def _rows(sheets: Sequence[Sheet], tell: Tell) -> Iterator[list[str | int]]:
    for number, sheet in enumerate(sheets):
        if len(sheets) > 1:
            yield from ([[]] if number else [])
            yield [sheet.title]
        yield [*sheet.head]
        for row in sheet.lines():
            yield row
            tell()


def _write_xlsx(sheets: Sequence[Sheet], target: IO[bytes], tell: Tell) -> None:
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.title.translate(NOT_IN_NAMES)[:LONGEST_NAME])
        page.freeze_panes = "A2"
        page.append([_cell(page, name, is_head=True) for name in sheet.head])
        for row in sheet.lines():
            page.append([_cell(page, value) for value in row])
            tell()
    book.save(target)


def _cell(page: Any, value: str | int, *, is_head: bool = False) -> WriteOnlyCell:
    """A number, or text that stays text: also where somebody edits it, or keeps the page as CSV."""
    if isinstance(value, int):
        return WriteOnlyCell(page, value=value)
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = WriteOnlyCell(page, value=text)
    cell.data_type = "s"
    if safe_cell(text) != text:
        cell.quotePrefix = True
    if is_head:
        cell.font = Font(bold=True)
    return cell
