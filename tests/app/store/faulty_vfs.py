"""A disk below the cipher that counts, fails, fills up, and loses its power."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

import apsw


class PowerGone(apsw.IOError):
    """The power is gone: nothing more reaches the disk."""


@dataclass
class _Medium:
    """What of one file is on the platters, and what was only handed to the system since."""

    durable: bytes | None = None
    unsynced: list[tuple[int, bytes]] = field(default_factory=list)


class FaultyVfs(apsw.VFS):
    """Open a database with ``vfs=disk.below_cipher``. Knobs:

    ``fail_at``: the n-th change from now (1 is the next) fails with ``error``;
    ``cut_at``: from the n-th change on the power is gone.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name, "")
        self.changes = 0
        self.syncs: list[str] = []
        self.fail_at = 0
        self.cut_at = 0
        self.error: type[apsw.Error] = apsw.IOError
        self.media: dict[str, _Medium] = {}

    @property
    def below_cipher(self) -> str:
        return f"multipleciphers-{self.name}"

    def xOpen(  # noqa: N802 - SQLite's names
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        return _FaultyFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 - SQLite's names
        self.change()
        super().xDelete(filename, syncdir)
        self.media.pop(filename, None)

    def change(self) -> None:
        """Count one change of the medium, and fail where a knob says so."""
        self.changes += 1
        if self.cut_at and self.changes >= self.cut_at:
            raise PowerGone("the power is gone")
        if self.changes == self.fail_at:
            raise self.error("the disk fails here")

    def reset(self, *, fail_at: int = 0, cut_at: int = 0) -> None:
        """Count from one again, with new knobs."""
        self.changes, self.fail_at, self.cut_at = 0, fail_at, cut_at
        self.syncs.clear()

    def crash_image(self, target: Path, *, seed: int) -> None:
        """Write what a power cut leaves: what was synced, and any part of what was not."""
        chance = random.Random(seed)
        for name, medium in self.media.items():
            content = bytearray(medium.durable or b"")
            survivors = [write for write in medium.unsynced if chance.random() < 0.5]
            if medium.durable is None and not survivors:
                continue
            for offset, data in survivors:
                if len(content) < offset + len(data):
                    content.extend(bytes(offset + len(data) - len(content)))
                content[offset : offset + len(data)] = data
            (target / Path(name).name).write_bytes(content)


class _FaultyFile(apsw.VFSFile):
    def __init__(
        self, vfs: FaultyVfs, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        super().__init__("", name, flags)
        self._vfs = vfs
        self._name = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self._medium = vfs.media.setdefault(self._name, _Medium(self._bytes()))

    def _bytes(self) -> bytes:
        path = Path(self._name)
        return path.read_bytes() if path.is_file() else b""

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's names
        self._vfs.change()
        self._medium.unsynced.append((offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - SQLite's names
        self._vfs.change()
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's names
        self._vfs.change()
        super().xSync(flags)
        self._vfs.syncs.append(Path(self._name).name)
        self._medium.durable = self._bytes()
        self._medium.unsynced.clear()
