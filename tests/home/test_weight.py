"""What a phone on a poor line has to fetch."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

import lms

KILOBYTE = 1000


def on_the_wire(name: str) -> int:
    with open(finders.find(f"lms/{name}"), "rb") as file:
        return len(gzip.compress(file.read()))


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("tokens.css", 2),
        ("components.css", 5),
        ("porchlight.js", 4),
        ("waiting.js", 2),
        ("offline.js", 6),
        ("hours.js", 3),
        ("playing.js", 4),
        ("saving.js", 1),
        ("typing.js", 2),
        ("worker.js", 2),
    ],
)
def test_it_stays_small(name, most):
    assert on_the_wire(name) <= most * KILOBYTE


def test_it_has_little_script_of_its_own():
    scripts = {path.name for path in (Path(lms.__file__).parent / "static" / "lms").glob("*.js")}
    assert sum(on_the_wire(name) for name in scripts) <= 25 * KILOBYTE
