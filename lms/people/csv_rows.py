"""A CSV file that somebody sends, read before anything is done with it: a dry run.

`read` gives every row it understood and every problem in plain words, and writes nothing. Whoever asked adds what
only they can know (`sheet.say(row, "Nobody here has this username.", column="username")`), shows `sheet.problems`,
and imports in one transaction only where there are none.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MOST_BYTES = 1_000_000
MOST_ROWS = 1_000
MOST_LETTERS = 300
# After this many problems the rest is only counted: nobody reads a thousand sentences.
MOST_PROBLEMS = 200
# What a spreadsheet would run instead of show, also in its full-width form (threats.md 7).
FORMULA = ("=", "+", "-", "@", "|")
PHONE = re.compile(r"\+[\d ().-]{6,24}")


@dataclass(frozen=True)
class Problem:
    """What is wrong in a line (0 = with the whole file), and in which column ("" = all of them)."""

    line: int
    column: str
    words: str


@dataclass(frozen=True)
class Row:
    """One line: `cells` has every column that was asked for, "" where it is empty or missing."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass
class Sheet:
    """What was understood, and what was not."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unsaid: int = 0

    @property
    def is_good(self) -> bool:
        """Whether every row may be imported: there is one, and nothing is wrong with any."""
        return bool(self.rows) and not self.problems

    @property
    def in_order(self) -> list[Problem]:
        """The problems as somebody reads the file: of all of it, then line by line."""
        return sorted(self.problems, key=lambda problem: problem.line)

    def say(self, row: Row | None, words: str, *, column: str = "") -> None:
        """Note a problem with a row, or with the whole file."""
        self._note(Problem(row.line if row else 0, column, words))

    def _note(self, problem: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.unsaid += 1


def read(
    content: bytes,
    *,
    columns: Sequence[str],
    required: Collection[str],
    once: Sequence[Sequence[str]] = (),
    most_rows: int = MOST_ROWS,
) -> Sheet:
    """The rows of a CSV file with a head line, and what is wrong with it.

    `columns` are those we know, `required` may not be empty, `once` names columns that together must not repeat.
    Any order, any case, comma, semicolon or tab; UTF-8 with or without a byte order mark.
    """
    sheet = Sheet()
    text = _text(content, sheet)
    if text is None:
        return sheet
    lines = _lines(text, sheet)
    head = _head(next(lines, (1, []))[1], columns, required, sheet)
    if head is None:
        return sheet
    for line, cells in lines:
        if len(sheet.rows) == most_rows:
            sheet.say(None, _("This has more than %(n)s rows. Send it in parts.") % {"n": most_rows})
            break
        row = _row(line, cells, head, columns, sheet)
        sheet.rows.append(row)
        _find_empty(row, required, sheet)
    if not sheet.rows and not sheet.problems:
        sheet.say(None, _("There is a head line, and nothing below it."))
    for together in once:
        _find_twins(together, sheet)
    return sheet


def _text(content: bytes, sheet: Sheet) -> str | None:
    if len(content) > MOST_BYTES:
        sheet.say(None, _("This file is larger than %(n)s kB. Send it in parts.") % {"n": MOST_BYTES // 1000})
    elif not content.strip():
        sheet.say(None, _("This file is empty."))
    elif b"\0" in content:
        sheet.say(None, _("This is no CSV file in UTF-8. In your spreadsheet, save it as “CSV UTF-8”."))
    else:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            sheet._note(
                Problem(line, "", _("This letter is not UTF-8. In your spreadsheet, save the file as “CSV UTF-8”."))
            )
    return None


def _lines(text: str, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """The lines that are not empty, each with its number in the file. Ends where a quotation mark is left open."""
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        sheet._note(Problem(begins, "", _("A quotation mark is open or stands in the wrong place from here on.")))


def _head(cells: list[str], columns: Sequence[str], required: Collection[str], sheet: Sheet) -> list[str] | None:
    """The column of each cell, or None where a row could not be understood."""
    names = ["_".join(_clean(cell).casefold().split()) for cell in cells]
    for name in dict.fromkeys(names):
        if name not in columns:
            sheet.say(None, _("We do not know the column “%(name)s”.") % {"name": name})
        elif names.count(name) > 1:
            sheet.say(None, _("The column “%(name)s” is there twice.") % {"name": name})
    missing = [name for name in columns if name in required and name not in names]
    if missing:
        sheet.say(None, _("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    return None if sheet.problems else names


def _row(line: int, cells: list[str], head: list[str], columns: Sequence[str], sheet: Sheet) -> Row:
    found = dict.fromkeys(columns, "")
    row = Row(line, found)
    if len(cells) > len(head) and any(cell.strip() for cell in cells[len(head) :]):
        sheet.say(row, _("This row has more cells than there are columns."))
    for column, cell in zip(head, cells, strict=False):
        found[column] = _clean(cell)
        words = _trouble(cell, found[column])
        if words:
            sheet.say(row, words, column=column)
    return row


def _clean(cell: str) -> str:
    """Composed, without characters that nobody sees, blanks squeezed."""
    composed = unicodedata.normalize("NFC", cell)
    return " ".join("".join(c for c in composed if unicodedata.category(c) != "Cf").split())


def _trouble(raw: str, cell: str) -> str:
    if len(cell) > MOST_LETTERS:
        return _("This is longer than %(n)s letters.") % {"n": MOST_LETTERS}
    if any(unicodedata.category(c) in {"Cc", "Co", "Cs"} for c in raw.strip()):
        return _("There is a line break or a character that cannot be seen in this cell.")
    if unicodedata.normalize("NFKC", cell).startswith(FORMULA) and not PHONE.fullmatch(cell):
        return _("This begins with “%(sign)s”, which a spreadsheet would run as a formula.") % {"sign": cell[0]}
    return ""


def _find_empty(row: Row, required: Collection[str], sheet: Sheet) -> None:
    for column, cell in row.cells.items():
        if column in required and not cell:
            sheet.say(row, _("This is empty."), column=column)


def _find_twins(together: Sequence[str], sheet: Sheet) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for row in sheet.rows:
        same = tuple(row[column].casefold() for column in together)
        if not all(same):
            continue
        if same in seen:
            sheet.say(row, _("The same stands in line %(line)s.") % {"line": seen[same]}, column=together[0])
        seen.setdefault(same, row.line)
