"""Counts what a desk asks of the system and the network, and kills it at the n-th."""

from __future__ import annotations

import os
import signal
from typing import Any
from unittest.mock import patch

import apsw

from app.disk import durable_file
from app.store import opening
from app.store.database import Database
from sync.engine.answers import Reply
from sync.engine.send import Send
from sync.transport.http import HttpTransport
from tests.faults.kills.forked import Shared

VFS = "tripwire"


class Tripwire:
    """``at`` 0 only counts. It stands at writes and syncs of the database, of small files, and on
    both sides of each call to the central."""

    def __init__(self, shared: Shared, at: int) -> None:
        self._shared = shared
        self._at = at
        self._count = 0

    def step(self) -> None:
        self._count += 1
        self._shared.operations = self._count
        if self._count == self._at:
            os.kill(os.getpid(), signal.SIGKILL)

    def lay(self) -> None:
        """For the rest of this process."""
        self._vfs = _Vfs(self)  # registered as long as somebody holds it
        patch.object(opening, "Database", _watched_database).start()
        patch.object(durable_file, "os", _Os(self)).start()
        execute = HttpTransport.execute

        def watched(transport: HttpTransport, send: Send) -> Reply:
            self.step()
            reply = execute(transport, send)
            self.step()
            return reply

        patch.object(HttpTransport, "execute", watched).start()


def _watched_database(*args: Any, vfs: str | None, **named: Any) -> Database:
    assert vfs is None
    return Database(*args, vfs=f"multipleciphers-{VFS}", **named)


class _Vfs(apsw.VFS):
    def __init__(self, tripwire: Tripwire) -> None:
        self._tripwire = tripwire
        super().__init__(VFS, "")

    def xOpen(  # noqa: N802 - SQLite's names
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        return _File(self._tripwire, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 - SQLite's names
        self._tripwire.step()
        super().xDelete(filename, syncdir)


class _File(apsw.VFSFile):
    def __init__(
        self, tripwire: Tripwire, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        super().__init__("", name, flags)
        self._tripwire = tripwire

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's names
        self._tripwire.step()
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - SQLite's names
        self._tripwire.step()
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's names
        # A killed process leaves what it wrote with the system: nothing is waited for.
        self._tripwire.step()


class _Os:
    """Stands in for ``os`` in ``durable_file``."""

    def __init__(self, tripwire: Tripwire) -> None:
        self._tripwire = tripwire

    def __getattr__(self, name: str) -> Any:
        found = getattr(os, name)
        if name not in {"open", "fdopen", "fsync", "replace"}:
            return found

        def watched(*args: Any, **named: Any) -> Any:
            self._tripwire.step()
            return found(*args, **named)

        return watched
