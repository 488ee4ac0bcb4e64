"""A central that ended comes back under its address at once."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from app.clock.time import FixedClock
from sync.central.embedded import EmbeddedCentral
from tests.sync.central.desk import NOW, Desk


def test_the_port_is_free_again_though_desks_were_connected(database_url: str) -> None:
    """The server broke the connection off, so its end lingers: a restart must not wait for it."""
    first = EmbeddedCentral(database_url, FixedClock(NOW))
    port = urlsplit(first.url).port
    assert port is not None
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n")
        assert line.recv(65_536).startswith(b"HTTP/1.1 200")
        first.stop()
        while line.recv(65_536):
            pass
    with EmbeddedCentral(database_url, FixedClock(NOW), port) as again:
        assert Desk(again.url, "x").call("GET", "/v1/health", signed=False).status == 200
