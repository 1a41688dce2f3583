"""A report as rows under a head: the same ones on the screen, in CSV and in XLSX."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format

from courses.pages.outlook import hours

CHUNK = 500


class Minutes(int):
    """Credited time in whole minutes. A spreadsheet gets the number, a reader hours and minutes."""


Cell = str | int | date | Minutes | None


@dataclass(frozen=True)
class Sheet:
    """`found` is a queryset or a list, `line` makes the cells of one of its rows. The first cell names the row."""

    title: str
    head: list[str]
    found: QuerySet | Sequence[Any]
    line: Callable[[Any], list[Cell]]
    empty: str = ""

    def __len__(self) -> int:
        return self.found.count() if isinstance(self.found, QuerySet) else len(self.found)

    def lines(self) -> Iterator[list[str | int]]:
        """Every row as a spreadsheet takes it, a few at a time from the database."""
        rows = self.found.iterator(chunk_size=CHUNK) if isinstance(self.found, QuerySet) else self.found
        return ([as_data(cell) for cell in self.line(row)] for row in rows)

    def shown(self, rows: Any) -> dict[str, Any]:
        """These rows as a screen shows them: `{title, head, rows: [[(column, words)]], empty}`."""
        words = ([as_words(cell) for cell in self.line(row)] for row in rows)
        return {
            "title": self.title,
            "head": self.head,
            "empty": self.empty,
            "rows": [list(zip(self.head, row, strict=True)) for row in words],
        }


def as_data(cell: Cell) -> str | int:
    """As a spreadsheet takes it: text, or a plain number; a day as 2026-03-01."""
    if isinstance(cell, date):
        return cell.isoformat()
    return int(cell) if isinstance(cell, int) else cell or ""


def as_words(cell: Cell) -> str:
    """As somebody reads it."""
    if isinstance(cell, date):
        return date_format(cell, "j M Y")
    if isinstance(cell, Minutes):
        return hours(cell) if cell else ""
    return "" if cell is None else str(cell)
