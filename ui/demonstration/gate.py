"""A gate in a network line: TCP on loopback that can be cut, and can swallow answers.

It knows nothing of what passes through it. The demonstration pulls the plug with it, tests lose
answers with it.
"""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

_HOST = "127.0.0.1"
_CHUNK_BYTES = 64 * 1024
_LOOK_S = 0.05
"""How often a waiting thread looks whether it should end: at most this long ``cut`` takes."""
_STALLED_S = 30.0


class Gate:
    """Listens on loopback, on ``port`` (0: a free one), and forwards to ``target_port``.

    ``cut`` drops every connection and refuses new ones until ``restore``. ``drop_answers(n)``
    lets the next ``n`` requests pass and drops the connection before their answer comes back.
    ``close`` joins every thread. To be used from one thread.
    """

    def __init__(self, target_port: int, port: int = 0) -> None:
        self._target_port = target_port
        self._lock = threading.Lock()
        self._answers_to_drop = 0
        self._pairs: set[_Pair] = set()
        self._threads: set[threading.Thread] = set()
        self._door: _Door | None = _Door(port, self._connect)
        self.port = self._door.port

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """The address that stands for the target's."""
        return f"http://{_HOST}:{self.port}"

    @property
    def is_cut(self) -> bool:
        """Whether the line is cut."""
        return self._door is None

    def cut(self) -> None:
        """Pull the plug: connections have broken off and new ones are refused on return."""
        door, self._door = self._door, None
        if door is not None:
            door.shut()
        with self._lock:
            pairs, threads = list(self._pairs), list(self._threads)
        for pair in pairs:
            pair.drop()
        for thread in threads:
            thread.join()

    def restore(self) -> None:
        """Put the plug back; does nothing where it was not pulled."""
        if self._door is None:
            self._door = _Door(self.port, self._connect)

    def drop_answers(self, count: int) -> None:
        """Let the next ``count`` requests reach the target, but not their answers the desk."""
        with self._lock:
            self._answers_to_drop = count

    def close(self) -> None:
        """Cut for good; every thread has ended on return."""
        self.cut()

    def _connect(self, client: socket.socket) -> None:
        try:
            target = socket.create_connection((_HOST, self._target_port), timeout=5.0)
        except OSError:
            client.close()  # nobody behind the gate: the client sees its connection break off
            return
        pair = _Pair(client, target)
        with self._lock:
            self._pairs.add(pair)
        for source, sink in ((client, target), (target, client)):
            thread = threading.Thread(target=self._forward, args=(pair, source, sink), name="gate")
            with self._lock:
                self._threads.add(thread)
            thread.start()

    def _forward(self, pair: _Pair, source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := pair.receive(source):
                if source is pair.target and self._takes_answer():
                    break
                sink.sendall(data)
        except OSError:
            pass  # either side broke off: both ends are dropped
        finally:
            last = pair.leave()
            with self._lock:
                self._threads.discard(threading.current_thread())
                if last:
                    self._pairs.discard(pair)

    def _takes_answer(self) -> bool:
        with self._lock:
            if not self._answers_to_drop:
                return False
            self._answers_to_drop -= 1
            return True


class _Door:
    """The listening socket and the thread that owns it."""

    def __init__(self, port: int, connect: Callable[[socket.socket], None]) -> None:
        self._connect = connect
        self._shutting = threading.Event()
        self._listener = socket.create_server((_HOST, port))
        self._listener.settimeout(_LOOK_S)
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._accept, name="gate-door")
        self._thread.start()

    def shut(self) -> None:
        """Nobody comes in any more on return."""
        self._shutting.set()
        self._thread.join()

    def _accept(self) -> None:
        # The thread alone closes its socket: closed elsewhere, its number could be reused under it.
        with self._listener:
            while not self._shutting.is_set():
                try:
                    client, _ = self._listener.accept()
                except TimeoutError:
                    continue
                self._connect(client)


class _Pair:
    """The two sockets of one connection; closed by the last of its two threads."""

    def __init__(self, client: socket.socket, target: socket.socket) -> None:
        self.client = client
        self.target = target
        self._dropped = threading.Event()
        self._lock = threading.Lock()
        self._forwarding = 2
        for end in (client, target):
            end.settimeout(_STALLED_S)
            # Pieces go on as they come: a gate must not add the 40 ms of a delayed ACK.
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def receive(self, source: socket.socket) -> bytes:
        """The next bytes; empty where the connection ended or was dropped."""
        while not self._dropped.is_set():
            if select.select([source], [], [], _LOOK_S)[0]:
                return source.recv(_CHUNK_BYTES)
        return b""

    def drop(self) -> None:
        """Break the connection off at both ends, from any thread."""
        self._dropped.set()
        for end in (self.client, self.target):
            with contextlib.suppress(OSError):  # it may be gone already
                end.shutdown(socket.SHUT_RDWR)

    def leave(self) -> bool:
        """A forwarding thread ends; the last one closes. Returns whether it was the last."""
        with self._lock:
            self._forwarding -= 1
            last = self._forwarding == 0
            if not last:
                self.drop()
        if last:
            self.client.close()
            self.target.close()
        return last
