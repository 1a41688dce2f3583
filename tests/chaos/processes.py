"""Other processes that work on the test's database: forks that act at once, and a real Celery worker."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection, connections

fork = multiprocessing.get_context("fork")


def at_once(act: Callable[[], Any], *, many: int = 1) -> list[Any]:
    """What `act` returns in each of so many processes that start it together."""
    connections.close_all()
    barrier, pipes = fork.Barrier(many), [fork.Pipe(duplex=False) for _one in range(many)]
    children = [fork.Process(target=_act, args=(act, barrier, sender)) for _receiver, sender in pipes]
    for child in children:
        child.start()
    for child in children:
        child.join(timeout=120)
    assert [child.exitcode for child in children] == [0] * many
    return [receiver.recv() for receiver, _sender in pipes]


def _act(act: Callable[[], Any], barrier: Any, sender: Connection) -> None:
    try:
        barrier.wait(timeout=60)
        sender.send(act())
    finally:
        connections.close_all()


def until(true: Callable[[], Any], *, seconds: float = 45) -> None:
    """Look again and again until it is true."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not become true"
        time.sleep(0.01)


@contextmanager
def worker(*, broker: str, **environment: str) -> Iterator[subprocess.Popen]:
    """A real Celery worker on the test's database, in a process group of its own."""
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "lms.settings",
        "worker",
        "--concurrency",
        "2",
        "--loglevel",
        "INFO",
    ]
    options = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--hostname", f"chaos-{os.getpid()}@%h"]
    process = subprocess.Popen(  # noqa: S603  a command of ours
        [*command, *options], env=_environment(broker, environment), start_new_session=True
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen) -> None:
    """kill -9, the children too."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=20)


def _environment(broker: str, more: dict[str, str]) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lms.settings.test",
        "CELERY_BROKER_URL": broker,
        "DATABASE_URL": _database(),
        "LMS_VAR_DIR": str(Path(settings.MEDIA_ROOT).parents[1]),
        "PYTEST_XDIST_WORKER": "alone",
        **more,
    }


def _database() -> str:
    here = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{here['NAME']}"
    user, password, host = (quote(here[key] or "", safe="") for key in ("USER", "PASSWORD", "HOST"))
    return f"postgres://{user}:{password}@{host}:{here['PORT'] or 5432}/{here['NAME']}"
