"""Leaves out what was proven on another database and cannot tell this one from it (`.ci/run`).

Such a test uses no database: pytest-django forbids it to all that do not ask for one. And its file starts no process
and reads no setting that has to do with one.
"""

import inspect
import re
from typing import Any

import pytest

from tests.kept import is_transactional, uses_database

KNOWS_WHICH = re.compile(r"subprocess|processes|elsewhere|environ|DATABASE|connection|getfixturevalue")


def can_tell(item: Any) -> bool:
    return uses_database(item) or is_transactional(item) or bool(KNOWS_WHICH.search(inspect.getsource(item.module)))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    config.hook.pytest_deselected(items=[item for item in items if not can_tell(item)])
    items[:] = [item for item in items if can_tell(item)]
