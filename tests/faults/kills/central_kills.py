"""The central is killed again and again while two desks work."""

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
from tests.sync.central.databases import sqlite_url
from tests.sync.central.postgresql import PostgresqlServer

DESKS = ("quay-1", "quay-2")
LONGEST_S = 0.4
NEVER = 1_000_000


class CentralKills:
    """``while_syncing`` counts the kills at which one or two of the desks were in a call."""

    def __init__(self, seed: int) -> None:
        self.while_syncing: Counter[int] = Counter()
        self.dossiers = 0
        self._dice = random.Random(seed)

    def run(self, backend: str, kills: int) -> None:
        """Kill so many times; raises AssertionError where something was lost or doubled."""
        with tempfile.TemporaryDirectory(prefix="qmc-kills-") as place:
            if backend == "sqlite":
                self._run(Path(place), sqlite_url(Path(place)), kills)
                return
            server = PostgresqlServer(durable=True)
            try:
                self._run(Path(place), server.new_database(), kills)
            finally:
                server.stop()

    def _run(self, root: Path, database_url: str, kills: int) -> None:
        make_agency(database_url)
        central = CentralProcess(database_url, root / "scans")
        try:
            places = [DeskPlace(root, central.url, name) for name in DESKS]
            for place in places:
                make_desk(place, database_url)
            at = MORNING + timedelta(seconds=1)
            for place, said in zip(places, self._work(places, central, kills), strict=True):
                look_at_desk(place, said, at)
            for place in (*places, *places):  # each has the other's
                drain(place, at)
            self.dossiers += look_at_both_ends(places, database_url, root / "scans", at)
        finally:
            central.kill()

    def _work(self, places: list[DeskPlace], central: CentralProcess, kills: int) -> list[Said]:
        shares = [Shared() for _ in places]
        desks = [
            Forked(partial(_life, place, shared))
            for place, shared in zip(places, shares, strict=True)
        ]
        for _ in range(kills):
            time.sleep(self._dice.uniform(0.02, LONGEST_S))
            self.while_syncing[sum(shared.phase is Phase.SYNCS for shared in shares)] += 1
            central.kill()
            central.restart()
        heard = []
        for desk, shared in zip(desks, shares, strict=True):
            shared.must_stop = True
            said = Said()
            said.add(desk.wait())
            heard.append(said)
        return heard


def _life(place: DeskPlace, shared: Shared, said: int) -> None:
    live(place, shared, said, 0, rounds=NEVER)
