"""The first start: a store, its key, an enrolment, the first numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.errors import EnvironmentFault
from app.store.manifest import DATABASE_NAME
from app.store.store import Store, create_store
from app.store.verify import verify
from tests.app.store.rig import MORNING, SERIES, DeskRig, enrol, lease
from tests.faults.power.morning import NUMBERS, SLIPS, go_on
from tests.faults.power.scenario import Scenario


class Told:
    """``installation``: what the central knows of the desk, and has given numbers to."""

    def __init__(self) -> None:
        self.installation = ""
        self.leases: set[str] = set()


def make(place: Path) -> datetime:
    """Nothing is there."""
    del place
    return MORNING


def begin(rig: DeskRig) -> Store:
    """As the first start does: what an earlier one has left is gone on with."""
    try:
        return create_store(
            rig.data, rig.keys, clock=rig.clock, machine=rig.machine, wait_s=0.2, vfs=rig.vfs
        )
    except EnvironmentFault as fault:
        if fault.code != "store_exists":
            raise
        return rig.open()


def steps(store: Store, rig: DeskRig, told: Told) -> list[Callable[[], None]]:
    def introduce() -> None:
        if store.installation is None:
            enrol(store)
        assert store.installation is not None
        told.installation = store.installation.installation

    def take_numbers() -> None:
        for series in (SERIES, SLIPS):
            if not any(held.series == series for held in store.leases.all()):
                told.leases.add(lease(store, series, 1, NUMBERS, rig.clock))

    return [introduce, take_numbers]


def check(rig: DeskRig, told: Told) -> None:
    """It starts again, and is what the central was told it is; then it works."""
    assert rig.data.exists() or not told.installation
    if told.installation:
        assert (rig.data / DATABASE_NAME).exists()
    with begin(rig) as store:
        if told.installation:
            assert store.installation is not None
            assert store.installation.installation == told.installation
        assert told.leases <= {held.id for held in store.leases.all()}
        for step in steps(store, rig, Told()):
            step()
        assert verify(store).problems == []
        go_on(store, rig)


FIRST_START = Scenario(
    name="first start", make=make, begin=begin, told=Told, steps=steps, check=check
)
