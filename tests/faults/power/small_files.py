"""The small files of a machine (key, record, pages, manifest), and what of them was synced.

``app/disk/durable_file.py`` is the seam: it writes, syncs and renames by the module ``os``, in
whose place it gets a ``WatchedOs`` here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, BinaryIO

from tests.faults.power.remains import Remains
from tests.faults.power.trouble import Plan

NOT_SMALL = (".lock", ".db", "-wal", "-shm", "-journal")


class SmallFiles:
    """Below ``root``: which names are durable in which folder, and each file's durable bytes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._names: dict[Path, dict[str, int]] = {}
        self._contents: dict[int, bytes] = {}
        for folder in (root, *(path for path in root.rglob("*") if path.is_dir())):
            self.sync_folder(folder)
            for path in _small(folder):
                if path.is_file():
                    self.sync_file(path)

    def made(self, file: int) -> None:
        """A new file; its number may have been another's before."""
        self._contents.pop(file, None)

    def sync_file(self, path: Path) -> None:
        self._contents[path.stat().st_ino] = path.read_bytes()

    def sync_folder(self, folder: Path) -> None:
        self._names[folder] = {path.name: path.stat().st_ino for path in _small(folder)}

    def left(self, kind: Remains, chance: Random) -> Iterator[tuple[str, bytes]]:
        """Each file and its content after a power cut.

        A file whose bytes were not synced has lost them; a name that was not, or one that was taken
        away, is there or not.
        """
        yield from self._left(self.root, kind, chance)

    def _left(self, folder: Path, kind: Remains, chance: Random) -> Iterator[tuple[str, bytes]]:
        durable = self._names.get(folder, {})
        now = {path.name: path.stat().st_ino for path in _small(folder)}
        for name in sorted({*durable, *now}):
            path = folder / name
            file = (now if _survives(kind, chance) else durable).get(name)
            if file is None:
                continue
            if path.is_dir():
                yield from self._left(path, kind, chance)
            else:
                yield str(path), self._content(path, file, kind, chance)

    def _content(self, path: Path, file: int, kind: Remains, chance: Random) -> bytes:
        if file in self._contents:
            return self._contents[file]
        written = path.read_bytes() if path.is_file() and path.stat().st_ino == file else b""
        if kind is Remains.GARBAGE:
            return chance.randbytes(len(written))
        return written[: len(written) // 2] if kind is Remains.BEGINNING else b""


def _survives(kind: Remains, chance: Random) -> bool:
    """Whether a change of names that was not synced is there afterwards."""
    if kind is Remains.SOME:
        return chance.random() < 0.5
    return kind is not Remains.NOTHING


def _small(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if not path.name.endswith(NOT_SMALL)]


class WatchedOs:
    """Stands in for ``os`` in ``durable_file``; what it does not watch it hands on."""

    def __init__(self, plan: Plan, files: SmallFiles) -> None:
        self._plan = plan
        self._files = files
        self._paths: dict[int, Path] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def open(self, path: str | Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            self._plan.change_of_small_file(grows=True)
        descriptor = os.open(path, flags, mode)
        self._paths[descriptor] = Path(path)
        if flags & os.O_CREAT:
            self._files.made(os.fstat(descriptor).st_ino)
        return descriptor

    def fdopen(self, descriptor: int, mode: str) -> BinaryIO:
        try:
            self._plan.change_of_small_file(grows=True)
        except OSError:
            os.close(descriptor)
            raise
        file: BinaryIO = os.fdopen(descriptor, mode)  # type: ignore[assignment]  # mode is "wb"
        return file

    def fsync(self, descriptor: int) -> None:
        self._plan.change_of_small_file(syncs=True)
        path = self._paths[descriptor]
        if path.is_dir():
            self._files.sync_folder(path)
        else:
            self._files.sync_file(path)

    def replace(self, source: Path, target: Path) -> None:
        self._plan.change_of_small_file()
        os.replace(source, target)  # noqa: PTH105 - what it stands in for
