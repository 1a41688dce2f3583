"""What a phone on a poor line has to fetch."""

import gzip

import pytest
from django.contrib.staticfiles import finders

KILOBYTE = 1000


def on_the_wire(name: str) -> int:
    with open(finders.find(f"lms/{name}"), "rb") as file:
        return len(gzip.compress(file.read()))


@pytest.mark.parametrize(("name", "most"), [("tokens.css", 2), ("components.css", 5), ("porchlight.js", 3)])
def test_it_stays_small(name, most):
    assert on_the_wire(name) <= most * KILOBYTE
