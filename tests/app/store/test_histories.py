"""Random histories of one desk: crashes, copies put back, successors. No number is printed twice.

A longer campaign: ``python -m tests.app.store.test_histories FIRST LAST``.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.errors import Refusal
from app.numbering.series import SlipKind, slip_series
from app.store.store import Store
from app.store.verify import verify
from tests.app.store.rig import COMMUNE, OFFICER, SERIES, DeskRig, enrol, print_slip, receive

SLIPS = slip_series(SlipKind.SUPPLEMENT, COMMUNE, 2026)


@dataclass
class History:
    """One key file, one data directory at a time, any number of copies of it; one central.

    ``wall`` is what the citizens hold: every number on it is there once.
    """

    root: Path
    seed: int
    chance: random.Random = field(init=False)
    rig: DeskRig = field(init=False)
    store: Store = field(init=False)
    next_free: dict[str, int] = field(default_factory=lambda: {"dossier": 1, "supplement": 1})
    key_id: int = 7
    copies: list[Path] = field(default_factory=list)
    grants: dict[str, tuple[int, int]] = field(default_factory=dict)
    wall: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.rig = DeskRig(self.root)
        self.store = self.rig.create(numbers=0)

    def run(self, steps: int) -> None:
        actions = [self.receive] * 6 + [self.sync] * 3
        actions += [self.issue] * 3 + [self.pad]
        actions += [self.copy, self.stop, self.crash, self.put_back, self.succeed]
        for _ in range(steps):
            action = self.chance.choice(actions)
            self.told.append(action.__name__)
            action()
            assert len(set(self.wall)) == len(self.wall), self.told
        assert verify(self.store).problems == [], self.told
        self.store.close()

    def receive(self) -> None:
        for _ in range(self.chance.choice((1, 1, 2, 5, 12))):
            try:
                _, code = receive(self.store, self.rig.clock)
            except Refusal as refusal:
                assert refusal.code == "must_succeed"  # noqa: PT017 - only where it happens
                return
            if code is not None:
                self.wall.append(code)

    def issue(self) -> None:
        """Papers of the newest dossier; without a lease they have no number."""
        rows, _ = self.store.search("", 1)
        if not rows or self.store.must_succeed:
            return
        for _ in range(self.chance.choice((1, 2, 9))):
            number = print_slip(self.store, rows[0].id, SLIPS)
            if number is not None:
                self.wall.append(f"{number}/PBS")

    def pad(self) -> None:
        if self.store.must_succeed:
            return
        with self.store.transaction(officer=OFFICER) as transaction:
            slips = transaction.reserve_pad(self.chance.choice((1, 3, 70)))
        self.wall += [slip.reference for slip in slips]

    def sync(self) -> None:
        """Ask for numbers; the same request gets the same block, whichever copy sends it."""
        if self.store.must_succeed:
            return
        asked = self.store.leases.pending_asks()
        if not asked or self.chance.random() < 0.3:
            series = self.chance.choice((SERIES, SERIES, SLIPS))
            count = self.chance.randint(1, 25)
            asked = [self.store.leases.ask(series, count, self.rig.clock.now())]
        for ask in asked:
            if ask.id not in self.grants:
                first = self.next_free[ask.series.kind]
                self.grants[ask.id] = (first, first + ask.count - 1)
                self.next_free[ask.series.kind] += ask.count
            if self.chance.random() < 0.8:  # else the answer is lost
                assert self.store.leases.grant(ask.id, *self.grants[ask.id])

    def copy(self) -> None:
        target = self.root / f"copy{len(self.copies)}"
        shutil.copytree(self.rig.data, target, ignore=shutil.ignore_patterns("*.lock", "*-shm"))
        self.copies.append(target)

    def stop(self) -> None:
        self.store.close()
        self.store = self.rig.open()

    def _crash(self) -> None:
        image = self.root / "image"
        shutil.copytree(self.rig.data, image, ignore=shutil.ignore_patterns("*.lock", "*-shm"))
        record = (self.root / "key.record").read_bytes()
        self.store.close()
        (self.root / "key.record").write_bytes(record)
        shutil.rmtree(self.rig.data)
        image.rename(self.rig.data)

    def crash(self) -> None:
        self._crash()
        self.store = self.rig.open()

    def put_back(self) -> None:
        """The directory is swapped for one of its copies, after a clean stop or a crash."""
        if not self.copies:
            return
        if self.chance.random() < 0.5:
            self._crash()
        else:
            self.store.close()
        left = self.root / f"left{len(self.told)}"
        self.rig.data.rename(left)
        shutil.copytree(self.chance.choice(self.copies), self.rig.data)
        self.copies.append(left)
        self.store = self.rig.open()

    def succeed(self) -> None:
        if self.store.must_succeed:
            self.key_id += 1
            enrol(self.store, key_id=self.key_id)
            self.store.feed.apply(1, 0, [], self.rig.clock.now())


@pytest.mark.parametrize("seed", range(12))
def test_no_number_is_printed_twice_in_any_history(tmp_path: Path, seed: int) -> None:
    """Whatever is crashed, copied, put back and enrolled again."""
    History(tmp_path, seed).run(40)


if __name__ == "__main__":
    for number in range(int(sys.argv[1]), int(sys.argv[2])):
        with tempfile.TemporaryDirectory() as folder:
            try:
                History(Path(folder), number).run(80)
            except BaseException:
                sys.stderr.write(f"seed {number}\n")
                raise
