"""What a drain is measured with: a line with a delay, a central that is nobody's."""

from __future__ import annotations

import secrets
import socket
import time
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select

from app.errors import InvalidInput
from sync.central.administration import add_agency
from sync.central.database import open_database
from sync.central.schema import agency
from tests.sync.central.databases import sqlite_url
from ui.benches.delayed_line import HOST
from ui.benches.drain_central import running_central
from ui.benches.program import Program, python

RTT_MS = 120


def echo(server: socket.socket) -> None:
    """Send everything back, then close."""
    connection, _ = server.accept()
    with connection:
        while data := connection.recv(65_536):
            connection.sendall(data)


def send(near: socket.socket, data: bytes) -> None:
    """Send all of it and say that it was all."""
    near.sendall(data)
    near.shutdown(socket.SHUT_WR)


def test_the_delayed_line_carries_every_byte_in_order_after_its_delay() -> None:
    """As many bytes as come are on the way at once; the round trip is never shorter."""
    sent = secrets.token_bytes(3_000_000)
    with socket.create_server((HOST, 0)) as server:
        port = server.getsockname()[1]
        Thread(target=echo, args=(server,), daemon=True).start()
        with (
            Program("delayed line", python("ui.benches.delayed_line", port, RTT_MS)) as line,
            socket.create_connection((HOST, line.said()["port"])) as near,
        ):
            began = time.perf_counter()
            Thread(target=send, args=(near, sent), daemon=True).start()
            came = near.recv(65_536)
            first_s = time.perf_counter() - began
            while data := near.recv(65_536):
                came += data
    assert came == sent
    assert first_s >= RTT_MS / 1000


def test_a_database_that_somebody_uses_is_not_measured_with(tmp_path: Path) -> None:
    """It would be filled and emptied: whatever it holds stays as it is."""
    in_use = sqlite_url(tmp_path, "in-use")
    database = open_database(in_use)
    add_agency(database, "H26.107", "Phường Hoa Sữa", {}, "tra-cuu.example")
    with (
        pytest.raises(InvalidInput, match="not_empty"),
        running_central(tmp_path / "copied.sqlite", tmp_path, in_use),
    ):
        pytest.fail("it must not start")
    with database.read() as connection:
        assert connection.execute(select(agency.c.agency)).scalars().all() == ["H26.107"]
    database.close()
