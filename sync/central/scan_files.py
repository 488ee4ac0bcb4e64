"""Scanned pages in a directory (docs/adr/0027).

``kept/<agency>/<2 hex>/<62 hex>``  a whole page, named by its SHA-256
``open/<upload>/<offset>-<token>``  a part of one that is under way
``new/<token>``                     what is being written; it gets its name when it is durable

A part is a file of its own, so nothing is ever changed in place: a cut write leaves no torn part,
and of two connections that bring the same part the database decides which one counts.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from app.disk.durable_file import disk_fault, sync_folder

SWEEP_EVERY = timedelta(hours=1)
_LEFT_OVER_AFTER_S = 24 * 60 * 60
"""What nobody knows is removed only so late: its row may be about to be written."""


def folder_beside(database_url: str) -> Path | None:
    """``central-scans`` beside ``sqlite:///…/central.sqlite``; None for other databases."""
    kind, _, file = database_url.partition(":///")
    if kind not in {"sqlite", "sqlite+pysqlite"} or not file:
        return None
    path = Path(file.partition("?")[0])
    return path.with_name(f"{path.stem}-scans")


class ScanFiles:
    """The directory. Writing methods raise EnvironmentFault (``disk_full``, ``disk_fault``, …);
    what they wrote is durable when they return, or gone. ``directory`` is made when it is needed.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory.absolute()
        self._durable_folders: set[Path] = set()
        self._swept_at: datetime | None = None

    def has_room(self, size: int, reserve: int, reserve_files: int = 0) -> bool:
        """Whether ``size`` bytes leave ``reserve`` bytes of the disk free, and ``reserve_files``
        further files are possible, where its file system counts them."""
        folder = self._directory
        while not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        try:
            return shutil.disk_usage(folder).free - size >= reserve and (
                _free_files(folder) >= reserve_files
            )
        except OSError as fault:
            raise disk_fault(fault, folder) from fault

    def has(self, agency: str, sha256: str, size: int) -> bool:
        """Whether a whole page is there, in its length."""
        try:
            return self.kept(agency, sha256).stat().st_size == size
        except OSError:
            return False

    def kept(self, agency: str, sha256: str) -> Path:
        """Where a whole page lies."""
        return self._directory / "kept" / agency / sha256[:2] / sha256[2:]

    def keep(self, agency: str, sha256: str, pieces: Iterable[bytes]) -> bool:
        """Keep a whole page, its ``pieces`` in order; False, and nothing kept, where their hash
        is another. Raises FileNotFoundError where ``pieces`` does: a part of it is gone."""
        path = self.kept(agency, sha256)
        digest = hashlib.sha256()

        def hashed() -> Iterable[bytes]:
            for piece in pieces:
                digest.update(piece)
                yield piece

        return self._write(path, hashed(), lambda: digest.hexdigest() == sha256)

    def put_part(self, upload: str, offset: int, data: bytes) -> str:
        """Keep a part; returns the name that it is read by."""
        name = f"{offset}-{secrets.token_hex(6)}"
        self._write(self._open(upload) / name, [data], lambda: True)
        return name

    def part_bytes(self, upload: str, name: str) -> int:
        """A part's length; -1 where it is not there."""
        try:
            return (self._open(upload) / name).stat().st_size
        except OSError:
            return -1

    def read_part(self, upload: str, name: str) -> bytes:
        """A part; raises FileNotFoundError."""
        path = self._open(upload) / name
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise
        except OSError as fault:
            raise disk_fault(fault, path) from fault

    def drop_part(self, upload: str, name: str) -> None:
        """Remove a part that does not count; what can't be removed now is swept later."""
        with contextlib.suppress(OSError):
            (self._open(upload) / name).unlink()

    def drop(self, upload: str) -> None:
        """Remove all parts of an upload that has ended; as ``drop_part``."""
        shutil.rmtree(self._open(upload), ignore_errors=True)
        self._durable_folders.discard(self._open(upload))

    def sweep_is_due(self, now: datetime) -> bool:
        """Whether this process has not swept for an hour; it counts as begun when it is asked."""
        last = self._swept_at
        if last is not None and timedelta(0) <= now - last < SWEEP_EVERY:
            return False
        self._swept_at = now
        return True

    def sweep(self, now: datetime, known: set[str]) -> None:
        """Remove what was left by calls that were cut: parts of uploads that are not ``known``."""
        oldest = now.timestamp() - _LEFT_OVER_AFTER_S
        for path in self._entries("new"):
            if _is_older(path, oldest):
                with contextlib.suppress(OSError):
                    path.unlink()
        for path in self._entries("open"):
            if path.name not in known and _is_older(path, oldest):
                self.drop(path.name)

    def _open(self, upload: str) -> Path:
        return self._directory / "open" / upload

    def _entries(self, name: str) -> list[Path]:
        try:
            return list((self._directory / name).iterdir())
        except OSError:
            return []

    def _write(self, path: Path, pieces: Iterable[bytes], is_right: Callable[[], bool]) -> bool:
        temporary = self._directory / "new" / secrets.token_hex(8)
        try:
            self._make_folder(temporary.parent)
            self._make_folder(path.parent)
            with temporary.open("xb") as file:
                for piece in pieces:
                    file.write(piece)
                if not is_right():
                    return False
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)  # noqa: PTH105 - as in write_durably
            sync_folder(path.parent)
        except FileNotFoundError:
            raise
        except OSError as fault:
            raise disk_fault(fault, path) from fault
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        return True

    def _make_folder(self, folder: Path) -> None:
        if folder in self._durable_folders and folder.is_dir():
            return
        folder.mkdir(parents=True, exist_ok=True)
        for above in folder.parents:
            sync_folder(above)
            if above == self._directory.parent:
                break
        self._durable_folders.add(folder)


def _free_files(folder: Path) -> float:
    if sys.platform == "win32":
        return math.inf
    system = os.statvfs(folder)
    return system.f_favail if system.f_files else math.inf


def _is_older(path: Path, oldest: float) -> bool:
    try:
        return path.stat().st_mtime < oldest
    except OSError:
        return False
