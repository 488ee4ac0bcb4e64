"""The disks of the city keep what was synced, and lose what was not."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from app.disk import durable_file
from app.disk.durable_file import write_durably
from app.errors import EnvironmentFault
from tests.faults.city.disk import SECTOR, Disk, Medium
from tests.faults.city.small_files import WatchedOs

SEEDS = range(200)


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    made = Disk(tmp_path / "may")
    made.root.mkdir()
    monkeypatch.setattr(durable_file, "os", WatchedOs(lambda _: made.files))
    made.settle()
    return made


def after_a_power_cut(disk: Disk, medium: Medium, seed: int) -> bytes | None:
    disk.media = {"db": medium}
    disk.lose_power(Random(seed))
    kept = disk.media.get("db")
    return None if kept is None else bytes(kept.content)


def written(*changes: bytes, synced: int) -> Medium:
    """A file to whose end these were written; so many of them were synced."""
    medium = Medium()
    for place, change in enumerate(changes):
        medium.write(len(medium.content), change)
        if place + 1 == synced:
            medium.sync()
    return medium


def test_what_was_synced_is_always_there(disk: Disk) -> None:
    """Whatever becomes of the rest."""
    for seed in SEEDS:
        kept = after_a_power_cut(disk, written(b"abc", b"def", synced=1), seed)
        assert kept is not None
        assert kept.startswith(b"abc")


def test_what_was_not_synced_may_be_there_be_lost_or_be_torn(disk: Disk) -> None:
    """All of it happens: whole, not at all, some sectors of a page, not even the file's name."""
    page = bytes([1]) * SECTOR + bytes([2]) * SECTOR
    found = {after_a_power_cut(disk, written(page, synced=0), seed) for seed in SEEDS}
    assert {None, b"", page, page[:SECTOR], bytes(SECTOR) + page[SECTOR:]} <= found


def test_a_small_file_is_the_old_or_the_new_one_whole(disk: Disk) -> None:
    """Cut at any change of ``write_durably``: never torn, never gone (docs/adr/0010)."""
    path = disk.root / "record"
    found: set[bytes] = set()
    for cut in range(1, 8):
        for seed in range(20):
            write_durably(path, b"old")
            disk.settle()
            disk.cut_in(cut)
            try:
                write_durably(path, b"new")
                returned = True
            except EnvironmentFault:
                returned = False
            disk.lose_power(Random(seed))
            kept = path.read_bytes()
            assert kept == b"new" or (kept == b"old" and not returned)
            found.add(kept)
    assert found == {b"old", b"new"}


def test_a_full_disk_refuses_what_grows(disk: Disk) -> None:
    """And leaves what is there as it is."""
    write_durably(disk.root / "record", b"old")
    disk.full = True
    with pytest.raises(EnvironmentFault, match="disk_full"):
        write_durably(disk.root / "record", b"new")
    assert (disk.root / "record").read_bytes() == b"old"
