"""Where an IPP server listens: a printer by its URI, CUPS as its own clients find it."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from printing.printers.printer import bad_printer

IPP_PORT = 631
MAX_URI = 300
_HOST = re.compile(r"(?=.{1,253}\Z)[0-9A-Za-z](?:[0-9A-Za-z._-]*[0-9A-Za-z.])?\Z")
_IPV6 = re.compile(r"[0-9A-Fa-f:.]{2,45}(?:%[0-9A-Za-z]+)?\Z")
_PATH = re.compile(r"[!-~]*\Z")
_ADVICE = "Ghi ipp:ipp://ĐỊA_CHỈ/ipp/print."

_SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd")
_SERVER_NAME = re.compile(r"^\s*ServerName\s+(\S+)", re.IGNORECASE | re.MULTILINE)
_MAX_FILE_BYTES = 65_536


class Address(Struct, frozen=True):
    """A server: by its ``socket`` file, or by ``host`` and ``port``, over TLS if ``secure``."""

    host: str = "localhost"
    port: int = IPP_PORT
    socket: str = ""
    secure: bool = False

    @property
    def in_uri(self) -> str:
        """The host and port as they stand in a URI."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.socket or self.port == IPP_PORT else f"{host}:{self.port}"


def printer_address(uri: str) -> tuple[Address, str]:
    """The server and path of ``ipp://host[:port]/path`` or ``ipps://…``.

    Raises InvalidInput (``bad_printer``) for everything else; a name and password are refused too.
    """
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise bad_printer(uri, _ADVICE) from None
    plain = uri.isprintable() and len(uri) <= MAX_URI and "@" not in parts.netloc
    if (
        not plain
        or parts.scheme not in {"ipp", "ipps"}
        or parts.query
        or parts.fragment
        or port == 0
        or not (_HOST.match(host) or (":" in host and _IPV6.match(host)))
        or not _PATH.match(parts.path)
    ):
        raise bad_printer(uri, _ADVICE)
    secure = parts.scheme == "ipps"
    return Address(host, port or IPP_PORT, secure=secure), parts.path or "/"


def cups_address() -> Address:
    """Where CUPS' scheduler is: ``CUPS_SERVER``, a client.conf, its socket, this machine's port."""
    named = os.environ.get("CUPS_SERVER", "") or _configured()
    if named:
        return _server(named)
    local = next((path for path in _SOCKETS if Path(path).is_socket()), "")
    return Address(socket=local)


def account_file(name: str) -> str:
    """What stands in CUPS' file of that name of this account, or "" where there is none."""
    with contextlib.suppress(RuntimeError):  # an account without a home
        return _beginning(Path.home() / ".cups" / name)
    return ""


def _configured() -> str:
    """The ``ServerName`` of the account's own client.conf, or of the machine's."""
    for text in (account_file("client.conf"), _beginning(Path("/etc/cups/client.conf"))):
        said = _SERVER_NAME.search(text)
        if said:
            return said[1]
    return ""


def _beginning(path: Path) -> str:
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(_MAX_FILE_BYTES).decode(errors="ignore")
    return ""


def _server(named: str) -> Address:
    """``/socket``, ``host`` or ``host:port``; what follows a host's "/" is a version's number."""
    if named.startswith("/"):
        return Address(socket=named)
    try:
        parts = urlsplit(f"//{named.partition('/')[0]}")
        return Address(parts.hostname or "localhost", parts.port or IPP_PORT)
    except ValueError:
        return Address(named, IPP_PORT)
