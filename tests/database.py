"""Migrating from nothing takes ten seconds, so on SQLite each run starts from a copy of a migrated database."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

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
    if connection.vendor != "sqlite" or not template().exists():
        return False
    name = connection.settings_dict["TEST"]["NAME"]
    for left_over in ("-wal", "-shm"):
        Path(f"{name}{left_over}").unlink(missing_ok=True)
    shutil.copyfile(template(), name)
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool, django_db_blocker: Any) -> None:
    if connection.vendor == "sqlite" and not django_db_keepdb:
        with django_db_blocker.unblock():
            keep_for_the_next_run()


def keep_for_the_next_run() -> None:
    for outdated in template().parent.glob("migrated-*.sqlite3"):
        outdated.unlink(missing_ok=True)
    unfinished = template().with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished)])
    unfinished.replace(template())
