"""The key in a file: servers, tests and the demonstration (``--key-file``, ``QMC_KEY_FILE``)."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path

from app.disk.durable_file import disk_fault, write_durably
from app.errors import EnvironmentFault
from app.keys.machine_lock import MachineLock
from app.keys.provider import KEY_BYTES, Hold
from app.keys.record import InstallationRecord, decode_record, encode_record

MAX_KEY_FILE_BYTES = 4_096

_LINE = re.compile(r"qmc-key-1 (?P<store>[0-9a-f-]{36}) (?P<key>[0-9a-f]{64})\s*\Z")


class KeyFile:
    """One store's key in one file of mode 0600; the record beside it as ``<file>.record``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._record = path.with_name(path.name + ".record")

    @property
    def path(self) -> Path:
        """The key file."""
        return self._path

    def describe(self) -> str:
        if self._path.exists():
            self._check_mode()
        return f"tệp khóa {self._path}"

    def where(self, store: str) -> str:  # noqa: ARG002 - a file holds one store's key
        return f"tệp khóa {self._path}"

    def read_key(self, store: str) -> bytes | None:
        text = _read_text(self._path)
        if text is None:
            return None
        match = _LINE.match(text)
        if match is None:
            raise EnvironmentFault(
                "bad_key_file",
                f"{self._path} không phải tệp khóa.",
                advice="Chỉ đúng tệp khóa của kho dữ liệu này bằng --key-file.",
            )
        self._check_mode()
        return bytes.fromhex(match["key"]) if match["store"] == store else None

    def write_key(self, store: str, key: bytes) -> None:
        assert len(key) == KEY_BYTES
        if self._path.exists():
            raise EnvironmentFault(
                "key_exists",
                f"Tệp khóa {self._path} đã có và thuộc kho dữ liệu khác.",
                advice="Chọn tệp khóa khác; không bao giờ ghi đè khóa cũ.",
            )
        write_durably(self._path, f"qmc-key-1 {store} {key.hex()}\n".encode())

    def read_record(self, store: str) -> InstallationRecord | None:  # noqa: ARG002 - as above
        text = _read_text(self._record)
        return None if text is None else decode_record(text, where=str(self._record))

    def write_record(self, store: str, record: InstallationRecord) -> None:  # noqa: ARG002 - as above
        write_durably(self._record, encode_record(record).encode())

    def hold(self, store: str, wait_s: float) -> Hold:  # noqa: ARG002 - as above
        return MachineLock(self._path.with_name(self._path.name + ".lock"), wait_s)

    def _check_mode(self) -> None:
        if sys.platform == "win32":
            return  # the folder's access list decides there
        mode = stat.S_IMODE(os.stat(self._path).st_mode)  # noqa: PTH116 - beside S_IMODE, as documented
        if mode & 0o077:
            raise EnvironmentFault(
                "key_file_open",
                f"Tệp khóa {self._path} cho người khác đọc (quyền {mode:04o}).",
                advice=f"Chạy: chmod 600 {self._path}",
            )


def _read_text(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file.read(MAX_KEY_FILE_BYTES).decode("ascii", errors="replace")
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise disk_fault(fault, path) from fault
