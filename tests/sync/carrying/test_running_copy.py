"""The running copy: what is unsent lies at a second place within seconds (docs/adr/0029)."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from app.accounts.roles import Role
from app.carrying.pack import SUFFIX
from app.errors import InvalidInput, Refusal
from app.store.copy_settings import read_copy_settings
from sync.carrying.choosing_copy import choose_copy, stop_copying
from sync.carrying.copy_worker import CopyWorker, copy_now, copy_standing
from sync.carrying.copying import CopyStanding, RunningCopy
from sync.carrying.importing import import_unsent
from tests.sync.carrying.rig import PASSPHRASE, Town, attach, in_hands
from tests.sync.central.databases import sqlite_url
from tests.sync.real_desk import RealDesk

WAIT_S = 20.0


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """The central's database is of no matter here."""
    made = Town(tmp_path, sqlite_url(tmp_path))
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Another place; here a folder of the same disk."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def desk(town: Town, stick: Path) -> RealDesk:
    """A desk that copies to the stick, and has met the central."""
    made = town.desk("quay-1")
    choose_copy(in_hands(made), stick, passphrase=PASSPHRASE)
    return made


def packs(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(f"*{SUFFIX}"))


def test_what_is_unsent_is_copied_and_what_the_central_has_goes(
    town: Town, desk: RealDesk, stick: Path
) -> None:
    """A pack a change; when its events and pages are at the central it is removed."""
    one = desk.receive(1)[0]
    first = copy_now(desk.store)
    assert (first.behind, first.packs, first.problem) == (0, 1, None)
    assert first.copied_at is not None
    attach(desk, one, seed=1)
    desk.receive(1)
    assert copy_now(desk.store).packs == 2
    before = packs(stick)
    assert copy_now(desk.store).packs == 2
    assert packs(stick) == before
    desk.sync(town.central.url)
    assert copy_now(desk.store).packs == 0
    assert list(stick.iterdir()) == []


def test_the_disk_dies_and_the_stick_alone_brings_it_all(
    town: Town, desk: RealDesk, stick: Path, tmp_path: Path
) -> None:
    """Any other counter with the passphrase; everything once, pages too."""
    pages = set()
    for number in range(4):
        pages.add(attach(desk, desk.receive(1)[0], seed=number))
        copy_now(desk.store)
    events = {entry.id for entry in desk.store.outbox.list()}
    other = town.desk("quay-2")
    town.end(desk)
    shutil.rmtree(tmp_path / "quay-1")
    imported = import_unsent(in_hands(other), stick, passphrase=PASSPHRASE)
    assert (imported.packs, imported.new, imported.pages) == (4, len(events), 4)
    assert imported.refused == []
    other.sync(town.central.url)
    assert set(town.event_ids()) == events
    assert town.scans() == pages


def test_a_stick_that_is_exchanged_is_filled_anew(
    town: Town, desk: RealDesk, stick: Path, tmp_path: Path
) -> None:
    """The folder itself is the record of what it holds."""
    page = attach(desk, desk.receive(2)[0], seed=1)
    copy_now(desk.store)
    stick.rename(tmp_path / "full-stick")
    stick.mkdir()
    assert copy_now(desk.store).packs == 1
    other = town.desk("quay-2")
    imported = import_unsent(in_hands(other), stick, passphrase=PASSPHRASE)
    assert (imported.new, imported.pages) == (len(desk.store.outbox.list()), 1)
    assert other.store.pages.get(page)


@pytest.mark.parametrize("restarted", [False, True], ids=["running", "restarted"])
def test_a_page_that_could_not_be_read_is_copied_when_it_can(
    town: Town, desk: RealDesk, stick: Path, tmp_path: Path, restarted: bool
) -> None:
    """The disk did not give it for a moment: its event is copied at once, and the page later."""
    page = attach(desk, desk.receive(1)[0], seed=1)
    file = desk.store.pages.sealed_file(page)
    file.rename(tmp_path / "page")
    file.mkdir()
    copy = RunningCopy(desk.store, nullcontext)
    assert (copy.bring_up_to_date().behind, len(packs(stick))) == (0, 1)
    before = [path.stat().st_mtime_ns for path in stick.iterdir()]
    assert copy.bring_up_to_date().problem is None
    assert [path.stat().st_mtime_ns for path in stick.iterdir()] == before
    file.rmdir()
    (tmp_path / "page").rename(file)
    if restarted:
        copy = RunningCopy(desk.store, nullcontext)
    copy.bring_up_to_date()
    assert len(packs(stick)) == 1
    imported = import_unsent(in_hands(town.desk("quay-2")), stick, passphrase=PASSPHRASE)
    assert imported.pages == 1


def test_a_page_that_waits_keeps_its_pack(town: Town, desk: RealDesk, stick: Path) -> None:
    """The events have arrived, a page has not: the pack has both, and stays for it."""
    page = attach(desk, desk.receive(1)[0], seed=1)
    copy_now(desk.store)
    desk.sync(town.central.url)
    with desk.store.parts.database.transaction():
        desk.store.parts.database.write("UPDATE upload SET state = 'waiting'")
    for path in stick.iterdir():
        path.unlink()
    assert copy_now(desk.store).packs == 1
    other = town.desk("quay-2")
    assert import_unsent(in_hands(other), stick, passphrase=PASSPHRASE).pages == 1
    assert other.store.pages.get(page)


def test_two_desks_use_one_folder_and_leave_other_files_alone(
    town: Town, desk: RealDesk, stick: Path
) -> None:
    """Each removes its own packs only; people keep photos on a stick."""
    other = town.desk("quay-2")
    choose_copy(in_hands(other), stick)
    (stick / "anh.jpg").write_bytes(b"a photo")
    (stick / f"cu{SUFFIX}").write_bytes(b"an old export")
    desk.receive(1)
    other.receive(1)
    copy_now(desk.store)
    copy_now(other.store)
    assert len(packs(stick)) == 3
    desk.sync(town.central.url)
    assert copy_now(desk.store).packs == 0
    assert len(packs(stick)) == 2
    assert copy_now(other.store).packs == 1
    assert (stick / "anh.jpg").read_bytes() == b"a photo"


def test_a_restored_desk_finds_its_lost_work_on_the_stick(
    town: Town, desk: RealDesk, stick: Path, tmp_path: Path
) -> None:
    """It never removes what it does not know; imported and sent it is its own, and goes."""
    town.end(desk)
    shutil.copytree(tmp_path / "quay-1", tmp_path / "yesterday")
    desk = town.open("quay-1")
    desk.receive(3)
    copy_now(desk.store)
    lost = {entry.id for entry in desk.store.outbox.list()}
    town.end(desk)
    shutil.rmtree(tmp_path / "quay-1")
    shutil.move(tmp_path / "yesterday", tmp_path / "quay-1")
    restored = town.open("quay-1")
    before = packs(stick)
    standing = copy_now(restored.store)
    assert (standing.unknown, standing.behind) == (1, 0)
    assert packs(stick) == before
    import_unsent(in_hands(restored), stick)
    restored.sync(town.central.url)
    assert set(town.event_ids()) == lost
    standing = copy_now(restored.store)
    assert (standing.unknown, standing.packs) == (0, 0)
    assert packs(stick) == []


def test_a_place_that_is_gone_is_said_and_caught_up_with(
    desk: RealDesk, stick: Path, tmp_path: Path
) -> None:
    """Nothing is made in its place: an empty mount point is no stick."""
    desk.receive(1)
    stick.rename(tmp_path / "in-a-pocket")
    gone = copy_now(desk.store)
    assert gone.problem is not None
    assert (gone.problem.code, gone.behind, gone.copied_at) == ("copy_place_gone", 2, None)
    assert gone.problem.advice
    assert not stick.exists()
    (tmp_path / "in-a-pocket").rename(stick)
    back = copy_now(desk.store)
    assert (back.problem, back.behind, back.packs) == (None, 0, 1)


def test_what_a_power_cut_has_torn_is_written_anew(town: Town, desk: RealDesk, stick: Path) -> None:
    """A pack shorter than it says, one of zeros, one under a temporary name."""
    for _ in range(3):
        attach(desk, desk.receive(1)[0], seed=1)
        copy_now(desk.store)
    good = {path.name: path.read_bytes() for path in stick.iterdir()}
    torn, zeros, lost = sorted(good)
    (stick / torn).write_bytes(good[torn][:-100])
    (stick / zeros).write_bytes(b"")
    (stick / lost).rename(stick / f".{lost}.0123456789ab.tmp")
    os.utime(stick / f".{lost}.0123456789ab.tmp", (0, 0))
    standing = copy_now(desk.store)
    assert (standing.problem, standing.behind) == (None, 0)
    assert all(path.stat().st_size > 0 for path in stick.iterdir())
    assert not list(stick.glob("*.tmp"))
    other = town.desk("quay-2")
    imported = import_unsent(in_hands(other), stick, passphrase=PASSPHRASE)
    assert imported.refused == []
    assert imported.new == len(desk.store.outbox.list())


def test_another_passphrase_writes_everything_anew(town: Town, desk: RealDesk, stick: Path) -> None:
    """Who knew the old one can't open what is written from now on."""
    desk.receive(1)
    copy_now(desk.store)
    before = packs(stick)
    choose_copy(in_hands(desk), stick, passphrase="năm từ khác hẳn")
    assert copy_now(desk.store).packs == 1
    assert packs(stick) != before
    other = town.desk("quay-2")
    told = import_unsent(in_hands(other), stick, passphrase=PASSPHRASE).refused
    assert [each.code for each in told] == ["wrong_passphrase"]
    assert import_unsent(in_hands(other), stick, passphrase="năm từ khác hẳn").new == 2


def test_only_an_administrator_chooses_the_place(
    desk: RealDesk, stick: Path, tmp_path: Path
) -> None:
    """It takes people's data out of the house: chosen by few, logged."""
    with pytest.raises(Refusal):
        choose_copy(in_hands(desk, Role.OFFICER), stick)
    with pytest.raises(Refusal):
        stop_copying(in_hands(desk, Role.OFFICER, Role.SUPERVISOR))
    stop_copying(in_hands(desk, Role.ADMINISTRATOR))
    assert read_copy_settings(desk.store) is None
    assert copy_now(desk.store) == CopyStanding()
    lines = [line.detail for line in desk.store.audit_lines() if line.action == "choose_copy"]
    assert lines == [{"folder": ""}, {"folder": str(stick)}]


@pytest.mark.parametrize(
    ("name", "passphrase", "code"),
    [
        ("nowhere", None, "no_folder"),
        ("a-file", None, "no_folder"),
        ("quay-1", None, "bad_folder"),
        ("quay-1/pages", None, "bad_folder"),
        ("stick", "ngắn", "short_passphrase"),
    ],
)
def test_a_place_that_is_none_is_refused(
    desk: RealDesk, tmp_path: Path, name: str, passphrase: str | None, code: str
) -> None:
    """Not there, no folder, beside the store itself, a passphrase that is none."""
    (tmp_path / "a-file").write_text("x")
    (tmp_path / "quay-1" / "pages").mkdir(exist_ok=True)
    with pytest.raises(InvalidInput) as raised:
        choose_copy(in_hands(desk), tmp_path / name, passphrase=passphrase)
    assert raised.value.code == code


def test_looking_at_it_writes_nothing(desk: RealDesk, stick: Path) -> None:
    """``outbox copy`` without more."""
    desk.receive(1)
    standing = copy_standing(desk.store)
    assert (standing.behind, standing.packs) == (2, 0)
    assert packs(stick) == []


class Hanging:
    """A share whose server has gone: the listing hangs until it is let go."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.answers = threading.Event()

    def names(self, folder: Path) -> list[str]:
        self.entered.set()
        assert self.answers.wait(WAIT_S)
        return [path.name for path in folder.iterdir()]


def test_a_share_that_hangs_holds_up_nothing(desk: RealDesk, stick: Path) -> None:
    """Receiving goes on, poking returns, stopping does not wait; then it catches up by itself."""
    share = Hanging()
    worker = CopyWorker(desk.store, gather_s=0.0, list_names=share.names)
    worker.start()
    assert share.entered.wait(WAIT_S)
    desk.receive(2)
    worker.poke()
    slow = worker.settle(0.05)
    assert slow.problem is not None
    assert slow.problem.code == "copy_place_slow"
    share.answers.set()
    settled = worker.settle(WAIT_S)
    assert (settled.problem, settled.behind) == (None, 0)
    worker.stop()
    assert len(packs(stick)) >= 1


def test_stopping_never_waits_for_a_share_that_hangs(desk: RealDesk) -> None:
    """The window closes although the share's server has gone; the store is not touched after."""
    share = Hanging()
    worker = CopyWorker(desk.store, list_names=share.names)
    worker.start()
    assert share.entered.wait(WAIT_S)
    worker.stop()
    desk.receive(1)
    share.answers.set()
    assert desk.store.outbox.counts().waiting == 2


def test_the_worker_tells_how_it_stands(desk: RealDesk, stick: Path, tmp_path: Path) -> None:
    """Gone, back, up to date: each is told once it is known."""
    told: list[CopyStanding] = []
    worker = CopyWorker(desk.store, tell=told.append, gather_s=0.0)
    worker.start()
    desk.receive(1)
    assert worker.settle(WAIT_S).behind == 0
    stick.rename(tmp_path / "pocket")
    problem = worker.settle(WAIT_S).problem
    assert problem is not None
    (tmp_path / "pocket").rename(stick)
    assert worker.settle(WAIT_S).problem is None
    worker.stop()
    assert told[-1].problem is None
    assert any(each.problem is not None for each in told)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 300 KiB; only root can mount one."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = -1
    if shutil.which("mount") is not None and hasattr(os, "geteuid") and os.geteuid() == 0:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=300k", "none", str(place)],
            capture_output=True,
            check=False,
        ).returncode
    if mounted != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_stick_that_is_full_read_only_or_pulled_out(town: Town, small_disk: Path) -> None:
    """Each is said by itself, nothing half-written counts, and room makes it go on."""
    desk = town.desk("quay-1")
    choose_copy(in_hands(desk), small_disk)
    filler = small_disk / "phim.mp4"
    filler.write_bytes(bytes(200 * 1024))
    dossier = desk.receive(1)[0]
    assert copy_now(desk.store).problem is None
    for number in range(3):
        attach(desk, dossier, seed=number, size=50_000)
    full = copy_now(desk.store)
    assert full.problem is not None
    assert full.problem.code == "copy_place_full"
    assert full.behind == 3
    assert len(packs(small_disk)) == full.packs == 1
    assert not list(small_disk.glob(".*"))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    read_only = copy_now(desk.store)
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert read_only.problem is not None
    assert read_only.problem.code == "copy_place_read_only"
    filler.unlink()
    done = copy_now(desk.store)
    assert (done.problem, done.behind) == (None, 0)
    subprocess.run(["umount", str(small_disk)], check=True)
    gone = copy_now(desk.store)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "none", str(small_disk)], check=True)
    assert gone.problem is not None
    assert gone.problem.code == "copy_place_gone"
    assert copy_now(desk.store).behind == 0
