"""A deadline for a whole call: when it passes the connection is shut, and every wait on it ends.

So it is where a call is broken off from outside: the machine slept, its connections are half-open.

A socket's own time-out counts from byte to byte. A status line, headers, trailers or interim
answers ("100 Continue") that trickle in without an end would hold a call, and with it ``sync``,
for ever; nothing above the socket sees them before they are complete.
"""

from __future__ import annotations

import contextlib
import functools
import socket
import threading
from collections.abc import Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from sync.transport.keep_alive import keep_alive

_PIECE_BYTES = 16 * 1024


class Deadline:
    """Watches over one call at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._followed: socket.socket | None = None
        self.passed = False
        self.is_cut = False

    @contextlib.contextmanager
    def watching(self, seconds: float) -> Iterator[None]:
        """Shut what the call in this block talks to, once ``seconds`` have passed."""
        self.passed = self.is_cut = False
        timer = threading.Timer(seconds, self._pass)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            with self._lock:
                self._leave()

    def follow(self, connection: socket.socket) -> None:
        """The call goes over ``connection`` now."""
        with self._lock:
            self._leave()
            # A second handle on the same connection: it stays good while the first one is wrapped
            # for TLS, or closed because the answer ends the connection.
            self._followed = socket.fromfd(
                connection.fileno(), connection.family, connection.type, connection.proto
            )
            if self.passed or self.is_cut:
                self._shut()

    def cut(self) -> None:
        """From another thread: break off the call that is under way, if there is one."""
        with self._lock:
            self.is_cut = True
            self._shut()

    def _pass(self) -> None:
        with self._lock:
            self.passed = True
            self._shut()

    def _shut(self) -> None:
        if self._followed is not None:
            with contextlib.suppress(OSError):  # it broke off by itself
                self._followed.shutdown(socket.SHUT_RDWR)

    def _leave(self) -> None:
        if self._followed is not None:
            self._followed.close()
            self._followed = None


class DeadlineAdapter(HTTPAdapter):
    """Connections of requests that ``deadline`` follows, with TLS and through proxies too."""

    def __init__(self, deadline: Deadline) -> None:
        self._classes = {
            "http": functools.partial(_Plain, deadline=deadline),
            "https": functools.partial(_Secure, deadline=deadline),
        }
        super().__init__()

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        """The pool as requests makes it, with our connections."""
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        pool.ConnectionCls = self._classes[pool.scheme]
        return pool

    def close(self) -> None:
        """Close every kept connection now; urllib3 would when its pool is collected one day."""
        for manager in (self.poolmanager, *self.proxy_manager.values()):
            for key in manager.pools.keys():  # noqa: SIM118 - it can't be iterated over as it is
                pool = manager.pools.get(key)
                if pool is not None:
                    pool.close()
        super().close()


class _Plain(HTTPConnection):
    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        self._deadline = deadline
        super().__init__(*args, **kwargs)

    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        keep_alive(made)
        self._deadline.follow(made)
        return made

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send; a kept connection is followed from here."""
        if self.sock is not None:
            self._deadline.follow(self.sock)
        super().request(*args, **kwargs)

    def send(self, data: Any) -> None:
        """Send piece by piece: a socket's time-out counts for all that is handed to it at once,
        and a slow line needs longer than that for a batch or a page."""
        if isinstance(data, bytes):
            for at in range(0, len(data), _PIECE_BYTES):
                super().send(data[at : at + _PIECE_BYTES])
        else:
            super().send(data)


class _Secure(_Plain, HTTPSConnection):
    """With TLS: ``_Plain`` comes first, so that its socket is followed before it is wrapped."""
