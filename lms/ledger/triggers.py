"""The database itself refuses to change the ledger (architecture 4.6).

SQLite drops triggers silently when a migration rebuilds a table, so `install` is called by the first
migration, at the end of every migration that touches a ledger table, and after every `migrate`.
"""

from collections.abc import Mapping
from typing import Any

from django.db import DEFAULT_DB_ALIAS, NotSupportedError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "lms_ledger_entry"
REFUSAL = "The ledger is append-only."

RAISE = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
# REPLACE deletes the row that is in its way without firing a DELETE trigger, so the insert itself is refused.
# A rowid is in the way too; it reads -1 where the statement gives none.
IN_THE_WAY = (
    "SELECT 1 FROM lms_ledger_entry WHERE rowid = NEW.rowid OR seq = NEW.seq OR prev = NEW.prev OR mac = NEW.mac"
)
SQLITE = {
    "lms_ledger_no_update": f"CREATE TRIGGER lms_ledger_no_update BEFORE UPDATE ON {TABLE} {RAISE}",
    "lms_ledger_no_delete": f"CREATE TRIGGER lms_ledger_no_delete BEFORE DELETE ON {TABLE} {RAISE}",
    "lms_ledger_no_replace": f"CREATE TRIGGER lms_ledger_no_replace BEFORE INSERT ON {TABLE} "
    f"WHEN EXISTS ({IN_THE_WAY}) {RAISE}",
}

# restrict_violation, so that Django raises IntegrityError as it does on SQLite.
POSTGRESQL_BODY = f" BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END "
POSTGRESQL_FUNCTION = (
    f"CREATE OR REPLACE FUNCTION lms_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $${POSTGRESQL_BODY}$$"
)
POSTGRESQL = {
    "lms_ledger_keep_rows": f"CREATE TRIGGER lms_ledger_keep_rows BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION lms_ledger_refuse()",
    "lms_ledger_keep_table": f"CREATE TRIGGER lms_ledger_keep_table BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION lms_ledger_refuse()",
}
VENDORS: Mapping[str, Mapping[str, str]] = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def install(connection: BaseDatabaseWrapper | None = None) -> None:
    """Make the database refuse. Safe to repeat; does nothing where the table is not there (yet)."""
    connection = connection or connections[DEFAULT_DB_ALIAS]
    if present(connection) or TABLE not in connection.introspection.table_names():
        return
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _statements(connection):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper | None = None) -> None:
    """Take the triggers away. Only for undoing the first migration and for the flush between tests."""
    connection = connection or connections[DEFAULT_DB_ALIAS]
    if TABLE not in connection.introspection.table_names():
        return
    on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS lms_ledger_refuse()")


def present(connection: BaseDatabaseWrapper | None = None) -> bool:
    """Whether every trigger is there, switched on and says what it should."""
    connection = connection or connections[DEFAULT_DB_ALIAS]
    return connection.vendor in VENDORS and _found(connection) == _expected(connection)


def after_migrate(*, using: str, **_kwargs: Any) -> None:
    """What `post_migrate` calls: whatever a migration did to the table, the database refuses again."""
    install(connections[using])


def _triggers(connection: BaseDatabaseWrapper) -> Mapping[str, str]:
    if connection.vendor not in VENDORS:
        raise NotSupportedError("The ledger needs PostgreSQL or SQLite.")
    return VENDORS[connection.vendor]


def _statements(connection: BaseDatabaseWrapper) -> list[str]:
    create = list(_triggers(connection).values())
    if connection.vendor == "sqlite":
        return create
    # ALWAYS, so that session_replication_role = replica does not lift them.
    enable = [f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {name}" for name in POSTGRESQL]
    return [POSTGRESQL_FUNCTION, *create, *enable]


def _expected(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, ...]]:
    if connection.vendor == "sqlite":
        return {name: (sql,) for name, sql in SQLITE.items()}
    return dict.fromkeys(POSTGRESQL, ("A", POSTGRESQL_BODY))


def _found(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, ...]]:
    """`{trigger: what defines it}` of our triggers on the ledger's table."""
    if connection.vendor == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    else:
        query = (
            "SELECT tgname, tgenabled::text, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
            " WHERE tgrelid = to_regclass(%s)"
        )
    with connection.cursor() as cursor:
        cursor.execute(query, [TABLE])
        found = {name: tuple(definition) for name, *definition in cursor.fetchall()}
    return {name: found[name] for name in _triggers(connection) if name in found}
