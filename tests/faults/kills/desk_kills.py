"""A desk is killed again and again, now and then its central too."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from datetime import timedelta
from functools import partial
from pathlib import Path

from tests.desks import MORNING
from tests.faults.kills.central_process import CentralProcess
from tests.faults.kills.desk_life import DeskPlace, live, make_agency, make_desk
from tests.faults.kills.findings import Said, drain, look_at_both_ends, look_at_desk
from tests.faults.kills.forked import Forked, Phase, Shared
from tests.faults.kills.tripwire import Tripwire
from tests.sync.central.databases import sqlite_url

A_DESK = 25
"""So many kills one desk and its central live through; then new ones begin."""
LONGEST_S = 0.6
CENTRAL_TOO = 5


class DeskKills:
    """``at`` counts kills by what the desk was doing; every other one is at a counted operation."""

    def __init__(self, seed: int) -> None:
        self.at: Counter[Phase] = Counter()
        self.centrals = 0
        self.dossiers = 0
        self._dice = random.Random(seed)
        self._operations = 0

    def run(self, kills: int) -> None:
        """Kill so many times; raises AssertionError where something was lost or doubled."""
        while sum(self.at.values()) < kills:
            with tempfile.TemporaryDirectory(prefix="qmc-kills-") as place:
                self._one_desk(Path(place), min(A_DESK, kills - sum(self.at.values())))

    def _one_desk(self, root: Path, kills: int) -> None:
        database_url = sqlite_url(root)
        make_agency(database_url)
        central = CentralProcess(database_url, root / "scans")
        try:
            place = DeskPlace(root, central.url)
            make_desk(place, database_url)
            said = Said()
            self._count_operations(place, said)
            for number in range(1, kills + 1):
                self._kill(place, central, said, number)
                look_at_desk(place, said, MORNING + timedelta(seconds=number))
            at = MORNING + timedelta(seconds=kills + 1)
            drain(place, at)
            self.dossiers += look_at_both_ends([place], database_url, root / "scans", at)
        finally:
            central.kill()

    def _count_operations(self, place: DeskPlace, said: Said) -> None:
        """A round without a kill: how many operations it has."""
        shared = Shared()
        said.add(Forked(partial(_life, place, shared, 0, 0, 1)).wait())
        self._operations = shared.operations

    def _kill(self, place: DeskPlace, central: CentralProcess, said: Said, number: int) -> None:
        shared = Shared()
        counted = number % 2 == 0
        at = self._dice.randint(1, self._operations) if counted else 0
        desk = Forked(partial(_life, place, shared, at, number, 2))
        if not counted:
            time.sleep(self._dice.uniform(0.0, LONGEST_S))
            if number % CENTRAL_TOO == 0:
                central.kill()
                self.centrals += 1
                time.sleep(self._dice.uniform(0.0, LONGEST_S / 4))
            said.add(desk.kill())
        else:
            said.add(desk.wait())
        if desk.was_killed:  # it may have come to its end before
            self.at[shared.phase] += 1
        if not counted and number % CENTRAL_TOO == 0:
            central.restart()


def _life(  # noqa: PLR0917 - filled in where the process is made
    place: DeskPlace, shared: Shared, at: int, begun: int, rounds: int, said: int
) -> None:
    Tripwire(shared, at).lay()
    live(place, shared, said, begun, rounds=rounds)
