"""CSV that a spreadsheet shows and does not run (threats.md 7). Reading CSV: see `csv_rows`."""

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

# What a spreadsheet takes for the beginning of a formula, also behind blanks and in its full-width form.
FORMULA = ("=", "+", "-", "@", "|", "\t", "\r", "\n")


def safe_cell(value: object) -> str:
    """The text of a cell; an apostrophe before it keeps a spreadsheet from running it."""
    text = str(value)
    seen = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return f"'{text}" if seen.startswith(FORMULA) or seen.lstrip().startswith(FORMULA) else text


def write(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file with a head line, as UTF-8 that every spreadsheet recognizes. Numbers stay numbers."""
    return b"".join(stream(chain([head], rows)))


def stream(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The same row by row, its head among them, for a file of any length."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, quoting=csv.QUOTE_NONNUMERIC)
    yield codecs.BOM_UTF8
    for row in rows:
        writer.writerow([cell if type(cell) in (int, float) else safe_cell(cell) for cell in row])
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()
