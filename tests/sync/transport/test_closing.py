"""A transport that is closed keeps no connection."""

from __future__ import annotations

import gc
import socket
import threading

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock.time import SystemClock
from sync.contract.operations import HEALTH
from sync.engine.answers import Answer, Failure
from sync.engine.send import Send
from sync.transport.http import HttpTransport

HEALTHY = b'{"status":"ok","database":"ok","contract":1,"server_time_ms":0}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
    len(HEALTHY),
    HEALTHY,
)
GIVE_UP_S = 10.0


def test_closing_lets_go_of_a_connection_that_came_after_a_failure() -> None:
    """A failed call's error refers to the pool of connections; closing does not wait until it is
    collected, or a central would hold dead connections of every desk on a bad line."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        transport = HttpTransport(url, _no_key, SystemClock())
        gc.disable()
        try:
            ends: list[bytes] = []
            answering = threading.Thread(target=_break_off_then_answer, args=(listening, ends))
            answering.start()
            assert isinstance(transport.execute(Send(HEALTH)), Failure)
            assert isinstance(transport.execute(Send(HEALTH)), Answer)
            transport.close()
            answering.join()
        finally:
            gc.enable()
    assert ends == [b""]


def _break_off_then_answer(listening: socket.socket, ends: list[bytes]) -> None:
    first, _ = listening.accept()
    first.recv(1 << 16)
    first.close()
    second, _ = listening.accept()
    with second:
        second.settimeout(GIVE_UP_S)
        second.recv(1 << 16)
        second.sendall(ANSWER)
        try:
            ends.append(second.recv(1 << 16))
        except TimeoutError:
            ends.append(b"still open")


def _no_key(installation: str) -> Ed25519PrivateKey:
    raise AssertionError(installation)
