"""Does what is owed, without Celery: from cron, from systemd, or beside the demo."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from lms.home.upkeep import upkeep


class Command(BaseCommand):
    help = "Does what is owed: prepares certificates, and checks the ledger once a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="keep going until stopped")
        parser.add_argument("--every", type=float, default=5, metavar="SECONDS", help="pause of the loop (5)")

    def handle(self, *args: Any, loop: bool, every: float, **options: Any) -> None:
        upkeep()
        if not loop:
            return
        stop = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stop.set())
        while not stop.wait(every):
            close_old_connections()
            upkeep()
