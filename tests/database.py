"""The test database. Migrating from nothing takes ten seconds, so on SQLite each run copies a migrated file.

Each process has a file of its own, so that two runs in one checkout do not meet.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.copies import instead_of_flushes
from tests.kept import take_down_to

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("lms", "courses", "assessments", "certificates")


def template() -> Path:
    """The migrated database for exactly these migrations and packages. `migrate` still runs on the copy."""
    migrations = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("migrations/*.py"))
    read = b"".join(path.read_bytes() for path in [*migrations, ROOT / "requirements" / "test.txt"])
    return Path(settings.VAR_DIR) / f"migrated-{hashlib.sha256(read).hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Whether the test database is there already: on SQLite, once one run has migrated."""
    if connection.vendor != "sqlite":
        return False
    forget_the_dead()
    if not template().exists():
        return False
    shutil.copyfile(template(), connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool, django_db_blocker: Any) -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        take_down_to([])
        return
    with django_db_blocker.unblock():
        if not django_db_keepdb:
            keep_for_the_next_run()
        with instead_of_flushes(), django_db_blocker.block():
            yield
        take_down_to([])
        connection.close()
    remove(Path(connection.settings_dict["TEST"]["NAME"]))


def keep_for_the_next_run() -> None:
    for outdated in template().parent.glob("migrated-*.sqlite3"):
        outdated.unlink(missing_ok=True)
    unfinished = template().with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished)])
    unfinished.replace(template())


def forget_the_dead() -> None:
    """Remove what runs that were killed left behind."""
    for path in Path(settings.VAR_DIR).glob("test-*.sqlite3*"):
        pid = re.match(r"test-(\d+)", path.name)
        if pid and not is_alive(int(pid.group(1))):
            path.unlink(missing_ok=True)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def remove(path: Path) -> None:
    for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        name.unlink(missing_ok=True)
