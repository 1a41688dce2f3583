"""Clients on loopback: each sends requests made beforehand over a socket of its own, as fast as they are answered."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.rig.ground import Address

CLIENTS = 4


class Unexpected(Exception):
    """The server answered something else than the bench is about."""


@dataclass
class Round:
    """What one round gave: how long it took, the latency of each request, and the client's own processor time."""

    seconds: float = 0.0
    client_cpu: float = 0.0
    latencies: list[float] = field(default_factory=list)
    bytes_received: int = 0

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds


class Connection:
    """One client. Keeps its connection where the server does; gunicorn's sync workers close after every answer."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.socket: socket.socket | None = None

    def ask(self, request: bytes, expected: bytes) -> int:
        """Send, read the whole answer, give its bytes. Unexpected where the status is another."""
        if self.socket is None:
            self.socket = socket.create_connection(self.address, 120)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(request)
        answer = self._read()
        if answer[9:12] != expected:
            raise Unexpected(answer[:2000].decode(errors="replace"))
        return len(answer)

    def _read(self) -> bytes:
        assert self.socket is not None  # noqa: S101  opened by ask
        answer, wanted = b"", None
        while wanted is None or len(answer) < wanted:
            piece = self.socket.recv(65536)
            answer += piece
            if not piece:
                break
            if wanted is None and (head := answer.find(b"\r\n\r\n")) >= 0:
                wanted = _length(answer[:head].lower(), head + 4)
        if not piece or b"\r\nconnection: close" in answer[:2000].lower():
            self.close()
        return answer

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def _length(head: bytes, start: int) -> float:
    for line in head.split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return start + int(line[15:])
    return float("inf")  # until the server closes


def drive(address: Address, streams: list[Iterator[bytes]], *, expect: int, seconds: float, limit: int | None) -> Round:
    """One round: each stream in a thread of its own, for so many seconds or so many requests, whichever is first."""
    found, errors, lock = Round(), [], threading.Lock()
    expected = str(expect).encode()

    def work(stream: Iterator[bytes]) -> None:
        connection, mine, received = Connection(address), [], 0
        try:
            until = time.perf_counter() + seconds
            while (now := time.perf_counter()) < until and (limit is None or len(mine) < limit):
                received += connection.ask(next(stream), expected)
                mine.append(time.perf_counter() - now)
        except Exception as error:  # noqa: BLE001  raised again below, in the thread that can be heard
            errors.append(error)
        connection.close()
        with lock:
            found.latencies += mine
            found.bytes_received += received

    threads = [threading.Thread(target=work, args=[stream], daemon=True) for stream in streams]
    wall, cpu = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.seconds, found.client_cpu = time.perf_counter() - wall, time.process_time() - cpu
    if errors:
        raise errors[0]
    return found
