"""A slow line that breaks off: TCP on loopback with a rate, a delay, and cuts.

What goes over it is counted, in both directions, with everything that was sent for nothing.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

_HOST = "127.0.0.1"
_PIECE_BYTES = 4 * 1024
_AHEAD_S = 0.1
_BUFFERED_PIECES = 16
"""What a router in between holds: 64 KiB."""


@dataclass(frozen=True, slots=True)
class LineSettings:
    """``bytes_s`` in each direction, a round trip of ``rtt_s``; every ``cut_every_s`` seconds
    everything breaks off and nothing gets through for ``outage_s``. 0 cuts: never."""

    bytes_s: float
    rtt_s: float
    cut_every_s: float = 0.0
    outage_s: float = 1.0


class _Way:
    """One direction: its bytes queue for the line, whoever sends them."""

    def __init__(self, bytes_s: float) -> None:
        self._bytes_s = bytes_s
        self._lock = threading.Lock()
        self._free_at = 0.0
        self.bytes = 0

    def passed_at(self, size: int) -> float:
        """When ``size`` bytes have gone over the line."""
        with self._lock:
            self._free_at = max(self._free_at, time.monotonic()) + size / self._bytes_s
            self.bytes += size
            return self._free_at


class SlowLine:
    """Passes TCP on to ``target_port``. A context manager; ``begin`` starts the cuts' clock."""

    def __init__(self, target_port: int, settings: LineSettings) -> None:
        self._target_port = target_port
        self._settings = settings
        self._up, self._down = _Way(settings.bytes_s), _Way(settings.bytes_s)
        self._lock = threading.Lock()
        self._ends: set[socket.socket] = set()
        self._ending = threading.Event()
        self._is_down = False
        self._threads: list[threading.Thread] = []
        self.cuts = 0
        self._door = socket.create_server((_HOST, 0))
        self.url = f"http://{_HOST}:{self._door.getsockname()[1]}"
        self._start(self._accept)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ending.set()
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._break_off()
        for thread in self._threads:
            thread.join()

    @property
    def up_bytes(self) -> int:
        """What went over the line to the other end."""
        return self._up.bytes

    @property
    def down_bytes(self) -> int:
        """What came back over it."""
        return self._down.bytes

    def begin(self) -> None:
        """From now on it is cut every so often."""
        if self._settings.cut_every_s:
            self._start(self._cut_again_and_again)

    def _start(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)  # type: ignore[arg-type] # a method
        self._threads.append(thread)
        thread.start()

    def _cut_again_and_again(self) -> None:
        while not self._ending.wait(self._settings.cut_every_s - self._settings.outage_s):
            self._is_down = True
            self.cuts += 1
            self._break_off()
            self._ending.wait(self._settings.outage_s)
            self._is_down = False

    def _break_off(self) -> None:
        with self._lock:
            ends, self._ends = self._ends, set()
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._door.accept()
                if self._is_down:
                    near.close()
                else:
                    self._start(self._connect, near)

    def _connect(self, near: socket.socket) -> None:
        time.sleep(self._settings.rtt_s)  # the handshake
        try:
            far = socket.create_connection((_HOST, self._target_port), timeout=5.0)
        except OSError:
            near.close()
            return
        far.settimeout(None)
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._ends |= {near, far}
        for way, source, sink in ((self._up, near, far), (self._down, far, near)):
            pieces: queue.Queue[tuple[float, bytes]] = queue.Queue(_BUFFERED_PIECES)
            self._start(self._take, way, source, pieces)
            self._start(self._give, pieces, sink)

    def _take(
        self, way: _Way, source: socket.socket, pieces: queue.Queue[tuple[float, bytes]]
    ) -> None:
        data = b"-"
        while data:
            try:
                data = source.recv(_PIECE_BYTES)
            except OSError:
                data = b""
            passed = way.passed_at(len(data)) if data else time.monotonic()
            if data and passed > time.monotonic() + _AHEAD_S:
                time.sleep(passed - time.monotonic() - _AHEAD_S)
            pieces.put((passed + self._settings.rtt_s / 2, data))

    def _give(self, pieces: queue.Queue[tuple[float, bytes]], sink: socket.socket) -> None:
        data = b"-"
        while data:
            at, data = pieces.get()
            time.sleep(max(0.0, at - time.monotonic()))
            with contextlib.suppress(OSError):
                if data:
                    sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._ends.discard(sink)
        sink.close()
