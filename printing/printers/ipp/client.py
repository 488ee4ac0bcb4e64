"""One IPP request and its answer: a POST over TCP, TLS or a socket file, with bounds on everything.

``http.client`` and not requests: it takes no proxy, password or certificate from the environment,
follows nothing, and needs one method to speak over a socket file.
"""

from __future__ import annotations

import contextlib
import getpass
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator

from msgspec import Struct

from app.errors import EnvironmentFault
from printing.printers.ipp.address import Address
from printing.printers.ipp.decoding import NotIpp, decode
from printing.printers.ipp.encoding import encode
from printing.printers.ipp.message import Message, cut_octets

CONNECT_SECONDS = 5.0
ASK_SECONDS = 10.0
SEND_SECONDS = 60.0
MAX_ANSWER_BYTES = 8 * 1024 * 1024
_CHUNK_BYTES = 64 * 1024
_BROKEN = (OSError, http.client.HTTPException)
_HTTP_OK = 200
_HTTP_UNAUTHORIZED = 401
_HTTP_NOT_FOUND = 404
_HTTP_UPGRADE = 426


class Patience(Struct, frozen=True):
    """How long is waited: for a question, for the answer to a document, and while it is busy."""

    ask_s: float = ASK_SECONDS
    send_s: float = SEND_SECONDS
    busy_s: float = 30.0


class Unanswered(Exception):  # noqa: N818 - what it says about the request; never leaves printing
    """No answer came. ``reached``: the other side may have got the request."""

    def __init__(self, why: str, *, reached: bool) -> None:
        super().__init__(why)
        self.reached = reached


def account_name() -> str:
    """This account's name, as the owner of what is printed."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = ""
    return cut_octets("".join(filter(str.isprintable, name))) or "quay"


def ask(
    address: Address, path: str, request: Message, document: bytes = b"", *, seconds: float
) -> Message:
    """Send ``request`` with ``document``; the answer, whatever its status.

    Raises Unanswered, NotIpp, and EnvironmentFault (``print_forbidden``) where the server wants a
    password or encryption.
    """
    parts = (encode(request), document)
    status, headers, body = _exchange(address, path, parts, seconds, {})
    if status == _HTTP_UNAUTHORIZED and _takes_peer(address, headers):
        name = {"Authorization": f"PeerCred {account_name()}".encode()}
        status, headers, body = _exchange(address, path, parts, seconds, name)
    _must_be_ok(status)
    answer, _ = decode(body)
    if answer.request_id != request.request_id:
        raise NotIpp("trả lời cho yêu cầu khác")
    return answer


def _takes_peer(address: Address, headers: http.client.HTTPMessage) -> bool:
    """Whether a local scheduler believes the system about who is at the other end of its socket."""
    offered = headers.get_all("WWW-Authenticate") or []
    return bool(address.socket) and any("peercred" in offer.lower() for offer in offered)


def _must_be_ok(status: int) -> None:
    if status == _HTTP_OK:
        return
    if status == _HTTP_NOT_FOUND:
        raise NotIpp("không có máy in ở địa chỉ này")
    if status in {_HTTP_UNAUTHORIZED, _HTTP_UPGRADE, 403}:
        raise EnvironmentFault(
            "print_forbidden",
            "Máy in đòi mật khẩu hoặc kết nối mã hóa nên không nhận giấy.",
            advice="Nhờ người quản trị cho phép máy này in, hoặc dùng địa chỉ ipps://.",
        )
    raise NotIpp(f"HTTP {status}")


def _exchange(
    address: Address, path: str, parts: tuple[bytes, bytes], seconds: float, more: dict[str, bytes]
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = _Connection(address)
    reached = False
    try:
        with connection.left_at_the_end(), _cut_off(connection, seconds) as late:
            connection.connect()
            if late.is_set():  # before there was anything to cut
                raise Unanswered("too slow", reached=False)
            reached = True
            _post(connection, path, parts, more)
            with connection.getresponse() as answer:
                body = _bounded(answer)
    except _BROKEN as fault:
        raise Unanswered(f"{type(fault).__name__}: {fault}"[:300], reached=reached) from fault
    if late.is_set():
        raise Unanswered("too slow", reached=True)
    return answer.status, answer.headers, body


def _post(
    connection: _Connection, path: str, parts: tuple[bytes, bytes], more: dict[str, bytes]
) -> None:
    address = connection.address
    headers: dict[str, str | bytes] = {
        "Host": "localhost" if address.socket else address.in_uri,
        "Content-Type": "application/ipp",
        "Content-Length": str(sum(map(len, parts))),
        "User-Agent": "quay-mot-cua",
        **more,
    }
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        # A server that has heard enough answers and closes; the answer says why.
        connection.request("POST", path, body=iter(parts), headers=headers)


def _bounded(answer: http.client.HTTPResponse) -> bytes:
    body = bytearray()
    while chunk := answer.read1(_CHUNK_BYTES):
        body += chunk
        if len(body) > MAX_ANSWER_BYTES:
            raise NotIpp("trả lời quá dài")
    return bytes(body)


class _Connection(http.client.HTTPConnection):
    """To a host, or to a socket file."""

    def __init__(self, address: Address) -> None:
        super().__init__(address.host, address.port)
        self.address = address
        self._followed: socket.socket | None = None

    def connect(self) -> None:
        address = self.address
        plain = _to_file(address.socket) if address.socket else _to_host(address)
        plain.settimeout(None)  # from here on ``_cut_off`` watches over the whole
        self._followed = plain.dup()
        self.sock = _secured(plain, address.host) if address.secure else plain

    def cut(self) -> None:
        """End every wait on it, from another thread."""
        if self._followed is not None:
            with contextlib.suppress(OSError):  # it broke off by itself
                self._followed.shutdown(socket.SHUT_RDWR)

    @contextlib.contextmanager
    def left_at_the_end(self) -> Iterator[None]:
        """Close it after the block. The library closes its own handle as soon as it may."""
        try:
            yield
        finally:
            self.close()
            if self._followed is not None:
                self._followed.close()


def _to_file(path: str) -> socket.socket:
    plain = socket.socket(socket.AF_UNIX)
    plain.settimeout(CONNECT_SECONDS)
    try:
        plain.connect(path)
    except OSError:
        plain.close()
        raise
    return plain


def _to_host(address: Address) -> socket.socket:
    try:
        return socket.create_connection((address.host, address.port), CONNECT_SECONDS)
    except UnicodeError as fault:  # a name that no resolver can be asked for
        raise OSError(str(fault)) from fault


def _secured(plain: socket.socket, host: str) -> socket.socket:
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except ssl.SSLCertVerificationError as fault:
        plain.close()
        raise EnvironmentFault(
            "printer_untrusted",
            "Không kiểm tra được chứng thư của máy in nên giấy không được gửi.",
            advice="Nhờ người quản trị cài chứng thư của máy in cho máy này.",
        ) from fault
    except OSError:
        plain.close()
        raise


@contextlib.contextmanager
def _cut_off(connection: _Connection, seconds: float) -> Iterator[threading.Event]:
    """Cut ``connection`` after ``seconds`` in all: a socket's own time-out counts byte by byte."""
    late = threading.Event()

    def cut() -> None:
        late.set()
        connection.cut()

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        timer.join()
