"""Copies of the SQLite database in memory. To put one back is many times faster than to empty the database and fill it
again, and nothing of what a test did is left."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase


def copy() -> sqlite3.Connection:
    content = sqlite3.connect(":memory:")
    connection.ensure_connection()
    connection.connection.backup(content)
    return content


def put_back(content: sqlite3.Connection) -> None:
    connection.ensure_connection()
    content.backup(connection.connection)
    apps.get_model("contenttypes", "ContentType").objects.clear_cache()


@contextmanager
def instead_of_flushes() -> Iterator[None]:
    """After a test with transactions of its own, the database is as it is now."""
    untouched = copy()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_setup", lambda *_: None)
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda *_: put_back(untouched))
        yield
