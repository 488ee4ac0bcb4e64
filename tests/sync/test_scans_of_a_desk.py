"""Scanned pages from a real store, over HTTP, to a real central: none is lost, few bytes twice."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from app.clock.time import FixedClock
from app.dossier.events import Page, PagesAttached, sha256_hex
from app.keys.key_file import KeyFile
from app.store.backup import back_up, restore
from app.store.uploads import UploadState
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from sync.central.generations import begin_generation
from sync.central.schema import scan
from sync.contract.operations import CONTINUE_SCAN
from sync.driver import SyncSummary, Transport, run
from sync.engine.answers import Reply
from sync.engine.engine import Engine
from sync.engine.send import Send
from sync.engine.settings import EngineSettings
from sync.transport.http import HttpTransport
from tests.faults import intake
from tests.sync.central.databases import sqlite_url
from tests.sync.central.pages import kept, left_over
from tests.sync.cutting_line import CuttingLine
from tests.sync.real_desk import NOW, QUICK, RealDesk

CHUNK = 8 * 1024
_HEADERS_BYTES = 1_500


class ScanDesk(RealDesk):
    """A desk that scans."""

    def scan(self, dossier: str, *pages: bytes) -> None:
        """Attach pages to a dossier, as scanning does: durable first, then the event."""
        named = [
            Page(self.store.pages.put(each), len(each), "image/png", 10, 10, 200) for each in pages
        ]
        with self.store.transaction(officer="can-bo") as transaction:
            transaction.append(dossier, PagesAttached(component="to-khai", pages=named))

    def upload(
        self,
        url: str,
        *,
        once: bool = False,
        wrap: Callable[[Transport], Transport] = lambda transport: transport,
    ) -> SyncSummary:
        """``sync`` with small chunks."""
        with HttpTransport(url, self.port.key_of, self.clock, settings=QUICK) as transport:
            return run(
                Engine(self.port, Random(3), EngineSettings(chunk_bytes=CHUNK)),
                wrap(transport),
                self.clock,
                lambda seconds: self.clock.advance(timedelta(seconds=max(seconds, 0.001))),
                waiting=self.port.waiting,
                once=once,
                until_empty=not once,
            )

    def states(self) -> dict[str, UploadState]:  # type: ignore[override] # of pages here
        """Every page of this desk and where it stands."""
        return {
            page.sha256: page.state
            for state in UploadState
            for page in self.store.uploads.in_state(state)
        }


class Town:
    """A central that keeps pages, and desks that scan."""

    def __init__(self, directory: Path) -> None:
        self.clock = FixedClock(NOW)
        self.directory = directory
        self.scans = directory / "scans"
        self.database_url = sqlite_url(directory)
        self.central = self.start()
        add_agency(self.central.database, intake.AGENCY, "Xã Thử Nghiệm", {}, "tra-cuu.example")
        self.desks: list[ScanDesk] = []

    def start(self, port: int = 0) -> EmbeddedCentral:
        return EmbeddedCentral(self.database_url, self.clock, port, scans=self.scans)

    def desk(self, name: str) -> ScanDesk:
        desk = ScanDesk(self.directory / name, self.clock)
        self.desks.append(desk)
        self.enrol(desk, name)
        return desk

    def enrol(self, desk: ScanDesk, counter: str) -> None:
        code = add_installation_code(self.central.database, intake.AGENCY, now=self.clock.now())
        desk.store.enrolment.prepare(self.central.url, code, counter)
        assert desk.upload(self.central.url).enrolled

    def rows(self) -> int:
        """How many pages the central's database knows."""
        with self.central.database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(scan)).scalar_one())

    def has(self, *pages: bytes) -> bool:
        """Whether the central has exactly these pages, whole, and nothing half."""
        wanted = {f"{intake.AGENCY}/{sha256_hex(each)}": each for each in pages}
        return kept(self.scans) == wanted and not left_over(self.scans)

    def close(self) -> None:
        for desk in self.desks:
            desk.close()
        self.central.stop()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A central and no desks; in memory where there is a place, these tests are about the line."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as directory:
        made = Town(Path(directory))
        yield made
        made.close()


def page(seed: int, size: int) -> bytes:
    """A page that does not compress."""
    return Random(seed).randbytes(size)


def test_what_was_scanned_is_at_the_central_after_a_sync(town: Town) -> None:
    """Events and pages; the summary counts them; a second sync sends nothing."""
    desk = town.desk("quay-1")
    pages = [page(number, 3_000 + 9_000 * number) for number in range(4)]
    for dossier in desk.receive(2):
        desk.scan(dossier, *pages)
    assert desk.store.uploads.counts().waiting == 4
    summary = desk.upload(town.central.url)
    assert (summary.scans_sent, summary.waiting) == (4, 0)
    assert summary.uploaded_bytes > sum(len(each) for each in pages)
    assert town.has(*pages)
    assert set(desk.states().values()) == {UploadState.DONE}
    assert desk.upload(town.central.url).scans_sent == 0


def test_a_page_cut_at_every_kilobyte_arrives_once(town: Town) -> None:
    """40 kB in chunks of 8 kB: one record, and at most one chunk goes over the line again."""
    desk = town.desk("quay-1")
    (dossier,) = desk.receive(1)
    desk.upload(town.central.url)
    pages: list[bytes] = []
    cuts = 0
    with CuttingLine(int(town.central.url.rpartition(":")[2])) as line:
        plain = _cost(desk, line, dossier, pages, seed=1_000)
        for kilobyte in range(plain // 1024 + 1):
            line.cut_behind(kilobyte * 1024)
            cost = _cost(desk, line, dossier, pages, seed=kilobyte)
            assert cost <= plain + CHUNK + 3 * _HEADERS_BYTES, kilobyte
            cuts += line.cuts
            line.cuts, line.cut_at = 0, None
        assert cuts == plain // 1024 + 1
    assert town.has(*pages)
    assert town.rows() == len(pages)
    assert set(desk.states().values()) == {UploadState.DONE}


def _cost(desk: ScanDesk, line: CuttingLine, dossier: str, pages: list[bytes], *, seed: int) -> int:
    """Scan another page of 40 kB; the bytes that went over the line until it was there."""
    before = line.forwarded
    pages.append(page(seed, 40 * 1024))
    desk.scan(dossier, pages[-1])
    assert desk.upload(line.url).scans_sent == 1
    return line.forwarded - before


class Killed(Exception):  # noqa: N818 - what became of the process
    """The desk's process ends here."""


class Deadly:
    """Carries every call, and after each chunk of a begun upload ends the desk's process."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.uploaded_bytes = 0

    def execute(self, send: Send) -> Reply:
        reply = self._transport.execute(send)
        if send.operation is CONTINUE_SCAN:
            raise Killed
        return reply


def test_a_killed_desk_goes_on_where_it_was(town: Town) -> None:
    """Killed before it hears of each chunk: opened again it asks, and sends nothing twice."""
    desk = town.desk("quay-1")
    (dossier,) = desk.receive(1)
    whole = page(1, 5 * CHUNK)
    desk.scan(dossier, whole)
    lives = 0
    sent = 0
    while desk.store.uploads.counts().waiting:
        lives += 1
        try:
            desk.upload(town.central.url, wrap=Deadly)
        except Killed:
            desk.store.close()
            town.desks.remove(desk)
            desk = ScanDesk(desk.directory, town.clock)
            town.desks.append(desk)
            sent += CHUNK
    assert lives == 5
    assert sent == 4 * CHUNK
    assert town.has(whole)


def test_a_restored_central_is_told_of_every_page_again(town: Town) -> None:
    """What it still has costs no bytes; what it has lost is sent once more."""
    desk = town.desk("quay-1")
    (dossier,) = desk.receive(1)
    there, lost = page(1, 30_000), page(2, 31_000)
    desk.scan(dossier, there, lost)
    desk.upload(town.central.url)
    lies = next(path for path in town.scans.rglob("*") if path.name == sha256_hex(lost)[2:])
    lies.unlink()
    begin_generation(town.central.database, 1_000, clock=town.clock)
    town.clock.advance(timedelta(minutes=1))
    summary = desk.upload(town.central.url)
    assert town.has(there, lost)
    assert summary.scans_sent == 2
    assert 31_000 < summary.uploaded_bytes < 31_000 + 12_000


def test_a_desk_restored_from_an_old_copy_brings_its_pages(town: Town) -> None:
    """What went out after the backup is asked for, not sent; what waits goes out."""
    desk = town.desk("quay-1")
    (dossier,) = desk.receive(1)
    waits, later = page(1, 20_000), page(2, 21_000)
    desk.scan(dossier, waits)
    back_up(desk.store, town.directory / "copy.qmc")
    desk.upload(town.central.url)
    desk.scan(dossier, later)
    desk.upload(town.central.url)
    desk.close()
    town.desks.remove(desk)
    keys = KeyFile(town.directory / "quay-1.key")
    restore(town.directory / "copy.qmc", town.directory / "quay-1b", keys)
    (town.directory / "quay-1.key").rename(town.directory / "quay-1b.key")
    again = ScanDesk(town.directory / "quay-1b", town.clock)
    town.desks.append(again)
    again.store.enrolment.prepare_successor()
    summary = again.upload(town.central.url)
    assert summary.scans_sent == 2
    assert summary.uploaded_bytes < 12_000
    assert town.has(waits, later)
    assert not again.store.uploads.counts().set_aside


def test_a_page_that_the_desk_has_lost_can_be_brought_back(town: Town) -> None:
    """Set aside with its reason; with the file back, and sent again, it goes."""
    desk = town.desk("quay-1")
    gone = page(1, 5_000)
    desk.scan(desk.receive(1)[0], gone)
    desk.store.pages.sealed_file(sha256_hex(gone)).unlink()
    desk.upload(town.central.url)
    (aside,) = desk.store.uploads.in_state(UploadState.SET_ASIDE)
    assert aside.problem is not None
    assert aside.problem.code == "page_missing"
    assert aside.code is not None
    desk.store.pages.put(gone)
    with desk.store.transaction(officer="can-bo") as transaction:
        transaction.offer_page_again(aside.sha256)
    desk.upload(town.central.url)
    assert town.has(gone)


def test_two_desks_scan_one_sheet_and_the_central_keeps_it_once(town: Town) -> None:
    """A common form: the second desk sends no byte of it."""
    sheet = page(1, 30_000)
    first, second = town.desk("quay-1"), town.desk("quay-2")
    for desk in (first, second):
        desk.scan(desk.receive(1)[0], sheet)
    assert first.upload(town.central.url).scans_sent == 1
    assert second.upload(town.central.url).scans_sent == 1
    assert town.has(sheet)


def test_a_central_that_was_stopped_goes_on(town: Town) -> None:
    """Its uploads are in its database and its folder: a restart forgets none."""
    desk = town.desk("quay-1")
    whole = page(1, 6 * CHUNK)
    desk.scan(desk.receive(1)[0], whole)
    port = int(town.central.url.rpartition(":")[2])
    with CuttingLine(port) as line:
        line.cut_behind(4 * CHUNK)
        desk.upload(line.url, once=True)
        town.central.stop()
        town.central = town.start(port)
        town.clock.advance(timedelta(minutes=5))
        summary = desk.upload(line.url)
    assert summary.scans_sent == 1
    assert summary.uploaded_bytes < 6 * CHUNK
    assert town.has(whole)


def test_a_central_that_may_not_write_says_so_and_events_go_on(town: Town) -> None:
    """The page waits; the dossier is there."""
    desk = town.desk("quay-1")
    desk.scan(desk.receive(1)[0], page(1, 5_000))
    town.scans.write_text("a file in the folder's place")
    summary = desk.upload(town.central.url)
    assert (summary.waiting, summary.scans_sent) == (0, 0)
    assert desk.store.uploads.counts().waiting == 1
