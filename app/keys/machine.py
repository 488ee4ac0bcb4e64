"""Which machine this is: one of the signs that a store was copied (docs/adr/0004)."""

from __future__ import annotations

import hashlib
import socket
import sys
from collections.abc import Callable
from pathlib import Path

_MACHINE_ID_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
FINGERPRINT_LENGTH = 16


def machine_fingerprint(read: Callable[[], str] | None = None) -> str:
    """64 bits in hex that name this machine; the id itself is not kept anywhere.

    ``read`` returns the raw id; without it the system's own one is read.
    """
    raw = (read or _system_machine_id)()
    return hashlib.sha256(b"quay-mot-cua/machine/" + raw.encode()).hexdigest()[:FINGERPRINT_LENGTH]


def _system_machine_id() -> str:
    if sys.platform == "win32":
        return _windows_machine_guid()
    for path in _MACHINE_ID_FILES:
        try:
            text = path.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue
        if text:
            return text
    return socket.gethostname()  # a container without machine-id: better than nothing


if sys.platform == "win32":
    import winreg

    def _windows_machine_guid() -> str:
        path = r"SOFTWARE\Microsoft\Cryptography"
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, access) as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])

else:

    def _windows_machine_guid() -> str:
        raise AssertionError("only called on Windows")
