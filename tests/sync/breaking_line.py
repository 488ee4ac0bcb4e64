"""A line that breaks off at every kilobyte of every call, in both directions. TCP, real sockets."""

from __future__ import annotations

import contextlib
import selectors
import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from types import TracebackType
from typing import Self

KILOBYTE = 1_024
_PIECE = 64 * KILOBYTE
_WAIT_S = 30.0
_AT_ONCE = struct.pack("ii", 1, 0)
"""``SO_LINGER`` without lingering: the other end sees a reset instead of an end."""


class Direction(Enum):
    """Which way the bytes go that are cut."""

    REQUEST = "from the desk"
    ANSWER = "from the central"


class BreakingLine:
    """Passes bytes on to the central on ``port``, for one connection at a time.

    The first connection is cut before the first byte of its request, the next one after ``step``
    bytes, and so on until a whole request got through; then its answer is cut in the same way. When
    a whole answer got through too the next call begins anew. Every other cut is a reset. ``cuts``
    counts them.
    """

    def __init__(self, port: int, *, step: int = KILOBYTE) -> None:
        self.cuts: Counter[Direction] = Counter()
        self.whole_calls = 0
        self._port = port
        self._step = step
        self._direction = Direction.REQUEST
        self._limit = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                desk, _ = self._listening.accept()
            except OSError:
                return
            with desk, socket.create_connection(("127.0.0.1", self._port)) as central:
                self._pass(desk, central)

    def _pass(self, desk: socket.socket, central: socket.socket) -> None:
        """Until one side ends it, or the line does."""
        asked = answered = 0
        for direction, data in _pieces(desk, central):
            if direction is Direction.REQUEST:
                if answered:
                    self._call_is_over()
                    asked = answered = 0
                if self._is_cut(direction, asked, data, desk, central):
                    return
                asked += len(data)
            else:
                if self._direction is Direction.REQUEST:
                    self._direction, self._limit = Direction.ANSWER, 0
                if self._is_cut(direction, answered, data, desk, central):
                    return
                answered += len(data)
        if answered:
            self._call_is_over()

    def _is_cut(
        self,
        direction: Direction,
        before: int,
        data: bytes,
        desk: socket.socket,
        central: socket.socket,
    ) -> bool:
        """Pass on what the limit allows; True where that was not all, and the line is cut."""
        target = central if direction is Direction.REQUEST else desk
        cut = direction is self._direction and before + len(data) > self._limit
        passed = data[: self._limit - before] if cut else data
        with contextlib.suppress(OSError):  # that side has gone by itself
            target.sendall(passed)
        if not cut:
            return False
        self._limit += self._step
        self.cuts[direction] += 1
        if self.cuts.total() % 2:
            for side in (desk, central):
                side.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        return True

    def _call_is_over(self) -> None:
        self.whole_calls += 1
        self._direction, self._limit = Direction.REQUEST, 0


def _pieces(desk: socket.socket, central: socket.socket) -> Iterator[tuple[Direction, bytes]]:
    """What comes from both sides, until one of them ends."""
    with selectors.DefaultSelector() as ready:
        ready.register(desk, selectors.EVENT_READ, Direction.REQUEST)
        ready.register(central, selectors.EVENT_READ, Direction.ANSWER)
        while True:
            for key, _ in ready.select(_WAIT_S):
                side = key.fileobj
                assert isinstance(side, socket.socket)
                try:
                    data = side.recv(_PIECE)
                except OSError:
                    return
                if not data:
                    return
                yield key.data, data
