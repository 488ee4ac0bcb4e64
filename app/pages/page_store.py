"""Scanned pages in encrypted files named by a keyed hash (docs/adr/0010)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.disk.durable_file import disk_fault, sync_folder, write_durably
from app.errors import EnvironmentFault, InvalidInput

MAGIC = b"QMC-PAGE-1\x00\x00\x00\x00\x00\x00"
NONCE_BYTES = 12
MAX_PAGE_BYTES = 64 * 1024 * 1024
ORPHAN_AGE_S = 30 * 24 * 60 * 60
"""A month: time to notice that the events of some pages were lost, and to bring them back."""


class PageStore:
    """Pages by the SHA-256 of their bytes. ``key`` encrypts, ``name_key`` makes the names."""

    def __init__(self, directory: Path, key: bytes, name_key: bytes) -> None:
        self._directory = directory
        self._cipher = AESGCM(key)
        self._name_key = name_key
        self._durable_folders: set[Path] = set()

    def put(self, data: bytes) -> str:
        """Keep a page; it is durable when this returns. The same page twice is kept once.

        Returns its SHA-256 in hex. Raises InvalidInput (``page_too_large``) and EnvironmentFault
        (``disk_full``, …), and then nothing is left behind.
        """
        if not 0 < len(data) <= MAX_PAGE_BYTES:
            raise InvalidInput(
                "page_too_large", f"Trang phải từ 1 byte đến {MAX_PAGE_BYTES} byte.", field="pages"
            )
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest)
        if self._is_intact(path, digest):
            self._make_folder(path.parent)
            self._sync_again(path)
            return digest
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = MAGIC + nonce + self._cipher.encrypt(nonce, data, self._name(digest).encode())
        self._make_folder(path.parent)
        write_durably(path, sealed)
        return digest

    def get(self, sha256: str) -> bytes:
        """The page's bytes.

        Raises EnvironmentFault: ``page_missing``, ``page_damaged``, ``disk_fault``.
        """
        path = self._path(sha256)
        try:
            sealed = path.read_bytes()
        except FileNotFoundError:
            raise EnvironmentFault(
                "page_missing",
                f"Không thấy trang {sha256[:12]}… trong kho ảnh.",
                advice="Khôi phục tệp từ bản sao lưu, hoặc quét lại trang giấy.",
            ) from None
        except OSError as fault:
            raise disk_fault(fault, path) from fault
        data = self._open(sealed, sha256)
        if data is None:
            raise EnvironmentFault(
                "page_damaged",
                f"Tệp của trang {sha256[:12]}… bị hỏng.",
                advice="Khôi phục tệp từ bản sao lưu, hoặc quét lại trang giấy.",
            )
        return data

    def sealed_file(self, sha256: str) -> Path:
        """The page's encrypted file, for backups."""
        return self._path(sha256)

    def relative_name(self, sha256: str) -> str:
        """The page's file below the directory, with ``/``."""
        name = self._name(sha256)
        return f"{name[:2]}/{name[2:]}"

    def sweep(self, known: Iterable[str], now: datetime) -> int:
        """Remove files older than a month that no event names; returns how many.

        ``known`` are all pages that events name. A page that was put a moment ago is not an
        orphan: its event is about to be written.
        """
        kept = {self.relative_name(sha256) for sha256 in known}
        removed = 0
        for path in self._files():
            name = f"{path.parent.name}/{path.name}"
            try:
                old = now.timestamp() - path.stat().st_mtime > ORPHAN_AGE_S
                if name not in kept and old:
                    path.unlink()
                    removed += 1
            except FileNotFoundError:
                continue
            except OSError as fault:
                raise disk_fault(fault, path) from fault
        return removed

    def _files(self) -> Iterator[Path]:
        if self._directory.is_dir():
            for folder in self._directory.iterdir():
                if folder.is_dir():
                    yield from folder.iterdir()

    def _name(self, sha256: str) -> str:
        return hmac.new(self._name_key, sha256.lower().encode(), hashlib.sha256).hexdigest()

    def _path(self, sha256: str) -> Path:
        name = self._name(sha256)
        return self._directory / name[:2] / name[2:]

    def _is_intact(self, path: Path, digest: str) -> bool:
        try:
            return self._open(path.read_bytes(), digest) is not None
        except FileNotFoundError:
            return False
        except OSError as fault:
            raise disk_fault(fault, path) from fault

    def _sync_again(self, path: Path) -> None:
        # The file may stem from a run that was cut between rename and the folder's fsync; and
        # touching it keeps a sweep from taking it before the event is written.
        try:
            path.touch()
            sync_folder(path.parent)
        except OSError as fault:
            raise disk_fault(fault, path) from fault

    def _open(self, sealed: bytes, sha256: str) -> bytes | None:
        head = len(MAGIC)
        if not sealed.startswith(MAGIC):
            return None
        nonce, body = sealed[head : head + NONCE_BYTES], sealed[head + NONCE_BYTES :]
        try:
            data = self._cipher.decrypt(nonce, body, self._name(sha256).encode())
        except (InvalidTag, ValueError):
            return None
        return data if hashlib.sha256(data).hexdigest() == sha256.lower() else None

    def _make_folder(self, folder: Path) -> None:
        # One that is there may stem from a run that was cut before it was durable.
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if folder not in self._durable_folders:
                sync_folder(folder.parent)
                sync_folder(folder.parent.parent)
                self._durable_folders.add(folder)
        except OSError as fault:
            raise disk_fault(fault, folder) from fault
