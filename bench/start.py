"""From a clean clone to a page that answers: `./dev demo` the first time and again, and `./dev test`.

    ./dev bench start            the demo, twice
    ./dev bench start --tests    the whole of ./dev test too

The clone stands in a folder of its own, with nothing installed; what pip and npm keep of earlier downloads they keep.
The clock decides: nobody waits in processor time.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from bench.rig.report import emit

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 15 * 60


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="porchlight-start-") as folder:
        clone = Path(folder) / "porchlight"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)  # noqa: S603, S607  our own
        first, again = _until_it_answers(clone), _until_it_answers(clone)
        tests = _tests(clone) if "--tests" in sys.argv[1:] else None
    seconds: dict[str, Any] = {"demo, first": round(first, 1), "demo, again": round(again, 1)}
    emit(
        "start",
        {"seconds": seconds | ({"tests": round(tests, 1)} if tests else {})},
        {
            "first <= 90 s": first <= 90,
            "again <= 8 s": again <= 8,
            "tests <= 8 min": None if tests is None else tests <= 8 * 60,
        },
    )


def _until_it_answers(clone: Path) -> float:
    """Seconds from the command to the first page, then it is stopped."""
    port, started = _free_port(), time.perf_counter()
    with (clone.parent / f"demo-{port}.log").open("wb") as log:
        demo = subprocess.Popen(  # noqa: S603  our own command
            [sys.executable, "dev", "demo", "--port", str(port)],
            cwd=clone,
            env=_outside(),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while not _answers(f"http://localhost:{port}/sign-in/"):
                if demo.poll() is not None or time.perf_counter() - started > LONGEST:
                    raise RuntimeError(Path(log.name).read_text())
                time.sleep(0.1)
            return time.perf_counter() - started
        finally:
            os.killpg(demo.pid, signal.SIGINT)
            demo.wait(timeout=30)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as page:  # noqa: S310  our own server
            return page.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _tests(clone: Path) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "dev", "test"], cwd=clone, env=_outside(), check=True, stdout=sys.stderr)
    return time.perf_counter() - started


def _outside() -> dict[str, str]:
    """The environment without this checkout's own."""
    ours = {"VIRTUAL_ENV", "PYTHONPATH", "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    main()
