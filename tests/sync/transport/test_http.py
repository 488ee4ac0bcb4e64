"""The transport against a scripted server on loopback: what is sent, what comes of what came."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock.time import VIETNAM, FixedClock, epoch_ms
from app.errors import InvalidInput
from sync.contract.messages import (
    EnrolRequest,
    FeedPage,
    Health,
    LeaseEnd,
    LeaseRequest,
    LeaseReturned,
    Problem,
)
from sync.contract.operations import ENROL, HEALTH, PULL_FEED, RETURN_LEASE, TAKE_LEASE
from sync.contract.signing import verify
from sync.engine.answers import Answer, Failure, FailureKind
from sync.engine.send import Send
from sync.transport.http import HttpTransport, TransportSettings, checked_base_url
from tests.sync.transport.scripted_server import Asked, Script, ScriptedServer, answer

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=VIETNAM)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PAGE = msgspec.json.encode(FeedPage(1, [], "1.0", more=False))
FEED = Send(PULL_FEED, query={"after": "1.0"}, signer="quay-1")
QUICK = TransportSettings(connect_s=2.0, read_s=0.3, total_s=5.0)


@contextmanager
def talking(
    script: Script, settings: TransportSettings = QUICK, clock: FixedClock | None = None
) -> Iterator[tuple[HttpTransport, ScriptedServer]]:
    with (
        ScriptedServer(script) as server,
        HttpTransport(
            server.url, lambda _: KEY, clock or FixedClock(NOW), settings=settings
        ) as transport,
    ):
        yield transport, server


def reply_to(raw: bytes | None, settings: TransportSettings = QUICK) -> Answer | Failure:
    with talking(lambda _: raw, settings) as (transport, _):
        return transport.execute(FEED)


def kind_of(reply: Answer | Failure) -> FailureKind:
    assert isinstance(reply, Failure), reply
    return reply.kind


def test_a_good_answer_is_decoded_to_its_type() -> None:
    """2xx with the operation's JSON is an Answer with the message."""
    reply = reply_to(answer(PAGE))
    assert isinstance(reply, Answer)
    assert reply.body == FeedPage(1, [], "1.0", more=False)


def test_a_request_is_signed_as_it_goes_over_the_wire() -> None:
    """docs/adr/0008: method, path and query as quoted, the body after gzip; central's time."""
    grown = LeaseRequest("x" * 60, "dossier", "H26.107", "2026-11-24", 20)
    send = Send(TAKE_LEASE, body=grown, signer="quay-1")
    done = LeaseReturned("đ/1", 1, 2, LeaseEnd.BURNED)
    end = Send(
        RETURN_LEASE,
        path={"lease": "đ/1"},
        query={"first": "1", "last": "2", "outcome": "burned", "reason": "máy hỏng ~&"},
        signer="quay-1",
    )
    with talking(lambda _: answer(msgspec.json.encode(done))) as (transport, server):
        transport.clock_offset_ms = 60_000
        transport.execute(send)
        assert isinstance(transport.execute(end), Answer)
        first, second = server.asked
        for asked in (first, second):
            path, _, query = asked.target.partition("?")
            signed = verify(
                asked.method, path, query, asked.body, asked.headers, key=KEY.public_key()
            )
            assert signed.key_id == "quay-1"
            assert signed.created_s == epoch_ms(NOW) // 1000 - 60
        assert second.method == "DELETE"
        assert second.target.startswith("/v1/leases/%C4%91%2F1?first=1&last=2&")
        assert server.connections == 1, "the connection is kept"


def test_large_bodies_are_gzipped_the_same_each_time() -> None:
    """gzip carries no time stamp: the same message is the same bytes, and they are counted."""
    request = EnrolRequest("m" * 60, "A" * 43 + "=", "q" * 490)
    with talking(lambda _: answer(b"{}")) as (transport, server):
        transport.execute(Send(ENROL, body=request))
        transport.execute(Send(ENROL, body=request))
        one, other = server.asked
        assert one.body == other.body
        assert one.headers["content-encoding"] == "gzip"
        assert msgspec.json.decode(gzip.decompress(one.body), type=EnrolRequest) == request
        assert "signature" not in one.headers
        assert transport.uploaded_bytes == 2 * len(one.body)


def test_what_is_not_of_the_contract_is_never_taken_for_an_answer() -> None:
    """A captive portal, half a body, a wrong type, an empty body: *unknown*, not refused."""
    html = b"<html>Xin m\xe1\xbb\x9di \xc4\x91\xc4\x83ng nh\xe1\xba\xadp Wi-Fi</html>"
    for raw in (
        answer(html, kind="text/html"),
        answer(html, kind="text/html", status="403 Forbidden"),
        answer(b"{}", kind="application/json", status="404 Not Found"),
        answer(b'{"title":"x"}', kind="application/problem+json", status="400 Bad Request"),
        answer(PAGE, kind="text/plain"),
        answer(b""),
        answer(b"{}"),
        answer(b"[" * 100_000),
        answer(b'{"generation":1,"entries":[],"next":"\xff","more":false}'),
        answer(PAGE[:20], length=len(PAGE), close=True),
        answer(b"", status="302 Found", headers={"Location": "https://portal.example/"}),
        answer(b"nonsense", headers={"Content-Encoding": "gzip"}),
        answer(gzip.compress(PAGE)[:-12], headers={"Content-Encoding": "gzip"}),
        b"220 ftp.example ready\r\n\r\n",
    ):
        got = kind_of(reply_to(raw))
        assert got in {FailureKind.NOT_CONTRACT, FailureKind.CONNECTION}, (raw[:80], got)
        if not raw.startswith(b"220"):
            assert got is FailureKind.NOT_CONTRACT, raw[:80]


def test_a_redirect_is_not_followed() -> None:
    """The signature is for this path at this host."""
    moved = answer(b"", status="307 Temporary Redirect", headers={"Location": "/v1/health"})
    with talking(lambda _: moved) as (transport, server):
        assert kind_of(transport.execute(FEED)) is FailureKind.NOT_CONTRACT
        assert len(server.asked) == 1


def test_a_broken_connection_is_no_line() -> None:
    """Refused, or broken off before an answer."""
    assert kind_of(reply_to(None)) is FailureKind.CONNECTION
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    transport = HttpTransport(f"http://127.0.0.1:{port}", lambda _: KEY, FixedClock(NOW))
    assert kind_of(transport.execute(FEED)) is FailureKind.CONNECTION
    transport.close()


def test_silence_is_a_timeout() -> None:
    """No byte for ``read_s``: before the head, or within the body."""
    assert kind_of(reply_to(answer(PAGE, length=len(PAGE) + 5))) is FailureKind.TIMEOUT
    assert kind_of(reply_to(b"HTTP/1.1 200 OK\r\n")) is FailureKind.TIMEOUT


def test_a_trickle_ends_at_the_total_time() -> None:
    """Bytes that come one by one never reach ``read_s``; the whole is bounded too."""
    ticks = iter(range(0, 10_000, 4))
    with ScriptedServer(lambda _: answer(PAGE)) as server:
        transport = HttpTransport(
            server.url,
            lambda _: KEY,
            FixedClock(NOW),
            settings=TransportSettings(total_s=3.0),
            monotonic=lambda: float(next(ticks)),
        )
        assert kind_of(transport.execute(FEED)) is FailureKind.TIMEOUT
        transport.close()


def test_an_answer_beyond_the_bound_is_not_read() -> None:
    """Also one that only unpacks to more: the bound is on what was unpacked."""
    small = TransportSettings(max_answer_bytes=10_000)
    blanks = b" " * 2_000_000
    assert kind_of(reply_to(answer(blanks), small)) is FailureKind.TOO_LARGE
    packed = answer(gzip.compress(blanks), headers={"Content-Encoding": "gzip"})
    assert kind_of(reply_to(packed, small)) is FailureKind.TOO_LARGE
    page = answer(gzip.compress(PAGE), headers={"Content-Encoding": "gzip"})
    assert isinstance(reply_to(page, small), Answer)


def problem_answer(status: str, code: str) -> bytes:
    body = msgspec.json.encode(Problem(title="x", status=int(status[:3]), code=code))
    return answer(body, status=status, kind="application/problem+json")


def test_a_problem_of_the_contract_comes_with_its_status() -> None:
    """RFC 9457; the code is what the engine goes by."""
    reply = reply_to(problem_answer("422 No", "bad_body"))
    assert isinstance(reply, Answer)
    assert reply.status == 422
    assert reply.problem is not None
    assert reply.problem.code == "bad_body"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        (
            {
                "Retry-After": "Tue, 24 Nov 2026 01:00:30 GMT",
                "Date": "Tue, 24 Nov 2026 01:00:00 GMT",
            },
            30.0,
        ),
        ({"Retry-After": "Tue, 24 Nov 2026 01:00:30 GMT"}, None),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_a_busy_server_says_when_to_come_back(
    headers: dict[str, str], seconds: float | None
) -> None:
    """5xx needs no problem document: a proxy's HTML will do. Retry-After in both its forms."""
    raw = answer(b"<html>", status="503 Busy", kind="text/html", headers=headers)
    reply = reply_to(raw)
    assert isinstance(reply, Answer)
    assert (reply.status, reply.problem, reply.retry_after_s) == (503, None, seconds)


def test_the_clock_offset_is_measured_in_the_middle_of_the_round_trip() -> None:
    """Desk minus central; the next request is signed with the central's time."""
    clock = FixedClock(NOW)
    central_ms = epoch_ms(NOW) - 3_600_000

    def script(_: Asked) -> bytes:
        clock.advance(timedelta(seconds=2))
        return answer(PAGE, headers={"Qmc-Time": str(central_ms)})

    with talking(script, clock=clock) as (transport, server):
        reply = transport.execute(FEED)
        assert isinstance(reply, Answer)
        assert reply.clock_offset_ms == 3_601_000
        transport.execute(FEED)
        created = server.asked[1].headers["signature-input"].partition("created=")[2]
        assert int(created.partition(";")[0]) == central_ms // 1000 + 1


@pytest.mark.parametrize("text", ["", "-5", "1e9", "9" * 40, "nay"])
def test_a_time_that_is_none_is_not_measured(text: str) -> None:
    """A header that is not a number of milliseconds says nothing."""
    reply = reply_to(answer(PAGE, headers={"Qmc-Time": text}))
    assert isinstance(reply, Answer)
    assert reply.clock_offset_ms is None


def test_a_slow_answer_and_a_long_poll_measure_nothing() -> None:
    """The middle of a long wait is not when the central read its clock."""
    clock = FixedClock(NOW)

    def slow(_: Asked) -> bytes:
        clock.advance(timedelta(seconds=9))
        return answer(PAGE, headers={"Qmc-Time": "1"})

    with talking(slow, clock=clock) as (transport, _):
        reply = transport.execute(FEED)
        assert isinstance(reply, Answer)
        assert reply.clock_offset_ms is None
    with talking(lambda _: answer(PAGE, headers={"Qmc-Time": "1"})) as (transport, _):
        reply = transport.execute(msgspec.structs.replace(FEED, wait_s=1))
        assert isinstance(reply, Answer)
        assert reply.clock_offset_ms is None


def test_a_skewed_clock_learns_the_time_from_the_problem() -> None:
    """docs/adr/0008: ``clock_skew`` brings the central's time, also without the header."""
    server_ms = epoch_ms(NOW) + 600_000
    skew = Problem(title="x", status=401, code="clock_skew", server_time_ms=server_ms)
    raw = answer(msgspec.json.encode(skew), status="401 No", kind="application/problem+json")
    with talking(lambda _: raw) as (transport, _):
        reply = transport.execute(FEED)
        assert isinstance(reply, Answer)
        assert reply.clock_offset_ms == transport.clock_offset_ms == -600_000


def test_an_unsigned_call_carries_no_signature() -> None:
    """Health is for everybody."""
    body = msgspec.json.encode(Health("ok", "ok", 1, 0))
    with talking(lambda _: answer(body)) as (transport, server):
        assert isinstance(transport.execute(Send(HEALTH)), Answer)
        assert "signature" not in server.asked[0].headers


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What some other program set must not lead citizens' data elsewhere, nor add a password."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ai-do password mat-khau\n", encoding="ascii")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")
    with talking(lambda _: answer(PAGE)) as (transport, server):
        assert isinstance(transport.execute(FEED), Answer)
        assert "authorization" not in server.asked[0].headers


def test_a_proxy_that_was_set_is_used() -> None:
    """The whole address goes to the proxy."""
    with ScriptedServer(lambda _: answer(PAGE)) as proxy:
        transport = HttpTransport(
            "http://127.0.0.1:9", lambda _: KEY, FixedClock(NOW),
            settings=TransportSettings(proxy=proxy.url),
        )  # fmt: skip
        assert isinstance(transport.execute(FEED), Answer)
        transport.close()
        assert proxy.asked[0].target.startswith("http://127.0.0.1:9/v1/feed?")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad_central_url"),
        ("ftp://mot-cua.example", "bad_central_url"),
        ("https://", "bad_central_url"),
        ("https://a.example:99999", "bad_central_url"),
        ("https://a.example/?q=1", "bad_central_url"),
        ("https://ten:mat-khau@a.example", "bad_central_url"),
        ("https://xã.example", "bad_central_url"),
        ("http://[::1", "bad_central_url"),
        ("https://*.example", "bad_central_url"),
        ("https://.example", "bad_central_url"),
        ("https://a..example", "bad_central_url"),
        ("https://a b.example", "bad_central_url"),
        ("https://a\\b.example", "bad_central_url"),
        (f"https://{'a' * 64}.example", "bad_central_url"),
        ("http://mot-cua.example", "plain_http"),
        ("http://10.0.0.1", "plain_http"),
    ],
)
def test_an_address_that_is_none_or_not_safe_is_refused(text: str, code: str) -> None:
    """https everywhere; http only to this machine itself."""
    with pytest.raises(InvalidInput) as refused:
        checked_base_url(text)
    assert refused.value.code == code


def test_addresses_lose_their_last_slash() -> None:
    """A central may live under a path."""
    assert checked_base_url(" https://a.example/qmc/ ") == "https://a.example/qmc"
    assert checked_base_url("http://localhost:8080") == "http://localhost:8080"
    assert checked_base_url("http://[::1]:8080/") == "http://[::1]:8080"
