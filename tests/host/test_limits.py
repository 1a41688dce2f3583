"""A request or a task that does not end is ended (L16)."""

import http.client
import shlex
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings

from tests.chaos.processes import kill, until
from tests.host.test_deploy import DEPLOY, SERVICES, unit

STUCK = """
import threading
def app(environ, start_response):
    if environ["PATH_INFO"] == "/stuck":
        threading.Event().wait()
    start_response("200 OK", [])
    return [b"well"]
"""


class Through(http.client.HTTPConnection):
    """HTTP through a Unix socket, as nginx does it."""

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.host)


def status(path, address):
    """What comes back: a status, or nothing where the connection ends."""
    connection = Through(str(path))
    try:
        connection.request("GET", address)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None


@contextmanager
def web(folder):
    """gunicorn with exactly the options of the unit, but one worker and an application that can get stuck."""
    (folder / "stuck.py").write_text(STUCK)
    started = unit(DEPLOY / "porchlight-web.service")["ExecStart"].replace("/run/porchlight", str(folder))
    _gunicorn, _application, *options = shlex.split(started)
    command = [sys.executable, "-m", "gunicorn", "stuck:app", *options, "--workers", "1"]
    process = subprocess.Popen(command, cwd=folder, start_new_session=True)  # noqa: S603
    try:
        until(lambda: status(folder / "web.sock", "/") == 200)
        yield folder / "web.sock"
    finally:
        kill(process)


@pytest.mark.chaos
def test_it_ends_a_request_that_is_stuck_and_serves_the_next(tmp_path):  # L16
    with web(tmp_path) as address:
        assert status(address, "/stuck") in (500, None)
        until(lambda: status(address, "/") == 200)


def test_it_limits_requests_and_tasks_alike_in_containers():
    image = (DEPLOY / "Dockerfile").read_text()
    assert '"--timeout", "10"' in image
    assert "command" not in SERVICES["web"], "the image's own command has the limit"
    assert "--timeout 10" in unit(DEPLOY / "porchlight-web.service")["ExecStart"]
    assert settings.CELERY_TASK_SOFT_TIME_LIMIT < settings.CELERY_TASK_TIME_LIMIT <= 60
