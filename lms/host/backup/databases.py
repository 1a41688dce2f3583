"""The database as one file, and back. SQLite copies itself; PostgreSQL has its own tools for it."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from lms.host.backup.manifest import NotPossible
from lms.ledger.chain import GENESIS
from lms.ledger.examination import Head
from lms.ledger.models import Entry

HEAD = "SELECT seq, mac FROM lms_ledger_entry ORDER BY seq DESC LIMIT 1"
NOTHING_SIGNED: Head = (0, GENESIS)


def dump(target: Path) -> Head:
    """Write the database as it is at one moment. Returns the ledger's head at that moment."""
    return _dump_postgresql(target) if connection.vendor == "postgresql" else _dump_sqlite(target)


def load(source: Path) -> None:
    """Put the database of this file in the place of ours. Where it does not work, ours is as it was."""
    if connection.vendor == "postgresql":
        _load_postgresql(source)
    else:
        _load_sqlite(source)


def accounts() -> int:
    """How many people could sign in to what would be replaced."""
    return User.objects.count() if User._meta.db_table in connection.introspection.table_names() else 0


def _dump_sqlite(target: Path) -> Head:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    with closing(sqlite3.connect(target)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise NotPossible("The database file is damaged. Keep it, and restore the last good backup.")
        return copy.execute(HEAD).fetchone() or NOTHING_SIGNED


def _load_sqlite(source: Path) -> None:
    # Page by page inside one transaction of SQLite's own, so that a server that still runs is not left with a
    # file that has no name.
    connection.ensure_connection()
    with closing(sqlite3.connect(source)) as copy:
        copy.backup(connection.connection)
    connection.close()


def _dump_postgresql(target: Path) -> Head:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run("pg_dump", "--format=custom", "--schema=public", f"--snapshot={snapshot}", f"--file={target}")
        return Entry.objects.order_by("-seq").values_list("seq", "mac").first() or NOTHING_SIGNED


def _load_postgresql(source: Path) -> None:
    _nobody_else_is_here()
    _execute("ALTER SCHEMA public RENAME TO lms_before_restore", "CREATE SCHEMA public")
    try:
        _run("pg_restore", "--schema=public", "--no-owner", "--no-privileges", "--single-transaction", str(source))
    except NotPossible:
        _execute("DROP SCHEMA public CASCADE", "ALTER SCHEMA lms_before_restore RENAME TO public")
        raise
    _execute("DROP SCHEMA lms_before_restore CASCADE")
    connection.close()


def _nobody_else_is_here() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        (others,) = cursor.fetchone()
    if others:
        raise NotPossible("The site is still running: others are connected to its database. Stop it first.")


def _execute(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _run(tool: str, *arguments: str) -> None:
    """One of PostgreSQL's tools, on our database."""
    path = shutil.which(tool)
    if path is None:
        raise NotPossible(f"{tool} is missing here. Please type: apt-get install postgresql-client")
    settings: dict[str, Any] = connection.settings_dict
    (_psql, *options, name), secrets = DatabaseClient.settings_to_cmd_args_env(settings, [])
    command = [path, *options, f"--dbname={name}", *arguments]
    ended = subprocess.run(command, env={**os.environ, **(secrets or {})}, capture_output=True, text=True, check=False)  # noqa: S603  a command of ours
    if ended.returncode != 0:
        raise NotPossible(f"{tool} did not work: {ended.stderr.strip()[:500]}")
