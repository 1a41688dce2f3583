"""Worlds that are built once and kept, while what each test does to them is rolled back.

A fixture that is `kept` is built underneath the transaction of the first test that asks for it, on a savepoint of its
own. The next test that starts from the same things finds them there and gets copies; one that starts from others takes
away what it does not ask for and builds what is missing, in the order in which the fixtures are defined. Tests are
sorted by what they start from, so that this is seldom.

Tests with transactions of their own (`transaction=True`, the browser) get a copy of the database put back, on SQLite;
on PostgreSQL everything is built anew for each of them.

So a kept fixture gives rows, writes no file that is gone later, and asks for nothing but kept fixtures.
"""

import inspect
import sqlite3
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.db.transaction import Atomic, atomic

from tests.copies import copy, put_back

Build = Callable[..., Any]
TRANSACTIONAL = {"transactional_db", "live_server", "django_db_reset_sequences"}


@dataclass(frozen=True)
class Floor:
    """One more thing, what everything was like when it had been built, and the savepoint before it."""

    build: Build
    things: dict[str, Any]
    savepoint: Atomic
    blocker: Any

    def take_down(self) -> None:
        with self.blocker.unblock():
            connection.set_rollback(True)
            self.savepoint.__exit__(None, None, None)


defined: list[Build] = []
floors: list[Floor] = []
copies: dict[tuple[Build, ...], tuple[dict[str, Any], sqlite3.Connection]] = {}
handed: dict[str, Any] = {}


def kept(build: Build) -> Build:
    """Keeps what a fixture builds for the tests after this one. Stands below `@pytest.fixture`."""
    if inspect.isgeneratorfunction(build):
        raise TypeError(f"{build.__name__} cleans up after a test, so it cannot be kept.")

    @wraps(build)
    def hand_over(**given: Any) -> Any:
        return handed[build.__name__] if build.__name__ in handed else build(**given)

    defined.append(hand_over)
    return hand_over


def starts_from(item: Any) -> list[Build]:
    """The kept fixtures of this test, in the order in which they are built."""
    if is_transactional(item) and connection.vendor != "sqlite":
        return []
    known = item._fixtureinfo.name2fixturedefs
    meant = {known[name][-1].func for name in item.fixturenames if name in known}
    names, found = {"db"}, []
    for build in defined:
        if build in meant and needs(build) <= names:
            names.add(build.__name__)
            found.append(build)
    return found


def needs(build: Build) -> set[str]:
    return set(inspect.signature(build).parameters)


def is_transactional(item: Any) -> bool:
    marker = item.get_closest_marker("django_db")
    own = marker is not None and (marker.kwargs.get("transaction") or marker.kwargs.get("reset_sequences"))
    return bool(own or TRANSACTIONAL & set(item.fixturenames))


def uses_database(item: Any) -> bool:
    return item.get_closest_marker("django_db") is not None or "_django_db_helper" in item.fixturenames


def take_down_to(wanted: list[Build]) -> None:
    """Take away what the next test does not start from, and all that stands on it."""
    handed.clear()
    there = [floor.build for floor in floors]
    while there != wanted[: len(there)]:
        there.pop()
        floors.pop().take_down()


def build_up_to(wanted: list[Build], blocker: Any) -> dict[str, Any]:
    with blocker.unblock():
        missing = wanted[len(floors) :]
        for build in missing:
            floors.append(put_up(build, floors[-1].things if floors else {"db": None}, blocker))
        if missing:
            connection.check_constraints()
    return floors[-1].things


def put_up(build: Build, things: dict[str, Any], blocker: Any) -> Floor:
    things = deepcopy(things)
    savepoint = atomic()
    savepoint._from_testcase = True  # type: ignore[attr-defined]  as a test's own: `durable` may stand in it
    savepoint.__enter__()
    return Floor(build, with_one_more(things, build), savepoint, blocker)


def with_one_more(things: dict[str, Any], build: Build) -> dict[str, Any]:
    return {**things, build.__name__: inspect.unwrap(build)(**{name: things[name] for name in needs(build)})}


def put_back_a_copy(wanted: list[Build], blocker: Any) -> dict[str, Any]:
    """All that a test with transactions starts from, built the first time."""
    with blocker.unblock():
        if tuple(wanted) not in copies:
            things: dict[str, Any] = {"db": None}
            for build in wanted:
                things = with_one_more(things, build)
            copies[tuple(wanted)] = deepcopy(things), copy()
        things, content = copies[tuple(wanted)]
        put_back(content)
    return things


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """First those that share a database, by what they start from; the rest stays as pytest-django sorted it."""

    def place(item: pytest.Item) -> tuple[int, list[int]]:
        if is_transactional(item) or not uses_database(item):
            return 1, []
        return 0, [defined.index(build) for build in starts_from(item)]

    items.sort(key=place)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before anything of the next test is there."""
    take_down_to([] if is_transactional(item) else starts_from(item))


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: Any, request: pytest.FixtureRequest) -> None:
    """Right before the transaction of a test begins."""
    if fixturedef.argname == "_django_db_helper" and (wanted := starts_from(request.node)):
        build = put_back_a_copy if is_transactional(request.node) else build_up_to
        handed.update(deepcopy(build(wanted, request.getfixturevalue("django_db_blocker"))))
        # What building left in memory would not be there for the next test.
        cache.clear()
        mail.outbox.clear()
