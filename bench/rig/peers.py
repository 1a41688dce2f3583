"""wagtail-lms beside ours: installed once under var/, served like ours from a database of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bench.rig import ground
from bench.rig.clicks import Click
from bench.rig.ground import ROOT, VAR, Server
from bench.rig.rounds import Subject

REQUIREMENTS = ROOT / "bench" / "peer" / "requirements.txt"
FOLDER = VAR / "peer"


@dataclass
class Peer:
    """What the peer's people click, and where it is served. `missing` says why there is none."""

    server: Server | None = None
    clicks: dict[str, list[Click]] = field(default_factory=dict)
    queries: dict[str, dict[str, Any]] = field(default_factory=dict)
    missing: str = ""

    def subject(self, name: str, streams: Callable, **how: Any) -> dict[str, Subject]:
        """The peer as one of the subjects; none where it is missing."""
        if self.server is None:
            return {}
        return {"peer": Subject(self.server, streams(self.clicks[name]), **how)}

    def report(self, name: str, figures: dict[str, Any]) -> dict[str, Any]:
        """What stands in the document under `peer`."""
        if self.server is None:
            return {"missing": self.missing}
        return {"name": _pinned(), **figures["peer"], "queries": self.queries[name]}


@contextmanager
def wagtail_lms(finishing: int = 0) -> Iterator[Peer]:
    """A site with wagtail-lms, where so many people stand before the last click of their course."""
    missing = _install()
    if missing:
        yield Peer(missing=missing)
        return
    with ground.database("peer") as url:
        paths = [str(FOLDER), os.environ.get("PYTHONPATH", "")]
        env = {
            "DJANGO_SETTINGS_MODULE": "bench.peer.site",
            "DATABASE_URL": url,
            "LMS_VAR_DIR": str(VAR / "peer-site"),
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        }
        clicks, queries = _world(finishing, env)
        with ground.served("django.core.wsgi:get_wsgi_application()", env=env) as server:
            yield Peer(server, clicks, queries)


def _world(finishing: int, env: dict[str, str]) -> tuple[dict[str, list[Click]], dict[str, dict[str, Any]]]:
    command = [sys.executable, "-m", "bench.peer.world", str(finishing)]
    told = subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=True, stdout=subprocess.PIPE)  # noqa: S603
    found = json.loads(told.stdout)
    clicks = {name: [Click.from_json(one) for one in some] for name, some in found["clicks"].items()}
    return clicks, found["queries"]


def _install() -> str:
    """Fetch the pinned version, unless it is there. Why not, where that cannot be."""
    if (FOLDER / "wagtail_lms").is_dir() and (FOLDER / "pinned").read_text() == REQUIREMENTS.read_text():
        return ""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--upgrade"]
    command += ["--target", str(FOLDER), "--requirement", str(REQUIREMENTS)]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  our own command
    if ended.returncode != 0:
        return (
            f"{_pinned()} could not be installed: {(ended.stderr.strip().splitlines() or ['pip did not say why'])[-1]}"
        )
    (FOLDER / "pinned").write_text(REQUIREMENTS.read_text())
    return ""


def _pinned() -> str:
    """Name and version."""
    lines = REQUIREMENTS.read_text().splitlines()
    return next(line.split()[0] for line in lines if not line.startswith("#")).replace("==", " ")
