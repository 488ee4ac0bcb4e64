"""kill -9 and a failing disk, at every step of a printing: nothing is printed twice by itself."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from app.accounts.roles import ALL_ROLES
from app.errors import EnvironmentFault
from app.keys.machine import machine_fingerprint
from app.numbering.series import SlipKind, slip_series
from app.print_jobs.job import Known, PrintJob
from app.reception.desk import Desk
from app.store.store import Store
from app.store.verify import verify
from printing.following import follow_jobs
from printing.issuing import print_paper
from printing.printers.find import open_printer
from printing.printers.recording import RecordingPrinter
from tests.app.reception.test_receiving import arrive
from tests.app.store.faulty_vfs import FaultyVfs
from tests.app.store.rig import COMMUNE, OFFICER, DeskRig, lease, receive
from tests.desks import calendar, catalogue, open_desk
from tests.printing.pdf_reading import texts

PROJECT = Path(__file__).parents[2]
NUMBER = itertools.count()
SERIES = slip_series(SlipKind.RECEIPT, COMMUNE, 2026)


@pytest.mark.parametrize(
    ("step", "came_out", "found", "followed"),
    [
        ("before", 0, Known.UNSURE, Known.UNSURE),
        ("amid", 1, Known.UNSURE, Known.UNSURE),
        ("after", 1, Known.HANDED, Known.PRINTED),
    ],
)
def test_a_killed_printing_is_known_or_asked_about(
    tmp_path: Path, step: str, came_out: int, found: Known, followed: Known
) -> None:
    """docs/adr/0021: recorded before the first byte; what the desk can't know a person is asked."""
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk).code)
    command = [sys.executable, "-m", "tests.printing.killed_printing", str(tmp_path), code, step]
    assert subprocess.run(command, cwd=PROJECT, check=False).returncode == -9
    printer = RecordingPrinter(tmp_path / "printer")
    with open_desk(tmp_path / "desk") as desk:
        [job] = desk.store.print_jobs.newest(9)
        assert (job.state, desk.dossier(code).prints) == (found, {"receipt": 1})
        follow_jobs(desk.store, open_printer, desk.clock.now())
        [job] = desk.store.print_jobs.newest(9)
        assert job.state is followed
        assert len(printer.papers()) == came_out
        print_paper(desk, code, "receipt", printer)
        assert "In lại lần 1" in texts(printer.pdf(printer.papers()[-1]))[0]
        assert verify(desk.store).problems == []


@pytest.fixture(name="disk")
def _disk() -> Iterator[FaultyVfs]:
    vfs = FaultyVfs(f"printing{next(NUMBER)}")
    yield vfs
    vfs.unregister()


def desk_of(store: Store, rig: DeskRig) -> Desk:
    return Desk(
        store=store,
        catalogue=catalogue(),
        calendar=calendar(),
        clock=rig.clock,
        officer=OFFICER,
        unlock="test",
        roles=ALL_ROLES,
    )


def job_of(store: Store, dossier: str) -> PrintJob | None:
    jobs = store.print_jobs.of_dossier(dossier)
    assert len(jobs) <= 1
    return jobs[0] if jobs else None


def print_it(desk: Desk, dossier: str, printer: RecordingPrinter) -> bool:
    """Print its receipt; whether the officer was told that it went."""
    try:
        print_paper(desk, dossier, "receipt", printer)
    except EnvironmentFault:
        return False
    return True


def test_wherever_the_disk_is_full_no_paper_is_without_its_record(
    tmp_path: Path, disk: FaultyVfs
) -> None:
    """Fail the n-th write of the database, for every n: a paper that is out is recorded and not
    called a failure, one that is not recorded is not out."""
    rig = DeskRig(tmp_path, vfs=disk.below_cipher)
    disk.error = apsw.FullError
    printer = RecordingPrinter(tmp_path / "printer")
    with rig.create(numbers=200) as store:
        lease(store, SERIES, 1, 200, rig.clock)
        desk = desk_of(store, rig)
        dossier, _ = receive(store, rig.clock)
        disk.reset()
        assert print_it(desk, dossier, printer)
        writes, sent, left = disk.changes, 1, 0
        assert writes >= 4
        for at in range(1, writes + 1):
            dossier, _ = receive(store, rig.clock)
            disk.reset(fail_at=at)
            told = print_it(desk, dossier, printer)
            disk.reset()
            out = len(printer.papers()) - sent
            sent += out
            job = job_of(store, dossier)
            assert told == (out == 1)
            assert (job is not None) == (out == 1)
            assert desk.dossier(dossier).prints == ({"receipt": 1} if out else {})
            left += job is not None and job.state is Known.RECORDED
        assert left >= 1
        assert len(follow_jobs(store, open_printer, rig.clock.now())) >= left
        assert len(store.print_jobs.unsure()) == left
        assert len(printer.papers()) == sent
        assert verify(store).problems == []


def test_wherever_the_power_goes_a_paper_that_is_out_is_known(
    tmp_path: Path, disk: FaultyVfs
) -> None:
    """Cut the power at the n-th write, for every n, and look at what is on the platters: a paper
    that came out has its record, and its job is known or asked about."""
    rig = DeskRig(tmp_path / "desk", vfs=disk.below_cipher, machine=machine_fingerprint())
    rig.root.mkdir()
    store = rig.create(numbers=200)
    lease(store, SERIES, 1, 200, rig.clock)
    dossier, _ = receive(store, rig.clock)
    desk = desk_of(store, rig)
    store.rest()
    disk.reset()
    assert print_it(desk, dossier, RecordingPrinter(tmp_path / "first"))
    writes = disk.changes
    for at in range(1, writes + 1):
        dossier, _ = receive(store, rig.clock)
        printer = RecordingPrinter(tmp_path / f"printer-{at}")
        disk.reset(cut_at=at)
        print_it(desk, dossier, printer)
        image = _image(tmp_path, rig, disk, at)
        disk.reset()
        with image.open() as restarted:
            state = restarted.dossier(dossier)
            assert state is not None
            job = job_of(restarted, dossier)
            if printer.papers():
                assert state.prints == {"receipt": 1}
                assert job is not None
                assert job.state in {Known.HANDED, Known.UNSURE}
            else:
                assert job is None or job.state is Known.UNSURE
    store.close()


def _image(tmp_path: Path, rig: DeskRig, disk: FaultyVfs, seed: int) -> DeskRig:
    """The desk as it is found after the cut."""
    image = DeskRig(tmp_path / f"image-{seed}", machine=rig.machine)
    image.data.mkdir(parents=True)
    shutil.copy2(rig.data / "store.json", image.data)
    for file in rig.root.glob("key*"):
        shutil.copy2(file, image.root)
    disk.crash_image(image.data, seed=seed)
    return image
