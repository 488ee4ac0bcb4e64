"""Our desk against the reference server of tus, npm's ``@tus/server``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.uploads import UploadState
from sync.driver import Transport
from sync.engine.answers import Failure, FailureKind, Reply
from sync.engine.send import Send
from sync.transport.http import HttpTransport
from tests.peers.node import tus_server
from tests.sync.cutting_line import CuttingLine
from tests.sync.real_desk import QUICK
from tests.sync.test_scans_of_a_desk import CHUNK, ScanDesk, Town, page


class TwoWays:
    """Pages go to one server, everything else to the central. ``lost``: answers of so many pages'
    calls never come back."""

    def __init__(self, central: Transport, pages: Transport, lost: int = 0) -> None:
        self._central = central
        self._pages = pages
        self._lost = lost
        self.names: list[str] = []
        self.uploaded_bytes = 0

    def execute(self, send: Send) -> Reply:
        if not send.operation.tus:
            return self._central.execute(send)
        self.names.append(send.operation.name)
        reply = self._pages.execute(send)
        if self._lost and len(self.names) > 1:
            self._lost -= 1
            return Failure(FailureKind.CONNECTION, "lost by the test")
        return reply


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A central for everything else."""
    made = Town(tmp_path)
    yield made
    made.close()


@pytest.fixture
def desk(town: Town) -> ScanDesk:
    """An enrolled desk."""
    return town.desk("quay-1")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Where the reference server keeps what came."""
    return tmp_path / "tus"


@pytest.fixture
def server(files: Path) -> Iterator[str]:
    """The reference server's address."""
    with tus_server(files) as url:
        yield url


def upload(desk: ScanDesk, town: Town, server: str, *, lost: int = 0) -> list[str]:
    """One sync with the pages to ``server``; the names of the calls there."""
    ways: list[TwoWays] = []

    def both(central: Transport) -> Transport:
        ways.append(TwoWays(central, pages, lost))
        return ways[0]

    with HttpTransport(server, desk.port.key_of, town.clock, settings=QUICK) as pages:
        desk.upload(town.central.url, wrap=both)
    return ways[0].names


def came(files: Path) -> list[bytes]:
    """The bytes that the server has, of each upload."""
    return sorted(path.read_bytes() for path in files.iterdir() if path.suffix != ".json")


def test_pages_arrive_small_and_large(desk: ScanDesk, town: Town, server: str, files: Path) -> None:
    """Creation with upload, and chunk by chunk."""
    pages = [page(1, 2_000), page(2, 3 * CHUNK + 7)]
    desk.scan(desk.receive(1)[0], *pages)
    names = upload(desk, town, server)
    assert names == ["create_scan", "create_scan", *["continue_scan"] * 3]
    assert came(files) == sorted(pages)
    assert set(desk.states().values()) == {UploadState.DONE}


def test_what_was_lost_is_resumed(desk: ScanDesk, town: Town, server: str, files: Path) -> None:
    """Answers that never come: the server is asked where it stands, by its own id."""
    whole = page(1, 6 * CHUNK)
    desk.scan(desk.receive(1)[0], whole)
    names = upload(desk, town, server, lost=2)
    assert "scan_place" in names
    assert came(files) == [whole]


def test_a_chunk_that_is_cut_is_resumed(
    desk: ScanDesk, town: Town, server: str, files: Path
) -> None:
    """This server keeps what came of a chunk: the desk goes on from there."""
    whole = page(1, 6 * CHUNK)
    desk.scan(desk.receive(1)[0], whole)
    with CuttingLine(int(server.rpartition(":")[2])) as line:
        line.cut_behind(2 * CHUNK + 5_000)
        upload(desk, town, line.url)
        assert line.cuts == 1
        assert line.forwarded < 7 * CHUNK + 8_000
    assert came(files) == [whole]


def test_an_upload_that_the_server_forgot_is_begun_anew(
    desk: ScanDesk, town: Town, server: str, files: Path
) -> None:
    """404 by a server that knows none of our problems."""
    whole = page(1, 3 * CHUNK)
    desk.scan(desk.receive(1)[0], whole)
    desk.upload(town.central.url, wrap=NoPages)
    desk.store.uploads.placed(next(iter(desk.states())), "a" * 32)
    names = upload(desk, town, server)
    assert names[:2] == ["scan_place", "create_scan"]
    assert came(files) == [whole]


class NoPages:
    """A line over which no page goes."""

    def __init__(self, central: Transport) -> None:
        self._central = central
        self.uploaded_bytes = 0

    def execute(self, send: Send) -> Reply:
        if send.operation.tus:
            return Failure(FailureKind.CONNECTION, "no pages")
        return self._central.execute(send)
