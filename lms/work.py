"""Telling Celery that a row is owed. The row is the truth; a message only makes it sooner (threats.md).

No broker may slow a click or lose work: what is told waits in memory, a thread of its own publishes it, and
whatever does not get through is found on its row by the sweep.
"""

import logging
import os
import queue
import threading
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)

# More than this waits only where a broker hangs; the rest is left to the sweep.
MOST_WAITING = 500


class Outbox:
    """Messages on their way to the broker, published one by one off the request's path."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[tuple[Any, tuple]] = queue.Queue(maxsize=MOST_WAITING)
        self._starting = threading.Lock()
        self._publisher: threading.Thread | None = None

    def put(self, task: Any, args: tuple) -> None:
        """Take one message and return at once; drop it where the box is full."""
        try:
            self._waiting.put_nowait((task, args))
        except queue.Full:
            logger.warning("%s is left to the sweep: the broker does not answer", task.name)
        with self._starting:
            if self._publisher is None or not self._publisher.is_alive():
                self._publisher = threading.Thread(target=self._publish, name="outbox", daemon=True)
                self._publisher.start()

    def _publish(self) -> None:
        while True:
            task, args = self._waiting.get()
            try:
                task.apply_async(args, retry=False)
            except Exception as problem:  # noqa: BLE001  whatever a broker does, the row is there
                logger.warning("%s is left to the sweep: %s", task.name, type(problem).__name__)


outbox = Outbox()


def _start_over() -> None:
    """Threads do not survive a fork: the child gets a box of its own."""
    global outbox
    outbox = Outbox()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_over)


def tell(task: Any, *args: Any) -> None:
    """After the commit, tell a Celery task about a row. Never raises and never waits for the broker.

    Without a broker (no CELERY_BROKER_URL) nothing is published and the sweep does the work. A process that
    ends at once may take its last messages with it, which only makes them later.
    """
    if getattr(settings, "CELERY_BROKER_URL", ""):
        transaction.on_commit(partial(_put, task, args), robust=True)


def _put(task: Any, args: tuple) -> None:
    outbox.put(task, args)
