"""Small files of a machine (key, record, pages) and what of them was synced.

The files lie on a file system in memory; ``app/disk/durable_file.py`` is the seam: it writes, syncs
and renames through the module ``os``, in whose place it gets a ``WatchedOs``.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Protocol

import apsw

LOCKS = ".lock"
DATABASES = ".db"


class Change(Protocol):
    """Counts one change of the disk; raises where it can't be made."""

    def __call__(self, *, grows: bool) -> None: ...


class SmallFiles:
    """The files below ``root`` except databases and locks. ``change`` counts, and may raise."""

    def __init__(self, root: Path, change: Change) -> None:
        self.root = root
        self._change = change
        self._names: dict[str, dict[str, int]] = {}
        """By folder: the names that are durable in it, and which file each is (0: a folder)."""
        self._contents: dict[int, bytes] = {}
        """By file: what of it is durable."""

    def change(self, *, grows: bool) -> None:
        """As the disk's; the file system says so in its own words."""
        try:
            self._change(grows=grows)
        except apsw.FullError as fault:
            raise OSError(errno.ENOSPC, "the disk is full") from fault
        except apsw.IOError as fault:
            raise OSError(errno.EIO, "the power is gone") from fault

    def settle(self) -> None:
        """Everything is durable as it is."""
        self._names.clear()
        self._contents.clear()
        for folder, _, names in os.walk(self.root):
            self.sync_folder(folder)
            for name in names:
                if _is_small(name):
                    self.sync_file(f"{folder}/{name}")

    def sync_file(self, path: str) -> None:
        with open(path, "rb") as file:  # noqa: PTH123 - called for each sync, a million times
            self._contents[os.fstat(file.fileno()).st_ino] = file.read()

    def sync_folder(self, folder: str) -> None:
        self._names[folder] = _listing(folder)

    def lose_power(self, chance: Random) -> None:
        """Keep what is durable, and of the rest what chance leaves."""
        self._lose(str(self.root), chance)

    def _lose(self, folder: str, chance: Random) -> None:
        now = _listing(folder)
        durable = self._names.get(folder, {})
        for name in sorted({*now, *durable}):
            path = f"{folder}/{name}"
            kept = now.get(name)
            if kept != durable.get(name) and chance.random() < 0.5:
                kept = durable.get(name)
            if kept is None:
                _remove(path)
            elif kept:
                self._put_back(path, kept, chance, is_there=now.get(name) == kept)
            elif name in now:
                self._lose(path, chance)

    def _put_back(self, path: str, file: int, chance: Random, *, is_there: bool) -> None:
        whole = self._contents.get(file)
        if whole is None:  # never synced: any beginning of it
            written = Path(path).read_bytes() if is_there else b""
            whole = written[: chance.randint(0, len(written))]
        _remove(path)
        Path(path).write_bytes(whole)
        os.chmod(path, 0o600)  # noqa: PTH101 - as above


class WatchedOs:
    """Stands in for ``os`` in ``durable_file``; what it does not watch it hands on."""

    def __init__(self, machine_of: Callable[[str], SmallFiles | None]) -> None:
        self._machine_of = machine_of
        self._open: dict[int, str] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def open(self, path: str | Path, flags: int, mode: int = 0o777) -> int:
        files = self._machine_of(str(path))
        if files is not None and flags & os.O_CREAT:
            files.change(grows=True)
        descriptor = os.open(path, flags, mode)
        self._open[descriptor] = str(path)
        return descriptor

    def fsync(self, descriptor: int) -> None:
        path = self._open[descriptor]
        files = self._machine_of(path)
        if files is None:
            return
        files.change(grows=False)
        if os.path.isdir(path):  # noqa: PTH112 - as above
            files.sync_folder(path)
        else:
            files.sync_file(path)

    def replace(self, source: Path, target: Path) -> None:
        files = self._machine_of(str(target))
        if files is not None:
            files.change(grows=False)
        os.replace(source, target)  # noqa: PTH105 - as above


def _listing(folder: str) -> dict[str, int]:
    with os.scandir(folder) as entries:
        return {
            entry.name: 0 if entry.is_dir() else entry.inode()
            for entry in entries
            if entry.is_dir() or _is_small(entry.name)
        }


def _is_small(name: str) -> bool:
    return not (name.endswith(LOCKS) or DATABASES in name)


def _remove(path: str) -> None:
    if os.path.isdir(path):  # noqa: PTH112 - as above
        shutil.rmtree(path)
    else:
        Path(path).unlink(missing_ok=True)
