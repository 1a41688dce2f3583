"""By hand, for the few queries that every click asks: PostgreSQL keeps their plans, and Django need not put them
together again. That takes it longer than either database takes to answer."""

import json
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, Model

M = TypeVar("M", bound=Model)


def cursor() -> CursorWrapper:
    """A cursor that PostgreSQL may keep a plan for.

    Django binds parameters itself, so that every query is a new one to the server; here the server binds them, and
    psycopg prepares what comes again where the settings have a `prepare_threshold`.
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor  # type: ignore[attr-defined]  # not in the stubs

    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw = ServerBindingCursor(connection.connection)
    return connection.make_debug_cursor(raw) if connection.queries_logged else connection.make_cursor(raw)


def uuid_of(value: uuid.UUID | str) -> uuid.UUID:
    """A key as it was read: SQLite keeps them as text."""
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


def key_of(value: uuid.UUID) -> uuid.UUID | str:
    """A key as it is asked for by hand (see `uuid_of`)."""
    return value if connection.vendor == "postgresql" else value.hex


def held() -> str:
    """How a query that calls its rows `mine` ends, so that nobody else writes them until the transaction ends. SQLite
    needs nothing: its transaction is alone already."""
    return "FOR UPDATE OF mine" if connection.vendor == "postgresql" else ""


def moment_of(value: datetime) -> datetime:
    """A time as it was read: SQLite keeps them without the zone, which is UTC."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def row(model: type[M], pk: Any) -> M | None:
    """The row with this key, every column of it. On PostgreSQL only, which gives values as Django has them."""
    sql, names = _select(model)
    with cursor() as asking:
        asking.execute(sql, [pk])
        found = asking.fetchone()
    return model.from_db(connection.alias, names, found) if found else None


def rows(model: type[M], rest: str, *, without: tuple[str, ...] = (), **values: Any) -> list[M]:
    """The rows of a model that `rest` of a query asks for, which calls them `mine`. All their columns are read but
    those `without`: these are fetched when they are asked for."""
    sql, names, readers = _select_all(model, without)
    with cursor() as asking:
        asking.execute(f"{sql} {rest}", values)
        found = asking.fetchall()
    return [
        model.from_db(connection.alias, names, [read(value) for read, value in zip(readers, line, strict=True)])
        for line in found
    ]


def by_key(model: type[M], pk: uuid.UUID) -> M:
    """The row with this key, which is there."""
    (found,) = rows(model, f"WHERE mine.{connection.ops.quote_name(model._meta.pk.column)} = %(pk)s", pk=key_of(pk))
    return found


@lru_cache(maxsize=64)
def _select_all(model: type[Model], without: tuple[str, ...]) -> tuple[str, list[str], list[Callable[[Any], Any]]]:
    fields = [field for field in model._meta.concrete_fields if field.attname not in without]
    quoted = connection.ops.quote_name
    columns = ", ".join(f"mine.{quoted(field.column)}" for field in fields)
    sql = f"SELECT {columns} FROM {quoted(model._meta.db_table)} mine"  # noqa: S608  our own names
    return sql, [field.attname for field in fields], [_reader(field) for field in fields]


def _reader(field: Field) -> Callable[[Any], Any]:
    kind = getattr(field, "target_field", field).get_internal_type()
    if kind == "JSONField":
        return _json_or_none
    on_sqlite = {"UUIDField": _uuid_or_none, "DateTimeField": _moment_or_none}
    return _as_is if connection.vendor == "postgresql" else on_sqlite.get(kind, _as_is)


def _as_is(value: Any) -> Any:
    return value


def _json_or_none(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _uuid_or_none(value: Any) -> Any:
    return value and uuid_of(value)


def _moment_or_none(value: Any) -> Any:
    return value and moment_of(value)


@lru_cache(maxsize=64)
def _select(model: type[Model]) -> tuple[str, list[str]]:
    quoted, fields = connection.ops.quote_name, model._meta.concrete_fields
    columns = ", ".join(quoted(field.column) for field in fields)
    found = f"SELECT {columns} FROM {quoted(model._meta.db_table)} WHERE {quoted(model._meta.pk.column)} = %s"  # noqa: S608  our own names
    return found, [field.attname for field in fields]


def write_as_read(row: Model, *, read: Mapping[str, Any], written: Mapping[str, Any]) -> bool:
    """Write these fields of a row, unless a field that was `read` is another by now: then somebody else wrote
    meanwhile, and nothing happens. Says whether it wrote."""
    sql, fields = _update(type(row), tuple(written), tuple(read))
    values = zip(fields, [*written.values(), row.pk, *read.values()], strict=True)
    with cursor() as asking:
        asking.execute(sql, [field.get_db_prep_save(value, connection) for field, value in values])
        return asking.rowcount == 1


def insert(row: Model) -> None:
    """Write a new row, whose key is known already."""
    sql, fields = _insert(type(row))
    with cursor() as asking:
        asking.execute(sql, [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields])
    row._state.adding, row._state.db = False, connection.alias


@lru_cache(maxsize=64)
def _insert(model: type[Model]) -> tuple[str, list[Field]]:
    quoted, fields = connection.ops.quote_name, list(model._meta.concrete_fields)
    columns, values = ", ".join(quoted(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({values})", fields  # noqa: S608  our own names


@lru_cache(maxsize=64)
def _update(model: type[Model], written: tuple[str, ...], read: tuple[str, ...]) -> tuple[str, list[Field]]:
    quoted, own = connection.ops.quote_name, {field.name: field for field in model._meta.concrete_fields}
    fields = [own[name] for name in (*written, model._meta.pk.name, *read)]
    said = [f"{quoted(field.column)} = %s" for field in fields]
    changes, conditions = ", ".join(said[: len(written)]), " AND ".join(said[len(written) :])
    return f"UPDATE {quoted(model._meta.db_table)} SET {changes} WHERE {conditions}", fields  # noqa: S608  our own names
