"""P10: what sounds personal is asked about on the device; our side never looks for it, and keeps no trace."""

import re
from pathlib import Path

import pytest

import assessments
import certificates
import courses
import lms
from lms.language import personal
from tests.language import typed

PATTERNS = [re.compile(pattern) for pattern in personal.LOOKED_FOR]


def sounds_personal(text: str) -> bool:
    return any(pattern.search(text) for pattern in PATTERNS)


@pytest.mark.parametrize("text", typed.PERSONAL)
def test_it_asks_about_these(text):  # P10
    assert sounds_personal(text)


@pytest.mark.parametrize("text", typed.NOT_PERSONAL)
def test_it_lets_the_work_and_others_be(text):
    assert not sounds_personal(text)


def test_it_is_looked_for_nowhere_on_our_side():  # P10
    roots = [Path(package.__file__).parent for package in (lms, courses, assessments, certificates)]
    ours = [path for root in roots for path in root.rglob("*.py")]
    users = {path.name for path in ours if re.search(r"\bpersonal\b", _imports(path))}
    assert users == {"while_typing.py"}


def _imports(path: Path) -> str:
    return " ".join(line for line in path.read_text().splitlines() if re.match(r"\s*(from|import) ", line))


@pytest.mark.parametrize("hostile", ["I am ", "my ", "I used ", "I have ", "llevo dos ", "mi ", "I am now 1 "])
def test_it_comes_to_an_end(hostile):  # I07
    assert isinstance(sounds_personal(hostile * 5_000), bool)
