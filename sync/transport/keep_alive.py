"""TCP keep-alive: a line whose other end has gone is noticed while nothing is sent over it."""

from __future__ import annotations

import contextlib
import socket

IDLE_S = 15
PROBES_EVERY_S = 5
PROBES = 3


def keep_alive(connection: socket.socket) -> None:
    """Ask the other end after ``IDLE_S`` of silence; it is gone where it answers no probe.

    A long poll is silent for long by its nature; without this a half-open line would be noticed
    at its time-out only. Where the platform has no such options (or an adapter in between no
    TCP) the time-outs do.
    """
    wanted = (
        (socket.SOL_SOCKET, "SO_KEEPALIVE", 1),
        (socket.IPPROTO_TCP, "TCP_KEEPIDLE", IDLE_S),
        (socket.IPPROTO_TCP, "TCP_KEEPALIVE", IDLE_S),  # the same, as macOS calls it
        (socket.IPPROTO_TCP, "TCP_KEEPINTVL", PROBES_EVERY_S),
        (socket.IPPROTO_TCP, "TCP_KEEPCNT", PROBES),
    )
    for level, name, value in wanted:
        option = getattr(socket, name, None)
        if option is not None:
            with contextlib.suppress(OSError):
                connection.setsockopt(level, option, value)
