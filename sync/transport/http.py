"""HTTP: one Send, one Answer or Failure. Signed, bounded, without redirects (docs/adr/0008)."""

from __future__ import annotations

import gzip
import ipaddress
import re
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import msgspec
import requests
import urllib3
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from app.clock.time import Clock, epoch_ms
from app.errors import InvalidInput
from sync.contract.messages import Problem
from sync.contract.operations import Operation
from sync.contract.scans import OCTETS, RESUMABLE_HEADER, TUS_VERSION
from sync.contract.signing import TIME_HEADER, sign
from sync.engine.answers import NOT_MODIFIED, Answer, Failure, FailureKind, Reply, says_later
from sync.engine.send import Send
from sync.transport.clock_offset import ClockOffset
from sync.transport.deadline import Deadline, DeadlineAdapter
from sync.transport.tus_answers import read_tus_reply

_CHUNK_BYTES = 64 * 1024
_GZIP_FROM_BYTES = 512
_MAX_PROBLEM_BYTES = 64 * 1024
_HOST = re.compile(r"(?=.{1,253}\Z)(?:[0-9A-Za-z_-]{1,63}\.)*[0-9A-Za-z_-]{1,63}\.?\Z")
_MAX_MEASURED_ROUND_TRIP = timedelta(seconds=5)
"""A slower answer says too little about when the central's clock was read."""
_LAST_TIME_MS = 7_258_118_400_000
"""A central that says to be beyond the year 2200 says nothing about the time."""


class TransportSettings(Struct, frozen=True):
    """Time-outs and bounds of one call. ``read_s`` counts from byte to byte, ``total_s`` in all.

    ``ca_file`` names the authorities to trust instead of the system's; ``proxy`` an HTTP proxy.
    Nothing is taken from the environment.
    """

    connect_s: float = 5.0
    read_s: float = 20.0
    total_s: float = 120.0
    max_answer_bytes: int = 32 * 1024 * 1024
    ca_file: str = ""
    proxy: str = ""


class _TooLarge(Exception):  # noqa: N818 - what it says about the answer
    """The answer is longer than the bound."""


class _TooSlow(Exception):  # noqa: N818 - what it says about the answer
    """The answer as a whole took too long."""


class HttpTransport:
    """Carries Sends to the central at ``base_url``.

    ``key_of`` gives an installation's private key. ``clock_offset_ms`` (desk minus central) is
    measured anew by every answer; requests are signed with the central's time. Connections of one
    desk share an ``offset``.
    """

    def __init__(
        self,
        base_url: str,
        key_of: Callable[[str], Ed25519PrivateKey],
        clock: Clock,
        *,
        clock_offset_ms: int = 0,
        settings: TransportSettings | None = None,
        offset: ClockOffset | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._base_url = checked_base_url(base_url)
        self._key_of = key_of
        self._clock = clock
        self._settings = settings or TransportSettings()
        self._monotonic = monotonic
        self._session = requests.Session()
        # No proxy, no .netrc and no CA bundle that some environment variable happens to name.
        self._session.trust_env = False
        self._deadline = Deadline()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, DeadlineAdapter(self._deadline))
        if self._settings.proxy:
            self._session.proxies = dict.fromkeys(("http", "https"), self._settings.proxy)
        self._offset = offset or ClockOffset(clock_offset_ms)
        self.uploaded_bytes = 0

    def __enter__(self) -> HttpTransport:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def clock_offset_ms(self) -> int:
        """Desk minus central, as last measured."""
        return self._offset.ms

    @clock_offset_ms.setter
    def clock_offset_ms(self, ms: int) -> None:
        self._offset.ms = ms

    def close(self) -> None:
        """Close the kept connections."""
        self._session.close()

    def cut(self) -> None:
        """From another thread: break off the call under way, keep no connection."""
        self._deadline.cut()
        self._session.close()

    def execute(self, send: Send) -> Reply:
        """Make one call. Never raises for what the network or the other side does."""
        request = self._prepared(send)
        begun = self._clock.now()
        with self._deadline.watching(self._settings.total_s + send.wait_s):
            reply = self._try(send, request, begun)
        if self._deadline.passed:  # whatever came of it: the connection was shut under it
            return Failure(FailureKind.TIMEOUT, "the call took longer than it may in all")
        if self._deadline.is_cut and isinstance(reply, Failure):
            return Failure(FailureKind.CONNECTION, "broken off from this side")
        return reply

    def _try(self, send: Send, request: requests.PreparedRequest, begun: datetime) -> Reply:
        try:
            return self._exchange(send, request, begun)
        except (requests.Timeout, urllib3.exceptions.TimeoutError, _TooSlow) as error:
            return Failure(FailureKind.TIMEOUT, _name(error))
        except _TooLarge as error:
            return Failure(FailureKind.TOO_LARGE, _name(error))
        except (
            requests.exceptions.ChunkedEncodingError,
            requests.exceptions.ContentDecodingError,
            urllib3.exceptions.ProtocolError,
            urllib3.exceptions.DecodeError,
        ) as error:
            return Failure(FailureKind.NOT_CONTRACT, _name(error))
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            kind = FailureKind.TIMEOUT if _was_too_slow(error) else FailureKind.CONNECTION
            return Failure(kind, _name(error))

    def _prepared(self, send: Send) -> requests.PreparedRequest:
        path = send.operation.path
        for name, value in send.path.items():
            path = path.replace("{" + name + "}", quote(value, safe=""))
        query = urlencode(send.query)
        url = f"{self._base_url}{path}" + (f"?{query}" if query else "")
        body, headers = _encoded(send.body) if send.content is None else _octets(send.content)
        headers.update(send.headers)
        request = requests.Request(send.operation.method, url, headers=headers, data=body or None)
        prepared = self._session.prepare_request(request)
        if send.signer is not None:
            prepared.headers.update(self._signature(send.signer, prepared, body))
        return prepared

    def _signature(
        self, signer: str, prepared: requests.PreparedRequest, body: bytes
    ) -> dict[str, str]:
        # What is signed is what is sent: requests may have quoted the URL again.
        path, _, query = prepared.path_url.partition("?")
        return sign(
            prepared.method or "",
            path,
            query,
            body,
            key=self._key_of(signer),
            key_id=signer,
            created_s=(epoch_ms(self._clock.now()) - self.clock_offset_ms) // 1000,
        )

    def _exchange(self, send: Send, request: requests.PreparedRequest, begun: datetime) -> Reply:
        settings = self._settings
        deadline = self._monotonic() + settings.total_s + send.wait_s
        self.uploaded_bytes += len(request.body or b"")
        # Not Session.send: it would read the whole body of a redirect, and choke on its address.
        adapter = self._session.get_adapter(request.url or "")
        with adapter.send(
            request,
            stream=True,
            timeout=(settings.connect_s, settings.read_s + send.wait_s),
            verify=settings.ca_file or True,
            proxies=self._session.proxies,
        ) as response:
            headers = response.headers
            offset_ms = self._measure(headers, begun, long_poll=bool(send.wait_s))
            body = self._body(response, deadline)
        if _has_it(send, response.status_code, headers):
            return Answer(NOT_MODIFIED, clock_offset_ms=offset_ms)
        reply = self._read(send.operation, response.status_code, headers, body, request.url or "")
        if isinstance(reply, Failure):
            return reply
        central_ms = None if reply.problem is None else reply.problem.server_time_ms
        if central_ms is not None and 0 <= central_ms <= _LAST_TIME_MS:
            self.clock_offset_ms = offset_ms = epoch_ms(self._clock.now()) - central_ms
        return msgspec.structs.replace(reply, clock_offset_ms=offset_ms)

    def _read(
        self, operation: Operation, status: int, headers: Mapping[str, str], body: bytes, url: str
    ) -> Reply:
        if not operation.tus:
            return _read_reply(status, headers, body, operation.answer)
        return read_tus_reply(
            status,
            headers,
            _read_problem(body) if _kind(headers) == "application/problem+json" else None,
            _retry_after_s(headers),
            asked_url=url,
            base_url=self._base_url,
        )

    def _body(self, response: requests.Response, deadline: float) -> bytes:
        """Read the decoded body piece by piece, within the bounds."""
        limit = self._settings.max_answer_bytes if response.ok else _MAX_PROBLEM_BYTES
        body = bytearray()
        while chunk := response.raw.read1(_CHUNK_BYTES, decode_content=True):
            body += chunk
            if len(body) > limit:
                raise _TooLarge(f"more than {limit} bytes")
            if self._monotonic() > deadline:
                raise _TooSlow(f"{len(body)} bytes in the time given")
        return bytes(body)

    def _measure(
        self, headers: Mapping[str, str], begun: datetime, *, long_poll: bool
    ) -> int | None:
        """Desk minus central in ms, at the middle of the round trip; None where it says little."""
        text = headers.get(TIME_HEADER, "")
        if long_poll or not (text.isascii() and text.isdecimal() and len(text) <= 15):
            return None
        if int(text) > _LAST_TIME_MS:
            return None
        ended = self._clock.now()
        if not timedelta(0) <= ended - begun <= _MAX_MEASURED_ROUND_TRIP:
            return None
        self.clock_offset_ms = (epoch_ms(begun) + epoch_ms(ended)) // 2 - int(text)
        return self.clock_offset_ms


def checked_base_url(text: str) -> str:
    """The central's address without a slash at its end.

    Raises InvalidInput (``bad_central_url``, ``plain_http``): https everywhere, http only to this
    machine itself.
    """
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    shaped = _is_host(host) and port != 0 and parts.scheme in {"http", "https"}
    if not shaped or parts.query or parts.fragment or parts.username:
        raise InvalidInput(
            "bad_central_url",
            f"Địa chỉ hệ thống trung tâm không hợp lệ: {text[:80]!r}",
            field="central_url",
        )
    if parts.scheme == "http" and not _is_loopback(host):
        raise InvalidInput(
            "plain_http",
            "Địa chỉ hệ thống trung tâm phải bắt đầu bằng https://.",
            field="central_url",
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _is_host(text: str) -> bool:
    """A name of ASCII labels, or an address; what else there is the HTTP library chokes on."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return _HOST.match(text) is not None
    return True


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _encoded(message: Struct | None) -> tuple[bytes, dict[str, str]]:
    """A message's bytes as sent, and the headers that say how."""
    headers = {
        "Accept": "application/json, application/problem+json",
        "User-Agent": "quay-mot-cua",
    }
    if message is None:
        return b"", headers
    body = msgspec.json.encode(message)
    headers["Content-Type"] = "application/json"
    if len(body) >= _GZIP_FROM_BYTES:
        body = gzip.compress(body, compresslevel=6, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return body, headers


def _octets(content: bytes) -> tuple[bytes, dict[str, str]]:
    """Bytes of a page, as tus has them sent."""
    headers = {
        "Accept": "application/problem+json",
        "User-Agent": "quay-mot-cua",
        RESUMABLE_HEADER: TUS_VERSION,
    }
    if content:
        headers["Content-Type"] = OCTETS
    return content, headers


def _kind(headers: Mapping[str, str]) -> str:
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _has_it(send: Send, status: int, headers: Mapping[str, str]) -> bool:
    """Whether the central says that the desk has what there is. No type tells its 304 from that of
    something before it; the time does, and that the desk has asked so."""
    asked = send.operation.versioned and "If-None-Match" in send.headers
    return status == NOT_MODIFIED and asked and TIME_HEADER in headers


def _read_reply(status: int, headers: Mapping[str, str], body: bytes, answer: type[Any]) -> Reply:
    """Make a Reply of what was read; what is not of the contract is a Failure."""
    kind = _kind(headers)
    if 200 <= status < 300:
        if kind != "application/json":
            return Failure(FailureKind.NOT_CONTRACT, f"status {status}, type {kind[:60]!r}")
        try:
            return Answer(status, body=msgspec.json.decode(body, type=answer))
        except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
            return Failure(FailureKind.NOT_CONTRACT, _name(error))
    problem = _read_problem(body) if kind == "application/problem+json" else None
    if problem is None and not says_later(status):
        return Failure(FailureKind.NOT_CONTRACT, f"status {status}, type {kind[:60]!r}")
    return Answer(status, problem=problem, retry_after_s=_retry_after_s(headers))


def _read_problem(body: bytes) -> Problem | None:
    try:
        return msgspec.json.decode(body, type=Problem)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return None


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    """``Retry-After`` in seconds; a date counts from the answer's own ``Date``."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdecimal() and len(text) <= 9:
        return float(text)
    try:
        at, sent = parsedate_to_datetime(text), parsedate_to_datetime(headers.get("Date", ""))
        return max(0.0, (at - sent).total_seconds())
    except (TypeError, ValueError):
        return None


def _was_too_slow(error: BaseException) -> bool:
    """Whether a time-out of ours is behind it: while sending, the library calls it an abort.

    The system's own (a connection that it gave up) has a number, and is the line's.
    """
    if isinstance(error, TimeoutError):
        return error.errno is None
    return any(isinstance(each, Exception) and _was_too_slow(each) for each in error.args)


def _name(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
