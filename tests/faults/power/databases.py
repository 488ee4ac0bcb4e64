"""The databases of a machine, below the cipher: what is durable, and what was only written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import apsw

from tests.faults.power.remains import Remains, Write, put, remains
from tests.faults.power.trouble import Plan, SyncLost


@dataclass
class Medium:
    """One file. ``durable`` is None while not even its name is."""

    durable: bytes | None = None
    unsynced: list[Write] = field(default_factory=list)

    def sync(self) -> None:
        content = bytearray(self.durable or b"")
        for write in self.unsynced:
            put(content, write)
        self.durable = bytes(content)
        self.unsynced.clear()


class Databases(apsw.VFS):
    """SQLite's files go through here. ``plan`` is the machine's."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name, "")
        self.plan = Plan()
        self.media: dict[str, Medium] = {}
        self.deleted: dict[str, Medium] = {}

    @property
    def below_cipher(self) -> str:
        """The name to open databases with."""
        return f"multipleciphers-{self.name}"

    def forget(self) -> None:
        """Another machine: everything that lies there is durable."""
        self.media.clear()
        self.deleted.clear()

    def left(self, kind: Remains, chance: Random) -> Iterator[tuple[str, bytes]]:
        """Each file and its content after a power cut."""
        gone = {} if kind in {Remains.EVERYTHING, Remains.GARBAGE} else self.deleted
        for name, medium in sorted({**gone, **self.media}.items()):
            content = remains(medium.durable or b"", medium.unsynced, kind, chance)
            if content or medium.durable is not None:
                yield name, content

    def xOpen(  # noqa: N802 - SQLite's names
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        if not Path(path).exists():
            self.plan.change(grows=True)
        return _File(self, path, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 - SQLite's names
        self.plan.change()
        super().xDelete(filename, syncdir)
        medium = self.media.pop(filename, None)
        if medium is not None and medium.durable is not None and not syncdir:
            self.deleted[filename] = medium


class _File(apsw.VFSFile):
    def __init__(
        self,
        vfs: Databases,
        path: str,
        name: str | apsw.URIFilename | None,
        flags: list[int],
    ) -> None:
        existing = Path(path).read_bytes() if Path(path).is_file() else None
        super().__init__("", name, flags)
        self._vfs = vfs
        self._plan = vfs.plan
        before = vfs.deleted.pop(path, None)
        if before is not None:  # made anew under its name: as if it had been cut to nothing
            vfs.media[path] = Medium(before.durable, [(0, None)])
        self._medium = vfs.media.setdefault(path, Medium(existing))

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - SQLite's names
        self._plan.read()
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's names
        write = (offset, bytes(data))
        self._medium.unsynced.append(write)  # the power may go while it is being written
        try:
            self._plan.change(grows=True)
        except apsw.FullError:
            self._medium.unsynced.pop()
            raise
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - SQLite's names
        self._plan.change()
        self._medium.unsynced.append((newsize, None))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's names
        try:
            self._plan.change(syncs=True)
        except SyncLost:
            self._medium.unsynced.clear()
            raise
        if self._medium.durable is None:
            self._vfs.deleted.clear()  # SQLite syncs the folder with a new file's first sync
        self._medium.sync()
