"""A line that takes a body slowly: that is slow, not down, and it is given the time it needs."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock.time import SystemClock
from sync.contract.operations import CONTINUE_SCAN
from sync.engine.answers import Answer, Failure, FailureKind, Reply
from sync.engine.send import Send
from sync.transport.http import HttpTransport, TransportSettings

BODY = bytes(12 * 1024 * 1024)
"""More than the system's own buffers between two sockets hold."""
ANSWER = b"HTTP/1.1 204 No Content\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 9\r\n\r\n"


@contextmanager
def central(pause_s: float, *, reads: bool) -> Iterator[str]:
    """Something that takes a body in pieces with pauses between, or never."""
    door = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve() -> None:
        end, _ = door.accept()
        with end:
            taken = 0
            while reads and taken < len(BODY) and not ended.wait(pause_s):
                want = 2 * 1024 * 1024
                while want > 0 and (data := end.recv(want)):
                    taken, want = taken + len(data), want - len(data)
            if reads:
                end.sendall(ANSWER)
            ended.wait()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        ended.set()
        thread.join()
        door.close()


def put(url: str, connect_s: float) -> Reply:
    """Send the body as a chunk of a page."""
    settings = TransportSettings(connect_s=connect_s, read_s=5.0, total_s=30.0)
    send = Send(CONTINUE_SCAN, path={"upload": "a"}, content=BODY)
    with HttpTransport(
        url, lambda _: Ed25519PrivateKey.generate(), SystemClock(), settings=settings
    ) as transport:
        return transport.execute(send)


def test_a_body_may_take_longer_than_one_time_out() -> None:
    """Time-outs count from piece to piece: what moves on is not broken off."""
    begun = time.monotonic()
    with central(0.12, reads=True) as url:
        reply = put(url, connect_s=0.4)
    assert isinstance(reply, Answer)
    assert reply.body.offset == 9
    assert time.monotonic() - begun > 0.4


def test_a_body_that_nobody_takes_is_a_time_out() -> None:
    """Not a line that is down: batches and chunks get smaller for it."""
    with central(0.0, reads=False) as url:
        reply = put(url, connect_s=0.3)
    assert isinstance(reply, Failure)
    assert reply.kind is FailureKind.TIMEOUT
