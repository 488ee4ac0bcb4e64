"""A new version is started for the first time, over the full queue of an older one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.store.schema import NEWEST
from app.store.store import Store
from app.store.verify import verify
from tests.app.store.rig import DeskRig, receive
from tests.data.wire.stored import copy_of, recorded
from tests.faults.power.morning import codes_of
from tests.faults.power.scenario import Scenario

QUEUED = 228
REGISTERED = 106


@dataclass
class Told:
    """By dossier: the codes of receipts that were printed after the upgrade."""

    codes: dict[str, str] = field(default_factory=dict)


def make_of(version: int) -> Callable[[Path], datetime]:
    def make(place: Path) -> datetime:
        copy_of(version, place / "old").rename(place / "data")
        for name in ("key", "key.record"):
            (place / "old" / f"desk.{name}").rename(place / name)
        shutil.rmtree(place / "old")
        return recorded(version).at

    return make


def steps(store: Store, rig: DeskRig, told: Told) -> list[Callable[[], None]]:
    def register() -> None:
        dossier, code = receive(store, rig.clock)
        assert code is not None
        told.codes[dossier] = code

    return [register]


def check(rig: DeskRig, told: Told) -> None:
    """Old or new, never half: with all of its queue it is opened (and upgraded), and goes on."""
    with rig.open() as store:
        assert store.parts.database.version == NEWEST
        assert verify(store).problems == []
        assert not store.must_succeed
        codes = codes_of(store)
        assert told.codes.items() <= codes.items()
        assert len(set(codes.values())) == len(codes)
        assert len(codes) - REGISTERED - len(told.codes) in {0, 1}
        assert len(store.outbox.due(rig.clock.now(), 1_000, 1 << 24)) >= QUEUED
        assert store.outbox.counts().set_aside == 1
        assert {len(store.pages.get(each)) for each in store.known_pages()} == {9_500}
        assert len(store.known_pages()) == 4
        _, code = receive(store, rig.clock)
        assert code not in codes.values()


def upgrade_from(version: int) -> Scenario:
    """From the schema of that number. The old database is copied first, which is long: every ninth
    point, others for each version."""
    return Scenario(
        name=f"upgrade from schema {version}",
        make=make_of(version),
        begin=DeskRig.open,
        told=Told,
        steps=steps,
        check=check,
        stride=9,
        offset=3 * version,
    )
