"""No call lasts longer than it may, whatever trickles in; no redirect is read or tripped over."""

from __future__ import annotations

import gzip
import itertools
import socket
import ssl
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock.time import SystemClock
from sync.contract.operations import PULL_FEED
from sync.engine.answers import Answer, Failure, FailureKind, Reply
from sync.engine.send import Send
from sync.transport.deadline import Deadline
from sync.transport.http import HttpTransport, TransportSettings
from tests.sync.transport.scripted_server import ScriptedServer, answer

FEED = Send(PULL_FEED, query={"after": "1.0"}, signer="quay-1")
SHORT = TransportSettings(connect_s=2.0, read_s=2.0, total_s=0.5)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PAUSE_S = 0.02
LONG_S = 60.0
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
EMPTY_BLOCKS = b"\x00\x00\x00\xff\xff" * 100
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n"


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


@contextmanager
def trickling(
    first: bytes, then: bytes, *, before: bytes = b"", tls: ssl.SSLContext | None = None
) -> Iterator[str]:
    """A server that answers ``first`` and then ``then`` again and again; its address.

    ``before`` is the answer to a request that comes before.
    """
    stopping = threading.Event()

    def serve() -> None:
        end, _ = listener.accept()
        with end if tls is None else tls.wrap_socket(end, server_side=True) as line:
            line.recv(65_536)
            if before:
                line.sendall(before)
                line.recv(65_536)
            for data in _chain(first, then):
                try:
                    line.sendall(data)
                except OSError:
                    return
                if stopping.wait(PAUSE_S):
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        scheme = "http" if tls is None else "https"
        try:
            yield f"{scheme}://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            stopping.set()
            thread.join()


def _chain(first: bytes, then: bytes) -> Iterable[bytes]:
    return itertools.chain([first], itertools.repeat(then))


def call(url: str, settings: TransportSettings = SHORT) -> Reply:
    with HttpTransport(url, lambda _: KEY, SystemClock(), settings=settings) as transport:
        return transport.execute(FEED)


def assert_timed_out(reply: Reply) -> None:
    assert isinstance(reply, Failure), reply
    assert reply.kind is FailureKind.TIMEOUT


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    ("first", "then"),
    [
        (b"HTTP/1.1 2", b"0"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"x"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (CHUNKED + b"\r\n0\r\n", b"x: y\r\n"),
        (CHUNKED + b"Connection: close\r\n\r\n0\r\n", b"x: y\r\n"),
        (
            CHUNKED + b"Content-Encoding: gzip\r\n\r\n" + chunk(gzip.compress(b"")[:10]),
            chunk(EMPTY_BLOCKS),
        ),
        (b"HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\n\r\n", b" "),
    ],
    ids=["status", "header", "continue", "trailers", "closing", "nothing-in-gzip", "redirect"],
)
def test_what_never_comes_to_an_end_ends_at_the_total_time(first: bytes, then: bytes) -> None:
    """Bytes that come often enough for the socket's time-out do not hold a call for ever."""
    with trickling(first, then) as url:
        assert_timed_out(call(url))


@pytest.mark.timeout(30)
def test_the_total_time_holds_under_tls(tmp_path: Path) -> None:
    """The connection is shut below the cipher."""
    certificate = tmp_path / "central.pem"
    write_certificate(certificate)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    settings = TransportSettings(total_s=0.5, ca_file=str(certificate))
    with trickling(b"HTTP/1.1 200 OK\r\nX: ", b"x", tls=tls) as url:
        assert_timed_out(call(url, settings))


@pytest.mark.timeout(30)
def test_a_kept_connection_is_watched_as_a_new_one() -> None:
    """The second call goes over the first one's connection, with a deadline of its own."""
    with (
        trickling(b"HTTP/1.1 200 OK\r\nX: ", b"x", before=answer(b"{}")) as url,
        HttpTransport(url, lambda _: KEY, SystemClock(), settings=SHORT) as transport,
    ):
        first = transport.execute(FEED)
        assert isinstance(first, Failure)
        assert first.kind is FailureKind.NOT_CONTRACT
        assert_timed_out(transport.execute(FEED))


def test_a_connection_that_comes_after_the_deadline_is_shut_at_once() -> None:
    """Looking up a name takes as long as the system takes; what follows does not."""
    deadline = Deadline()
    ours, theirs = socket.socketpair()
    with ours, theirs, deadline.watching(LONG_S):
        deadline.passed = True
        deadline.follow(ours)
        assert theirs.recv(1) == b""


@pytest.mark.parametrize("location", ["http://[x", "http://a/\xff\xfe", "", "//", "\x00"])
def test_a_redirect_to_nowhere_is_a_portal_like_any_other(location: str) -> None:
    """Its address is not looked at: none of them may end the run."""
    raw = b"HTTP/1.1 302 Found\r\nLocation: " + location.encode("latin-1")
    with ScriptedServer(lambda _: raw + b"\r\nContent-Length: 0\r\n\r\n") as server:
        reply = call(server.url)
    assert isinstance(reply, Failure)
    assert reply.kind is FailureKind.NOT_CONTRACT


@pytest.mark.timeout(30)
def test_the_body_of_a_redirect_is_bounded_like_any_other() -> None:
    """A portal's page without an end must not fill the memory."""
    bounded = TransportSettings(max_answer_bytes=100_000)
    with trickling(b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n", b" " * 65_536) as url:
        reply = call(url, bounded)
    assert isinstance(reply, Failure)
    assert reply.kind is FailureKind.TOO_LARGE


@pytest.mark.parametrize("time_ms", ["999999999999999", "253402300800000", "7258118400001"])
def test_a_central_from_another_age_does_not_move_the_clock(time_ms: str) -> None:
    """A time that no calendar can add to is not measured, neither in a header nor in a problem."""
    skew = b'{"title":"x","status":401,"code":"clock_skew","server_time_ms":' + time_ms.encode()
    for raw in (
        answer(b'{"generation":1,"entries":[],"next":"1.0","more":false}',
               headers={"Qmc-Time": time_ms}),
        answer(skew + b"}", status="401 No", kind="application/problem+json"),
    ):  # fmt: skip
        with ScriptedServer(lambda _, raw=raw: raw) as server:  # type: ignore[misc]
            reply = call(server.url)
        assert isinstance(reply, Answer), reply
        assert reply.clock_offset_ms is None


def write_certificate(path: Path) -> None:
    """A key and a certificate for 127.0.0.1, of today."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(secret + made.public_bytes(pem))
