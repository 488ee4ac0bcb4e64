"""The form of a backup: one file that counts only whole.

    magic (16)  header length (4)  header (JSON)
    for each part: name length (2)  size (8)  name  bytes
    0 (2)  HMAC-SHA-256 of everything before (32)

Numbers are big-endian. Parts are as they lie in the data directory: the database and the pages
encrypted by their ciphers, the law's files, which are no secret, in a zip file. The HMAC is under
the store's backup key: a file that was cut, damaged or made elsewhere does not pass.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from app.disk.durable_file import disk_fault
from app.errors import EnvironmentFault, InvalidInput
from app.store.manifest import Manifest

MAGIC = b"QMC-BACKUP-1\x00\x00\x00\x00"
DIGEST_BYTES = 32
MAX_HEADER_BYTES = 64 * 1024
DATABASE_PART = "desk.db"
_CHUNK = 1024 * 1024


class WrappedKey(Struct, frozen=True):
    """The master key under a passphrase (Scrypt, then AES-256-GCM), all in hex."""

    salt: str
    nonce: str
    sealed: str


class BackupHeader(Struct, frozen=True):
    """What the backup says of itself in the clear: nothing personal, nothing secret."""

    manifest: Manifest
    created_at: str
    wrapped_key: WrappedKey | None = None


class BackupWriter:
    """Writes a backup part by part, and its HMAC."""

    def __init__(self, file: BinaryIO, header: BackupHeader, key: bytes) -> None:
        self._file = file
        self._digest = hmac.new(key, digestmod=hashlib.sha256)
        encoded = msgspec.json.encode(header)
        self._write(MAGIC + struct.pack(">I", len(encoded)) + encoded)

    def add(self, name: str, path: Path) -> int:
        """Add a file as a part; returns its size in bytes."""
        encoded = name.encode()
        with path.open("rb") as part:
            size = os.fstat(part.fileno()).st_size
            self._write(struct.pack(">HQ", len(encoded), size) + encoded)
            left = size
            while left:
                chunk = part.read(min(_CHUNK, left))
                if not chunk:
                    raise EnvironmentFault("disk_fault", f"{path.name} ngắn đi khi đang sao lưu.")
                self._write(chunk)
                left -= len(chunk)
        return size

    def finish(self) -> None:
        """Write the end mark and the HMAC."""
        self._write(struct.pack(">H", 0))
        self._file.write(self._digest.digest())

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        self._file.write(data)


def read_header(path: Path) -> BackupHeader:
    """The header; nothing is verified yet.

    Raises InvalidInput (``not_a_backup``, ``no_file``) and EnvironmentFault.
    """
    try:
        with path.open("rb") as file:
            return _header(file)
    except FileNotFoundError:
        raise InvalidInput("no_file", f"Không thấy tệp {path}.", field="file") from None
    except OSError as fault:
        raise disk_fault(fault, path) from fault


def _header(file: BinaryIO) -> BackupHeader:
    head = file.read(len(MAGIC) + 4)
    if len(head) < len(MAGIC) + 4 or not head.startswith(MAGIC):
        raise not_a_backup("không phải tệp sao lưu")
    length = struct.unpack(">I", head[len(MAGIC) :])[0]
    if length > MAX_HEADER_BYTES:
        raise not_a_backup("phần đầu quá dài")
    try:
        return msgspec.json.decode(file.read(length), type=BackupHeader)
    except msgspec.MsgspecError:
        raise not_a_backup("phần đầu bị hỏng") from None


def check_whole(path: Path, key: bytes) -> None:
    """Check the HMAC of the whole file, before anything in it is believed.

    Raises InvalidInput (``not_a_backup``) where it was cut or changed.
    """
    digest = hmac.new(key, digestmod=hashlib.sha256)
    try:
        with path.open("rb") as file:
            left = os.fstat(file.fileno()).st_size - DIGEST_BYTES
            while left > 0:
                chunk = file.read(min(_CHUNK, left))
                if not chunk:
                    break
                digest.update(chunk)
                left -= len(chunk)
            expected = file.read(DIGEST_BYTES + 1)
    except OSError as fault:
        raise disk_fault(fault, path) from fault
    if not hmac.compare_digest(digest.digest(), expected):
        raise not_a_backup("bị cắt, bị sửa, hoặc khóa không đúng")


def extract(path: Path, folder: Path, *, folders: Collection[str], files: Collection[str]) -> None:
    """Write the parts of a checked backup below ``folder``.

    Parts may be ``files``, and lie in ``folders``. Raises InvalidInput and OSError.
    """
    with path.open("rb") as file:
        _header(file)
        while True:
            (length,) = struct.unpack(">H", _exactly(file, 2))
            if length == 0:
                return
            (size,) = struct.unpack(">Q", _exactly(file, 8))
            name = _exactly(file, length).decode("ascii", errors="replace")
            if name not in files and not _is_safe(name, folders):
                raise not_a_backup("có tên tệp lạ")
            _extract_part(file, folder / name, size)


def _extract_part(file: BinaryIO, target: Path, size: int) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as out:
        left = size
        while left:
            chunk = _exactly(file, min(_CHUNK, left))
            out.write(chunk)
            left -= len(chunk)
        out.flush()
        os.fsync(out.fileno())


def _is_safe(name: str, folders: Collection[str]) -> bool:
    parts = name.split("/")
    plain = all(part and part.isascii() and part.isalnum() for part in parts)
    return plain and len(parts) == 3 and parts[0] in folders


def _exactly(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) != count:
        raise not_a_backup("bị cắt")
    return data


def not_a_backup(why: str) -> InvalidInput:
    return InvalidInput(
        "not_a_backup",
        f"Không phục hồi được từ tệp này: {why}.",
        field="file",
        advice="Dùng tệp sao lưu khác. Chưa có gì được thay đổi.",
    )
