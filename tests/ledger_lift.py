"""The ledger refuses the flush between transactional tests, so its triggers are lifted for that moment only.

On SQLite nothing is flushed: `tests/copies.py` puts the whole database back.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from lms.ledger import triggers


@pytest.fixture(scope="session", autouse=True)
def ledger_lifted_for_the_flush() -> Iterator[None]:
    """Every flush of the test database: triggers off, flush, triggers on."""
    flush = TransactionTestCase._fixture_teardown

    def flush_with_the_ledger_lifted(case: TransactionTestCase) -> None:
        # All flush alike: content types made anew by one test would stand in the way of what the next one puts back.
        case.serialized_rollback = True
        triggers.remove(connection)
        try:
            flush(case)
        finally:
            triggers.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_with_the_ledger_lifted)
        yield
