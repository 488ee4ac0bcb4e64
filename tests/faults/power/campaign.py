"""Every n, every trouble, every way in which a write is torn: what was told must be there."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from app.errors import EnvironmentFault
from app.store.store import Store
from tests.app.store.rig import DeskRig
from tests.faults.power.machine import Machine, Running
from tests.faults.power.remains import Remains
from tests.faults.power.scenario import Scenario
from tests.faults.power.trouble import Plan, Trouble

ONCE = frozenset({Trouble.WRITE_ONCE, Trouble.FULL_ONCE, Trouble.READ_ONCE, Trouble.SYNC_LOSES})
IN_MEMORY = Path("/dev/shm")
"""Where there is one: what the machine's own disk does here is of no interest."""
FAULTS = frozenset({"disk_fault", "disk_full"})


@dataclass
class Report:
    """``points``: how many (n, trouble, remains) were tried, by trouble. ``faults``: what broke."""

    points: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, other: Report) -> None:
        self.points += other.points
        self.faults += other.faults


class Campaign:
    """One template of a desk; each point of a scenario is tried on a copy of it."""

    def __init__(self, scenario: Scenario, place: Path, stride: int) -> None:
        self._scenario = scenario
        self._place = place
        self._stride = stride
        self._template = place / "template"
        self._template.mkdir()
        self._now: datetime = scenario.make(self._template)
        self._machine = Machine()

    def close(self) -> None:
        self._machine.close()

    def run(self, trouble: Trouble) -> Report:
        """Every ``stride``-th n, until the work ends before it comes to it."""
        report = Report()
        at = 1 + self._scenario.offset % self._stride
        while self._point(trouble, at, report):
            at += self._stride
        return report

    def _point(self, trouble: Trouble, at: int, report: Report) -> bool:
        root = self._fresh("run")
        shutil.copytree(self._template, root)
        plan = Plan(trouble, at)
        told = self._scenario.told()
        with self._machine.trouble(root, plan, self._now) as running:
            name = f"{trouble.name} at {at}"
            with _noted(report, name):
                self._work(running, plan, told)
            images = [] if not plan.fired else list(self._images(running, trouble, at))
        for kind, rig in images:
            report.points[trouble.name] += 1
            with _noted(report, f"{name}, {kind}"):
                self._scenario.check(rig, told)
        return plan.count >= at

    def _images(
        self, running: Running, trouble: Trouble, seed: int
    ) -> Iterator[tuple[str, DeskRig]]:
        """The desks that may be found afterwards."""
        if trouble is Trouble.POWER_CUT:
            for kind in Remains:
                yield kind.name, running.image(self._fresh(f"after-{kind.name}"), kind, seed)
        elif trouble is Trouble.SYNC_LOSES:
            yield "NOTHING", running.image(self._fresh("after"), Remains.NOTHING, seed)
        else:
            yield "closed", running.copy(self._fresh("after"))

    def _fresh(self, name: str) -> Path:
        place = self._place / name
        shutil.rmtree(place, ignore_errors=True)
        return place

    def _work(self, running: Running, plan: Plan, told: Any) -> None:
        """As an officer meets it: what failed once is done once more."""
        store = self._begin(running.rig, plan)
        if store is None:
            return
        try:
            for step in self._scenario.steps(store, running.rig, told):
                if not _done(step, plan):
                    return
        finally:
            if plan.trouble is not Trouble.SYNC_LOSES:  # there the power goes before it is closed
                _close(store)

    def _begin(self, rig: DeskRig, plan: Plan) -> Store | None:
        try:
            return self._scenario.begin(rig)
        except EnvironmentFault as fault:
            _check_fault(fault)
        return self._scenario.begin(rig) if plan.trouble in ONCE else None


def _done(step: Callable[[], None], plan: Plan) -> bool:
    try:
        step()
    except EnvironmentFault as fault:
        _check_fault(fault)
        if plan.trouble not in ONCE:
            return False
        step()
    return True


def _close(store: Store) -> None:
    try:
        store.close()
    except EnvironmentFault as fault:
        _check_fault(fault)


def _check_fault(fault: EnvironmentFault) -> None:
    assert fault.code in FAULTS, f"a fault of the disk was called {fault.code}"


@contextlib.contextmanager
def _noted(report: Report, where: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the campaign goes on and tells all of them
        last = traceback.extract_tb(error.__traceback__)[-1]
        report.faults.append(f"{where}: {error!r} ({Path(last.filename).name}:{last.lineno})")


def run(
    scenario: Scenario,
    troubles: tuple[Trouble, ...] = tuple(Trouble),
    *,
    coarser: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> Report:
    """Try each trouble in one scenario at its points, or ``coarser`` times fewer."""
    report = Report()
    with tempfile.TemporaryDirectory(
        prefix="qmc-power-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None
    ) as place:
        campaign = Campaign(scenario, Path(place), scenario.stride * coarser)
        try:
            for trouble in troubles:
                report.add(campaign.run(trouble))
                progress(f"{trouble.name}: {report.points[trouble.name]}")
        finally:
            campaign.close()
    return report
