"""A small ledger to look at."""

import pytest

from lms.ledger.models import Entry
from tests.ledger.writing import write


@pytest.fixture
def five(db: None) -> list[Entry]:
    """A ledger of five entries."""
    return [write(number=number) for number in range(1, 6)]
