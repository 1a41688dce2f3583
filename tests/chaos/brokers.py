"""Brokers that misbehave, for real: nobody listening, a listener that says nothing, one that does not even accept."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager


def _address(server: socket.socket) -> str:
    return f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@contextmanager
def down() -> Iterator[str]:
    """Connections are refused."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = _address(server)
    yield address


@contextmanager
def silent() -> Iterator[str]:
    """Connections are accepted, and nothing ever comes back."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as server:
        yield _address(server)


@contextmanager
def full() -> Iterator[str]:
    """Connections are neither accepted nor refused: the waiting line is full."""
    with ExitStack() as stack:
        server = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _place in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(server.getsockname())
        yield _address(server)


@contextmanager
def redis(port: int) -> Iterator[str]:
    """A Redis of its own, killed at the end."""
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  a command of ours
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.kill()
        process.wait(timeout=20)


def free_port() -> int:
    """A port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port
