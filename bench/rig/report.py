"""The one JSON document that a bench prints."""

import json
import os
import platform
import sys
from typing import Any

from bench.rig.ground import WORKERS
from bench.rig.load import CLIENTS


def machine() -> dict[str, Any]:
    """Where it ran, so that figures of two machines are not taken for figures of two programs."""
    return {
        "cpus": os.cpu_count(),
        "load": [round(figure, 2) for figure in os.getloadavg()],
        "python": platform.python_version(),
        "workers": WORKERS,
        "clients": CLIENTS,
    }


def at_least(wanted: float, found: float | None) -> bool | None:
    """Whether a target was met; None where there is nothing to hold it against."""
    return None if found is None else found >= wanted


def emit(name: str, found: dict[str, Any], targets: dict[str, bool | None]) -> None:
    """Print it. `targets` says which of speed.md's targets were met; None: could not be told."""
    document = {"bench": name, **found, "targets": targets, "machine": machine()}
    sys.stdout.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
