"""What a bench stands on: a database of its own, production's settings, and a server that stops by itself."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var" / "bench"
WORKERS = 2
Address = tuple[str, int]


@contextmanager
def database(name: str) -> Iterator[str]:
    """An empty PostgreSQL database beside the one that DATABASE_URL names, dropped at the end. Gives its address.

    The process's number is in its name, so that two benches at once do not take each other's ground away.
    """
    import psycopg
    from psycopg.sql import SQL, Identifier

    server = os.environ.get("BENCH_DATABASE_URL") or os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        server = "postgres://postgres@127.0.0.1:5432/postgres"
    name = f"porchlight_bench_{name}_{os.getpid()}"
    own = Identifier(name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(own))
        connection.execute(SQL("CREATE DATABASE {}").format(own))
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(own))


@contextmanager
def site(name: str, **environment: str) -> Iterator[None]:
    """Our site in this process on an empty, migrated database. What is started from here stands on the same."""
    with database(name) as url:
        os.environ.update(
            {
                "DJANGO_SETTINGS_MODULE": "bench.rig.site",
                "DATABASE_URL": url,
                "LMS_READ_DOT_ENV": "0",
                "LMS_VAR_DIR": str(VAR / name),
                "SECRET_KEY": secrets.token_urlsafe(50),
                "ALLOWED_HOSTS": "127.0.0.1",
                "LMS_LEDGER_KEYS": f"bench={secrets.token_hex(32)}",
                "LMS_LEDGER_KEY_ID": "bench",
                "SITE_URL": "https://127.0.0.1",
                "TRUST_PROXY_HEADERS": "1",
                "CELERY_BROKER_URL": "",
                "LOG_LEVEL": "ERROR",
                **environment,
            }
        )
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        Path(os.environ["LMS_VAR_DIR"], "static").mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        try:
            yield
        finally:
            connections.close_all()


@contextmanager
def served(
    application: str = "lms.wsgi", *, python: str = sys.executable, folder: Path = ROOT, env: dict | None = None
) -> Iterator["Server"]:
    """Gunicorn with two sync workers on a private port, warm; stopped when the block ends."""
    port = _free_port()
    command = [python, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS)]
    command += ["--worker-class", "sync", "--log-level", "warning", "--timeout", "300"]
    environment = {**os.environ, **(env or {})}
    process = subprocess.Popen(command, cwd=folder, env=environment)  # noqa: S603  our own command
    try:
        yield Server(process, ("127.0.0.1", port), environment["DATABASE_URL"]).ready()
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:  # a busy machine
            process.kill()


def plain() -> AbstractContextManager["Server"]:
    """The same site on Django's own sessions and sign-in: where the ceilings are measured."""
    return served(env={"BENCH_PLAIN": "1"})


class Server:
    """A running gunicorn: where it listens, which database it uses, and what it costs."""

    def __init__(self, process: subprocess.Popen, address: Address, database: str) -> None:
        self.process, self.address, self.database = process, address, database

    def ready(self, patience: float = 60) -> "Server":
        """Itself, as soon as it answers; RuntimeError where it never does."""
        until = time.monotonic() + patience
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(OSError), socket.create_connection(self.address, 1):
                return self
            time.sleep(0.1)
        raise RuntimeError("The server did not start.")

    def processor(self) -> "Processor":
        """Seconds of processor time so far; zero where the system does not say (no /proc, a database elsewhere)."""
        with suppress(OSError):
            workers = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
            return Processor(sum(map(_seconds, workers)), sum(map(_seconds, self._backends())))
        return Processor()

    def _backends(self) -> list[str]:
        import psycopg

        with psycopg.connect(self.database) as connection:
            mine = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            return [str(pid) for (pid,) in connection.execute(mine) if _is_postgres(str(pid))]


@dataclass(frozen=True)
class Processor:
    """Seconds of processor time: of the workers, and of their database connections."""

    workers: float = 0.0
    database: float = 0.0

    def since(self, before: "Processor", requests: int) -> "Processor":
        """What each of so many requests took since then."""
        spent = self.workers - before.workers, self.database - before.database
        return Processor(*(max(seconds, 0.0) / requests for seconds in spent))


def _seconds(pid: str) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _is_postgres(pid: str) -> bool:
    path = Path(f"/proc/{pid}/comm")
    return path.is_file() and path.read_text().startswith("postgres")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
