"""A store and a central that were made once, copied for each machine and each city."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from unittest.mock import patch

from app.clock.time import VIETNAM, FixedClock
from app.disk import durable_file
from app.keys.key_file import KeyFile
from app.store.store import create_store
from sync.central.administration import add_agency
from sync.central.database import open_database
from tests.faults.city.agenda import AheadClock
from tests.faults.city.central import CityCentral
from tests.faults.city.chance import seeded
from tests.faults.city.disk import BELOW_CIPHER, CityVfs, Disk, Medium
from tests.faults.city.small_files import WatchedOs

MADE = datetime(2026, 11, 20, 8, 0, tzinfo=VIETNAM)


@cache
def memory() -> Path:
    """A folder on a file system in memory, where there is one."""
    shared = Path("/dev/shm")
    made = Path(tempfile.mkdtemp(prefix="city-", dir=shared if shared.is_dir() else None))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@cache
def vfs() -> CityVfs:
    """The process's one; it lives as long as any database file."""
    return CityVfs()


@dataclass(frozen=True, slots=True)
class _Store:
    root: Path
    media: dict[str, Medium]


@cache
def _store() -> _Store:
    root = memory() / "template"
    disk = Disk(root)
    root.mkdir()
    vfs().disks[str(root)] = disk
    with seeded(Random("template")), patch.object(durable_file, "os", WatchedOs(lambda _: None)):
        create_store(
            root / "data",
            KeyFile(root / "key"),
            clock=FixedClock(MADE),
            machine="may-mau",
            vfs=BELOW_CIPHER,
        ).close()
    del vfs().disks[str(root)]
    (root / "key.record").unlink()
    return _Store(root, disk.media)


def install(disk: Disk) -> None:
    """The program is installed on an empty disk; its store was never opened there."""
    made = _store()
    shutil.copytree(made.root, disk.root)
    old, new = str(made.root), str(disk.root)
    disk.media = {name.replace(old, new, 1): medium.copy() for name, medium in made.media.items()}
    disk.settle()


@cache
def _central(agencies: tuple[str, ...]) -> Path:
    path = memory() / f"central-{len(agencies)}.db"
    database = open_database(f"sqlite:///{path}", clock=FixedClock(MADE))
    for number, agency in enumerate(agencies, 1):
        add_agency(database, agency, f"Xã Số {number}", {}, "tra-cuu.example")
    database.close()
    return path


def prepare(agencies: list[str]) -> None:
    """Make the templates, before a seed's rules hold: they are the same for every seed."""
    _store()
    _central(tuple(agencies))


def central(folder: Path, clock: AheadClock, agencies: list[str]) -> CityCentral:
    """A central that knows ``agencies``, in a new folder."""
    place = folder / "central"
    place.mkdir(parents=True)
    shutil.copy(_central(tuple(agencies)), place / "central.db")
    return CityCentral(place, clock)
