"""The disks of the city's machines, in memory: what is durable, and what was only written.

``CityVfs`` lies below the cipher and keeps the contents of every database file itself. The files at
their paths (on a file system in memory) stay empty: SQLite needs them for its locks and for the
index of its WAL. Small files (key, record, pages) lie there for real; ``small_files`` keeps what of
them was synced.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import apsw

from tests.faults.city.small_files import SmallFiles

SECTOR = 512
WAL_AND_JOURNAL = ("-wal", "-journal")


class PowerGone(apsw.IOError):
    """The machine has no power: nothing more reaches its disk."""


@dataclass(slots=True)
class Medium:
    """One file: ``durable`` is None while not even its name is."""

    content: bytearray = field(default_factory=bytearray)
    durable: bytearray | None = None
    unsynced: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes (offset, bytes) and truncations (size, None) since the last sync, in order."""

    def copy(self) -> Medium:
        """As it is now, all of it durable."""
        return Medium(bytearray(self.content), bytearray(self.content))

    def write(self, offset: int, data: bytes) -> None:
        _put(self.content, offset, data)
        self.unsynced.append((offset, data))

    def truncate(self, size: int) -> None:
        del self.content[size:]
        self.unsynced.append((size, None))

    def sync(self) -> None:
        if self.durable is None:
            self.durable = bytearray()
        for offset, data in self.unsynced:
            _apply(self.durable, offset, data)
        self.unsynced.clear()


class Disk:
    """One machine's disk below ``root``. Knobs: ``full``, and ``cut_at``: from the n-th change on
    the power is gone."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.media: dict[str, Medium] = {}
        self.unlinked: dict[str, Medium] = {}
        """Deleted, but the folder was not synced since."""
        self.files = SmallFiles(root, self.change)
        self.full = False
        self.off = False
        self.changes = 0
        self.cut_at = 0

    def change(self, *, grows: bool) -> None:
        """Count one change; raises where the power is gone or the disk is full."""
        self.changes += 1
        if self.cut_at and self.changes >= self.cut_at:
            self.off = True
        if self.off:
            raise PowerGone("the power is gone")
        if self.full and grows:
            raise apsw.FullError("the disk is full")

    def cut_in(self, changes: int) -> None:
        """The power goes at the n-th change from now."""
        self.changes, self.cut_at = 0, changes

    def delete(self, name: str) -> None:
        medium = self.media.pop(name, None)
        if medium is not None and medium.durable is not None:
            self.unlinked[name] = medium

    def names_are_durable(self) -> None:
        """A new journal's first sync makes its folder durable, too."""
        self.unlinked.clear()

    def settle(self) -> None:
        """Everything that lies here now is durable: an image was put here."""
        for medium in self.media.values():
            medium.durable, medium.unsynced = bytearray(medium.content), []
        self.unlinked.clear()
        self.files.settle()

    def lose_power(self, chance: Random) -> None:
        """What was not synced is there in parts, or not at all; the machine starts again."""
        share = chance.choice((0.0, 0.3, 0.7, 1.0))
        torn = chance.random() < 0.5
        for name, medium in sorted(self.unlinked.items()):
            if name not in self.media and chance.random() < 0.5:
                self.media[name] = medium
        for name, medium in sorted(self.media.items()):
            if medium.durable is None and chance.random() < 0.5:
                del self.media[name]
                continue
            content = bytearray(medium.durable or b"")
            for offset, data in medium.unsynced:
                _survive(content, offset, data, chance, share, torn=torn)
            self.media[name] = Medium(content)
        self.files.lose_power(chance)
        self.settle()
        self.off, self.cut_at = False, 0

    def copy_to(self, other: Disk) -> None:
        """The other disk becomes an image of this one as the system sees it now."""
        old, new = str(self.root), str(other.root)
        other.media = {
            name.replace(old, new, 1): medium.copy() for name, medium in self.media.items()
        }
        other.settle()


class CityVfs(apsw.VFS):
    """Open a database with ``vfs=BELOW_CIPHER``; a file's machine is two folders above it."""

    def __init__(self) -> None:
        super().__init__("city", "")
        self.disks: dict[str, Disk] = {}

    def disk_of(self, name: str) -> Disk:
        return self.disks[name.rsplit("/", 2)[0]]

    def xOpen(  # noqa: N802 - SQLite's names
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        return _CityFile(self, name, flags)

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802 - SQLite's names
        if flags != apsw.SQLITE_ACCESS_EXISTS:
            return super().xAccess(pathname, flags)
        return bool(self.disk_of(pathname).media.get(pathname, _NONE).content)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 - SQLite's names
        disk = self.disk_of(filename)
        disk.change(grows=False)
        disk.delete(filename)
        if syncdir:
            disk.names_are_durable()
        Path(filename).unlink(missing_ok=True)


class _CityFile(apsw.VFSFile):
    def __init__(self, vfs: CityVfs, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        super().__init__("", name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self._disk = vfs.disk_of(path)
        if path not in self._disk.media:
            self._disk.change(grows=True)
        self._medium = self._disk.media.setdefault(path, Medium())
        self._is_journal = path.endswith(WAL_AND_JOURNAL)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - SQLite's names
        return bytes(self._medium.content[offset : offset + amount])

    def xFileSize(self) -> int:  # noqa: N802 - SQLite's names
        return len(self._medium.content)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's names
        self._disk.change(grows=True)
        self._medium.write(offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - SQLite's names
        self._disk.change(grows=False)
        self._medium.truncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's names
        self._disk.change(grows=False)
        if self._is_journal and self._medium.durable is None:
            self._disk.names_are_durable()
        self._medium.sync()


_NONE = Medium()
BELOW_CIPHER = "multipleciphers-city"


def _put(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
    else:
        _put(content, offset, data)


def _survive(
    content: bytearray,
    offset: int,
    data: bytes | None,
    chance: Random,
    share: float,
    *,
    torn: bool,
) -> None:
    """One change reached the platters whole, in some of its sectors, or not at all."""
    if data is None or not torn or len(data) <= SECTOR:
        if chance.random() < share:
            _apply(content, offset, data)
        return
    for start in range(0, len(data), SECTOR):
        if chance.random() < share:
            _put(content, offset + start, data[start : start + SECTOR])
