"""Another server: production settings, a database and a folder of its own, reached as its owner would."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection

LOOK = """
import json
from certificates import verification
from django.core.management import call_command
from certificates.models import Certificate
from courses.progress.models import Completion
from django.contrib.auth.models import User
one = verification.look_up(Certificate.objects.get().code)
kept = one.pdf.read(5).decode() if one.pdf else ""
names = sorted(User.objects.values_list("username", flat=True))
titles = sorted(Completion.objects.values_list("title", flat=True))
shown = verification.shown(one)
call_command("check", databases=["default"])
call_command("verify_ledger")
print(json.dumps({"shown": shown, "printed": one.facts["name"], "pdf": kept, "titles": titles, "names": names}))
"""


BACK_AND_FORTH = """
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
graph = executor.loader.graph
steps = {
    leaf: parent.key
    for leaf in graph.leaf_nodes()
    for parent in graph.node_map[leaf].parents
    if leaf[0].startswith("lms_") and parent.key[0] == leaf[0]
}
executor.migrate(list(steps.values()))
assert steps and not steps.keys() & MigrationExecutor(connection).loader.applied_migrations.keys()
call_command("migrate", verbosity=0)
"""


@dataclass
class Server:
    """`manage.py` there."""

    environment: dict[str, str]
    folder: Path

    def manage(self, *arguments: str, **more: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "manage.py", *arguments]
        environment = {**self.environment, **more}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603

    def look(self) -> dict[str, Any]:
        """What the page behind the certificate's code shows, and what lies there."""
        ended = self.manage("shell", "--no-imports", "-c", LOOK)
        assert ended.returncode == 0, ended.stderr
        *said, found = ended.stdout.splitlines()
        return {**json.loads(found), "said": said}

    def sql(self, statement: str) -> None:
        self.run(f"from django.db import connection; connection.cursor().execute({statement!r})")

    def run(self, code: str) -> None:
        """Python with our settings."""
        ended = self.manage("shell", "--no-imports", "-c", code)
        assert ended.returncode == 0, ended.stderr


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """A server that has nothing yet, on the kind of database that the test runs on."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    with _database(folder) as url:
        yield Server(
            {
                **kept,
                "DJANGO_SETTINGS_MODULE": "lms.settings.production",
                "SECRET_KEY": "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
                "ALLOWED_HOSTS": "learn.example.org",
                "SITE_URL": "https://learn.example.org",
                "LMS_LEDGER_KEYS": ",".join(f"{key}={secret}" for key, secret in settings.LMS_LEDGER_KEYS.items()),
                "LMS_LEDGER_KEY_ID": settings.LMS_LEDGER_KEY_ID,
                "LMS_READ_DOT_ENV": "0",
                "LMS_VAR_DIR": str(folder),
                "DATABASE_URL": url,
            },
            folder,
        )


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'elsewhere.sqlite3'}"
        return
    here = connection.settings_dict
    name = f"elsewhere_{os.getpid()}"
    user, password, host = (quote(here[key] or "", safe="") for key in ("USER", "PASSWORD", "HOST"))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield f"postgres://{user}:{password}@{host}:{here['PORT'] or 5432}/{name}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
