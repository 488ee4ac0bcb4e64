"""The disk fails, fills up, or loses its power: no number is lost, none is doubled."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from app.errors import EnvironmentFault
from app.store.records import Settled, SettledAs
from app.store.settings import PROJECTION, write_setting
from app.store.store import Store
from app.store.verify import verify
from tests.app.store.faulty_vfs import FaultyVfs
from tests.app.store.rig import (
    SERIES,
    DeskRig,
    OfficeDays,
    OtherDesk,
    enrol,
    feed_item,
    lease,
    opening,
    printed,
    receive,
)


def codes_of(store: Store) -> list[str]:
    rows, _ = store.search("", 1_000)
    return [row.code for row in rows if row.code is not None]


def test_receiving_is_exactly_one_synced_commit(rig: DeskRig, disk: FaultyVfs) -> None:
    """Opening and registering a dossier costs one sync of the database's files."""
    rig.vfs = disk.below_cipher
    with rig.create() as store:
        receive(store, rig.clock)
        disk.reset()
        receive(store, rig.clock)
        assert disk.syncs == ["desk.db-wal"]


@pytest.mark.parametrize("error", [apsw.IOError, apsw.FullError])
def test_wherever_the_disk_fails_the_dossier_is_there_whole_or_not_at_all(
    rig: DeskRig, disk: FaultyVfs, error: type[apsw.Error]
) -> None:
    """Fail the n-th change of the disk, for every n; the next try works and doubles nothing."""
    rig.vfs = disk.below_cipher
    store = rig.create(numbers=200)
    receive(store, rig.clock)
    disk.error = error
    expected = "disk_full" if error is apsw.FullError else "disk_fault"
    for at in range(1, 200):
        before = codes_of(store)
        disk.reset(fail_at=at)
        try:
            receive(store, rig.clock)
        except EnvironmentFault as fault:
            assert fault.code == expected  # noqa: PT017 - only while the fault is within its reach
        else:
            assert disk.changes < at, "a fault of the disk was not noticed"
            disk.reset()
            break
        disk.reset()
        assert codes_of(store) == before
        _, code = receive(store, rig.clock)
        assert code not in before
    assert at > 30
    printed = codes_of(store)
    store.close()
    with rig.open() as store:
        assert verify(store).problems == []
        assert codes_of(store) == printed
        assert len(set(printed)) == len(printed)


def enrol_anew(store: Store, rig: DeskRig) -> None:
    del rig
    enrol(store, key_id=9)


def settle_all(store: Store, rig: DeskRig) -> None:
    items = store.outbox.due(rig.clock.now(), 100, 10**6)
    store.outbox.settle(
        [
            Settled(item.event.header.id, SettledAs.ACCEPTED, position)
            for position, item in enumerate(items, start=1)
        ],
        rig.clock.now(),
    )


def apply_page(store: Store, rig: DeskRig) -> None:
    other = OtherDesk(rig.clock)
    page = [
        feed_item(100, other.event("d-other", opening("Khác", received=rig.clock.now()))),
        feed_item(101, other.event("d-other", printed())),
    ]
    store.feed.apply(1, 101, page, rig.clock.now())


def be_granted(store: Store, rig: DeskRig) -> None:
    taken = max(held.last for held in store.leases.all())
    lease(store, SERIES, taken + 1, taken + 20, rig.clock)


def give_back(store: Store, rig: DeskRig) -> None:
    store.leases.wanted(rig.clock.now() + timedelta(days=9), OfficeDays())


def offer_again(store: Store, rig: DeskRig) -> None:
    del rig
    store.feed.offer_again()


@pytest.mark.parametrize(
    "work", [settle_all, apply_page, be_granted, give_back, offer_again, enrol_anew]
)
def test_wherever_the_disk_fails_the_rest_of_the_work_holds_too(
    rig: DeskRig, disk: FaultyVfs, work: Callable[[Store, DeskRig], None]
) -> None:
    """Fail the n-th change, for every n, of each kind of work; what fails can be done again."""
    rig.create(numbers=20).close()
    if work is enrol_anew:
        rig.machine = "fedcba9876543210"
        rig.open().close()
    else:
        with rig.open() as store:
            receive(store, rig.clock)
    rig.vfs = disk.below_cipher
    failures = 0
    for at in range(1, 100):
        with rig.open() as store:
            disk.reset(fail_at=at)
            try:
                work(store, rig)
                done = True
            except EnvironmentFault:
                failures += 1
                done = False
            disk.reset()
            assert verify(store).problems == []
        if done:
            break
    assert failures >= 2
    with rig.open() as store:
        receive(store, rig.clock)
        assert verify(store).problems == []
        assert not store.must_succeed


@pytest.mark.parametrize("seed", range(2))
def test_whenever_the_power_goes_every_printed_number_is_there(
    tmp_path: Path, disk: FaultyVfs, seed: int
) -> None:
    """Cut the power at changes of the disk; reopened from what was synced, all holds."""
    total = 0
    for cut in range(1, 1_000):
        root = tmp_path / f"cut{cut}"
        root.mkdir()
        rig = DeskRig(root, vfs=disk.below_cipher)
        store = rig.create(numbers=12)
        disk.reset(cut_at=cut * 5 - 2 * seed)
        printed = []
        survived = True
        try:
            for _ in range(10):
                printed.append(receive(store, rig.clock)[1])
        except EnvironmentFault:
            survived = False
        after = DeskRig(root / "after")
        after.data.mkdir(parents=True)
        shutil.copy(rig.data / "store.json", after.data)
        for name in ("key", "key.record"):
            shutil.copy(root / name, after.root)
        disk.crash_image(after.data, seed=seed * 1_000 + cut)
        disk.reset(cut_at=1)
        with contextlib.suppress(EnvironmentFault):
            store.close()
        disk.reset()
        disk.media.clear()
        with after.open() as reopened:
            assert verify(reopened).problems == []
            found = codes_of(reopened)
            assert set(printed) <= set(found)
            assert len(found) - len(printed) in {0, 1}  # the one in whose commit the power went
            assert not reopened.must_succeed
            _, code = receive(reopened, after.clock)
            assert code is None or code not in found
            total += 1
        shutil.rmtree(root)
        if survived:
            break
    assert total > 10


def test_a_rebuild_that_is_cut_anywhere_is_made_again(tmp_path: Path, disk: FaultyVfs) -> None:
    """A newer version makes the projections anew at its first opening: all of them, or none."""
    cuts = 0
    for cut in range(1, 1_000):
        root = tmp_path / f"cut{cut}"
        root.mkdir()
        rig = DeskRig(root, vfs=disk.below_cipher)
        with rig.create(numbers=12) as store:
            codes = [receive(store, rig.clock)[1] for _ in range(12)]
            database = store.parts.database
            with database.transaction():
                write_setting(database, PROJECTION, "0.older")
                database.write("UPDATE dossier SET name = 'cũ', words = words")
        disk.reset(cut_at=cut)
        try:
            rig.open().close()
            survived = True
        except EnvironmentFault:
            survived = False
        after = DeskRig(root / "after")
        after.data.mkdir(parents=True)
        shutil.copy(rig.data / "store.json", after.data)
        for name in ("key", "key.record"):
            shutil.copy(root / name, after.root)
        disk.crash_image(after.data, seed=cut)
        disk.reset()
        disk.media.clear()
        with after.open() as reopened:
            assert verify(reopened).problems == []
            assert codes_of(reopened) == codes[::-1]
            assert not reopened.must_succeed
        shutil.rmtree(root)
        if survived:
            break
        cuts += 1
    assert cuts > 10
