"""Sentences with whether they should be flagged, as the files beside `tests/data` hold them."""

import csv
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parents[1] / "data"


class Sentence(NamedTuple):
    language: str
    text: str
    is_flagged: bool


def sentences(name: str) -> list[Sentence]:
    with (DATA / f"{name}.csv").open(newline="", encoding="utf-8") as rows:
        return [Sentence(row["language"], row["text"], row["should_flag"] == "1") for row in csv.DictReader(rows)]
