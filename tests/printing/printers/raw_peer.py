"""A printer of dots at a TCP port of this machine: real sockets, with knobs for what goes wrong."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol


class Firmware(Protocol):
    """What is behind the socket."""

    def feed(self, data: bytes) -> bytes:
        """Take bytes as they come; returns what the printer answers."""
        ...


@dataclass
class Knobs:
    """``reset_after``: so many bytes, and the connection is reset. ``mute``: answers are lost.

    ``closes_after``: it reads so many bytes and closes with the rest unread. ``reads``: whether it
    takes bytes at all. ``chunk``: how many at once, with ``pause_s`` between.
    """

    reset_after: int | None = None
    closes_after: int | None = None
    mute: bool = False
    reads: bool = True
    chunk: int = 65_536
    pause_s: float = 0.0


@dataclass
class Peer:
    """A running printer. ``received`` is all bytes of all connections, ``ended`` counts them."""

    port: int
    firmware: Firmware
    knobs: Knobs
    received: bytearray = field(default_factory=bytearray)
    ended: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    problem: BaseException | None = None

    def wait(self, connections: int = 1) -> None:
        """Until so many connections have ended."""
        for _ in range(connections):
            assert self.ended.acquire(timeout=20)
        if self.problem is not None:
            raise self.problem


@contextmanager
def raw_peer(firmware: Firmware, knobs: Knobs | None = None) -> Iterator[Peer]:
    """Listen until the end of the block."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        peer = Peer(listener.getsockname()[1], firmware, knobs or Knobs())
        stop = threading.Event()
        thread = threading.Thread(target=_serve, args=(listener, peer, stop))
        thread.start()
        try:
            yield peer
        finally:
            stop.set()
            with socket.socket() as last:
                last.connect(("127.0.0.1", peer.port))
            thread.join()
    if peer.problem is not None:
        raise peer.problem


def _serve(listener: socket.socket, peer: Peer, stop: threading.Event) -> None:
    while True:
        connection, _ = listener.accept()
        with connection:
            if stop.is_set():
                return
            try:
                _talk(connection, peer, stop)
            except OSError:
                pass  # the desk gave up first
            except BaseException as problem:  # noqa: BLE001 - shown by the test's own thread
                peer.problem = problem
        peer.ended.release()


def _talk(connection: socket.socket, peer: Peer, stop: threading.Event) -> None:
    knobs = peer.knobs
    taken = 0
    while not knobs.reads:
        if stop.wait(0.05):
            return
    while True:
        limit = knobs.reset_after if knobs.closes_after is None else knobs.closes_after
        most = knobs.chunk if limit is None else min(knobs.chunk, limit - taken)
        if most <= 0:
            if knobs.reset_after is not None:
                linger = struct.pack("ii", 1, 0)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            return
        data = connection.recv(most)
        if not data:
            return
        taken += len(data)
        peer.received += data
        answer = peer.firmware.feed(data)
        if knobs.pause_s and stop.wait(knobs.pause_s):
            return
        if answer and not knobs.mute:
            connection.sendall(answer)
