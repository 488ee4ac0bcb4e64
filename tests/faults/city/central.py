"""The central of the city: its own application over its own SQLite, in this process.

It crashes before any statement, and after a commit whose answer nobody hears. A request is handled
at once and whole: ``await`` meets nothing to wait for (long polls are sent home, the line waits
instead of them).
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import anyio.to_thread
import msgspec
from requests import PreparedRequest
from sqlalchemy import Connection, Engine, event, select
from starlette.types import ASGIApp, Message

from sync.central.application import create_app
from sync.central.arrivals import Arrivals
from sync.central.database import Database, open_database
from sync.central.generations import begin_generation, current_generation
from sync.central.scan_files import ScanFiles
from sync.central.schema import agency as agency_table
from sync.central.schema import claim as claim_table
from sync.central.schema import event as event_table
from sync.central.schema import installation as installation_table
from sync.central.schema import lease as lease_table
from sync.central.schema import number_end, number_use, slip_use
from sync.central.schema import scan as scan_table
from sync.central.schema import task as task_table
from sync.central.settings import CentralSettings
from tests.faults.city.agenda import AheadClock
from tests.faults.rules import OnPaper

GAP = 300
"""More numbers than any series leases between a backup and its return. Each return of the central
takes twice as many: the gap has to cover what was leased since an earlier return, too."""


class CentralCrashed(BaseException):
    """The central's process is gone: what was not committed never happened."""


class BodyCut(Exception):  # noqa: N818 - what happened to the request
    """Of the request's body only a part came before the line broke."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What the central answered, as it goes over the line."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """An event as the central keeps it; ``position`` is None where it was set aside."""

    agency: str
    position: int | None
    header: bytes
    payload: bytes
    findings: list[str]
    problem: str


@dataclass(frozen=True, slots=True)
class KeptLease:
    """A lease, and what the central knows of its numbers."""

    id: str
    installation: str
    series: tuple[str, str, str]
    first: int
    last: int
    used: set[int]
    ended: set[int]


class CityCentral:
    """One central in ``directory``. ``crash_at``: it crashes at the n-th statement from now;
    ``crash_after_commit``: its next commit counts, and nobody hears of it."""

    def __init__(self, directory: Path, clock: AheadClock) -> None:
        self.directory = directory
        self.clock = clock
        self.scans = directory / "scans"
        self.statements = 0
        self.crash_at = 0
        self.crash_after_commit = False
        self.has_backup = False
        self._gap = GAP
        self._loop = asyncio.new_event_loop()
        self._start()

    def _start(self) -> None:
        path = self.directory / "central.db"
        self.database: Database = open_database(f"sqlite:///{path}", clock=self.clock)
        engine: Engine = self.database._reading
        event.listen(engine, "before_cursor_execute", self._before_statement)
        event.listen(engine, "commit", self._before_commit)
        arrivals = Arrivals()
        arrivals.stop()
        self._app: ASGIApp = create_app(
            self.database,
            self.clock,
            CentralSettings(),
            rules=OnPaper(),
            arrivals=arrivals,
            scans=ScanFiles(self.scans),
        )

    def close(self) -> None:
        """Let go of everything."""
        self.database.close()
        self._loop.close()

    def restart(self) -> None:
        """A new process over what the old one left."""
        self.database.close()
        self.crash_at, self.crash_after_commit = 0, False
        self._start()

    def back_up(self) -> None:
        """The administrator copies the database while the central serves on."""
        source = sqlite3.connect(self.directory / "central.db")
        target = sqlite3.connect(self.directory / "backup.db")
        with target:
            source.backup(target)
        source.close()
        target.close()
        _copy_folder(self.directory / "scans", self.directory / "scans-backup")
        self.has_backup = True

    def restore(self) -> None:
        """The database is lost; the last backup takes its place, and a new generation begins."""
        self.database.close()
        for path in self.directory.glob("central.db*"):
            path.unlink()
        shutil.copy(self.directory / "backup.db", self.directory / "central.db")
        _copy_folder(self.directory / "scans-backup", self.directory / "scans")
        self.crash_at, self.crash_after_commit = 0, False
        self._start()
        begin_generation(self.database, self._gap, clock=self.clock)
        self._gap *= 2

    # -- what it holds

    def events(self) -> set[str]:
        """The hashes of all events."""
        with self.database.read() as connection:
            return set(connection.execute(select(event_table.c.hash)).scalars())

    def active(self) -> set[str]:
        """The installations that may do everything."""
        query = select(installation_table.c.id).where(installation_table.c.state == "active")
        with self.database.read() as connection:
            return set(connection.execute(query).scalars())

    def siblings(self) -> set[str]:
        """Installations beside which the task ``second_successor`` names another."""
        task, one = task_table.c, installation_table.alias()
        query = (
            select(one.c.id)
            .join(task_table, task.installation == one.c.predecessor)
            .where(task.kind == "second_successor")
        )
        with self.database.read() as connection:
            return set(connection.execute(query).scalars())

    def page(self, agency: str, sha256: str) -> bytes | None:
        """A scanned page that it says it has; None where it does not."""
        query = select(scan_table).where(
            scan_table.c.agency == agency, scan_table.c.sha256 == sha256
        )
        with self.database.read() as connection:
            if connection.execute(query).first() is None:
                return None
        return (self.scans / "kept" / agency / sha256[:2] / sha256[2:]).read_bytes()

    def claims(self) -> list[tuple[str, str, str]]:
        """(agency, kind, dossier) of every claim that is held or was used."""
        query = select(claim_table.c.agency, claim_table.c.kind, claim_table.c.dossier).where(
            claim_table.c.state != "ended"
        )
        with self.database.read() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def head(self, agency: str) -> tuple[int, int]:
        """Generation, and the last position of the agency's feed."""
        query = select(agency_table.c.head).where(agency_table.c.agency == agency)
        with self.database.read() as connection:
            head = connection.execute(query).scalar_one()
            return current_generation(connection), int(head)

    def kept(self) -> dict[str, Kept]:
        """Every event by its hash."""
        with self.database.read() as connection:
            return {
                row.hash: Kept(
                    row.agency,
                    row.position,
                    row.header,
                    row.payload,
                    [each["code"] for each in msgspec.json.decode(row.findings)],
                    row.problem or "",
                )
                for row in connection.execute(select(event_table))
            }

    def leases(self) -> list[KeptLease]:
        """Every lease with the numbers of it that were used or have ended."""
        used: dict[str, set[int]] = defaultdict(set)
        ended: dict[str, set[int]] = defaultdict(set)
        with self.database.read() as connection:
            for table in (number_use, slip_use):
                for row in connection.execute(select(table.c.lease, table.c.number)):
                    used[row.lease].add(row.number)
            for row in connection.execute(select(number_end)):
                ended[row.lease] |= set(range(row.first, row.last + 1))
            return [
                KeptLease(
                    row.id,
                    row.installation,
                    (row.kind, row.agency, row.period),
                    row.first,
                    row.last,
                    used[row.id],
                    ended[row.id],
                )
                for row in connection.execute(select(lease_table))
            ]

    # -- serving

    def handle(self, request: PreparedRequest, *, body_bytes: int | None = None) -> HttpAnswer:
        """Serve one request. With ``body_bytes`` the line breaks after so much of its body.

        Raises CentralCrashed; then it must be restarted. Raises BodyCut where nobody waits for an
        answer.
        """
        url = urlsplit(request.url or "")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": request.method,
            "scheme": "http",
            "path": str(url.path),
            "raw_path": str(url.path).encode(),
            "query_string": str(url.query).encode(),
            "headers": [
                (name.lower().encode("latin-1"), value.encode("latin-1"))
                for name, value in _texts(request)
            ],
            "client": ("127.0.0.1", 1),
            "server": (url.hostname, url.port or 80),
        }
        exchange = _Exchange(_body(request), body_bytes)
        self._loop.run_until_complete(self._app(scope, exchange.receive, exchange.send))
        if body_bytes is not None:
            raise BodyCut
        answer = exchange.answer()
        # As a server does: what answers a HEAD has no body.
        return replace(answer, body=b"") if request.method == "HEAD" else answer

    def _before_statement(self, *_arguments: object) -> None:
        self.statements += 1
        if self.crash_at and self.statements >= self.crash_at:
            raise CentralCrashed

    def _before_commit(self, connection: Connection) -> None:
        if self.crash_after_commit and connection.get_execution_options().get("qmc_writes"):
            self.crash_after_commit = False
            driver: Any = connection.connection.driver_connection
            driver.commit()
            raise CentralCrashed

    def crash_in(self, statements: int) -> None:
        """It crashes before the n-th statement from now."""
        self.statements, self.crash_at = 0, statements


class _Exchange:
    """One request's messages to the application, and what came back."""

    def __init__(self, body: bytes, cut: int | None) -> None:
        self._messages: list[Message] = []
        whole = cut is None
        if body[:cut]:
            self._messages.append(
                {"type": "http.request", "body": body[:cut], "more_body": not whole}
            )
        elif whole:
            self._messages.append({"type": "http.request", "body": b"", "more_body": False})
        self._status = 0
        self._headers: list[tuple[str, str]] = []
        self._body = bytearray()

    async def receive(self) -> Message:
        return self._messages.pop(0) if self._messages else {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            self._headers = [
                (name.decode("latin-1"), value.decode("latin-1"))
                for name, value in message["headers"]
            ]
        else:
            self._body += message.get("body", b"")

    def answer(self) -> HttpAnswer:
        return HttpAnswer(self._status, self._headers, bytes(self._body))


async def _inline(function: Any, *arguments: Any, **_options: Any) -> Any:
    return function(*arguments)


@contextmanager
def served_inline() -> Iterator[None]:
    """Handlers run in the caller's thread inside the block."""
    with patch.object(anyio.to_thread, "run_sync", _inline):
        yield


def _texts(request: PreparedRequest) -> Iterator[tuple[str, str]]:
    given: list[tuple[str, str | bytes]] = list(request.headers.items())
    for name, value in given:
        yield name, value.decode("latin-1") if isinstance(value, bytes) else value


def _body(request: PreparedRequest) -> bytes:
    body = request.body or b""
    return body.encode() if isinstance(body, str) else body


def _copy_folder(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    if source.is_dir():
        shutil.copytree(source, target)
