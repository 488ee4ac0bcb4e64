"""The keyring fails at any moment, and also after it has kept what it was given."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from app.errors import EnvironmentFault, ProgramFault
from app.ids import new_id
from app.keys.key_file import KeyFile
from app.keys.provider import Hold
from app.keys.record import InstallationRecord
from app.numbering.ceiling import STEP
from app.store.records import FeedItem, TakenNumber
from app.store.store import Store, open_store
from app.store.verify import verify
from tests.app.store.rig import (
    OFFICER,
    SERIES,
    DeskRig,
    OtherDesk,
    feed_item,
    opening,
    receive,
    receive_in,
    registration,
)
from tests.app.store.test_copies import crash, keep_copy, numbers, put_back

RUN = 2 * STEP + 3


@dataclass
class FaultyKeys:
    """A key file whose ``fail_at``-th access of the record fails; ``kept``: after writing it."""

    inner: KeyFile
    fail_at: int = 0
    kept: bool = False
    accesses: int = field(default=0, init=False)

    def _turn(self) -> bool:
        self.accesses += 1
        return self.accesses == self.fail_at

    def read_record(self, store: str) -> InstallationRecord | None:
        if self._turn():
            raise EnvironmentFault("keyring_fault", "rig")
        return self.inner.read_record(store)

    def write_record(self, store: str, record: InstallationRecord) -> None:
        failing = self._turn()
        if not failing or self.kept:
            self.inner.write_record(store, record)
        if failing:
            raise EnvironmentFault("keyring_fault", "rig")

    def describe(self) -> str:
        return self.inner.describe()

    def where(self, store: str) -> str:
        return self.inner.where(store)

    def read_key(self, store: str) -> bytes | None:
        return self.inner.read_key(store)

    def write_key(self, store: str, key: bytes) -> None:
        self.inner.write_key(store, key)

    def hold(self, store: str, wait_s: float) -> Hold:
        return self.inner.hold(store, wait_s)


def opened(rig: DeskRig, keys: FaultyKeys) -> Store:
    return open_store(rig.data, keys, clock=rig.clock, machine=rig.machine, wait_s=0.2)


def work(store: Store, rig: DeskRig, printed: list[str]) -> int:
    """Receive; every other time the number is taken without being prepared. Counts the faults."""
    faults = 0
    for turn in range(RUN):
        try:
            if turn % 2:
                with store.transaction(officer=OFFICER, unlock="u") as transaction:
                    transaction.take_reference()
                    _, code = receive_in(transaction, rig.clock, "Đặng Văn Thử")
            else:
                _, code = receive(store, rig.clock)
        except EnvironmentFault:
            faults += 1
            continue
        assert code is not None
        printed.append(code)
    return faults


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("then", ["close", "crash", "crash_older"])
def test_wherever_the_keyring_fails_no_number_is_lost_or_doubled(
    rig: DeskRig, kept: bool, then: str
) -> None:
    """Fail the n-th access of the record, for every n; go on, stop or crash, and open again."""
    rig.create(numbers=1_000).close()
    failures = 0
    for at in range(1, 60):
        printed: list[str] = []
        with rig.open() as store:
            before = numbers(store)
        keys = FaultyKeys(rig.keys, fail_at=at, kept=kept)
        try:
            store = opened(rig, keys)
        except EnvironmentFault:
            failures += 1
            continue
        copy = keep_copy(rig, f"copy{at}")
        failed = work(store, rig, printed)
        assert len(printed) == RUN - failed
        assert not set(printed) & set(before)
        if then == "close":
            try:
                store.close()
            except EnvironmentFault:
                failed += 1
        else:
            keys.fail_at = 0
            crash(rig, store)
        if then == "crash_older":
            newest = keep_copy(rig, f"newest{at}")
            record = (rig.root / "key.record").read_bytes()
            put_back(rig, copy)
            with rig.open() as store:
                if not store.must_succeed:
                    assert receive(store, rig.clock)[1] not in printed
            put_back(rig, newest)
            (rig.root / "key.record").write_bytes(record)
        with rig.open() as store:
            assert not store.must_succeed
            assert numbers(store) == sorted([*before, *printed])
            assert verify(store).problems == []
            assert receive(store, rig.clock)[1] not in printed
        failures += failed
        if not failed:
            break
    assert failures >= 8


def test_a_crash_after_numbers_were_passed_over_is_no_older_copy(rig: DeskRig) -> None:
    """More known numbers than a step has: what is above them is not in doubt with its lease."""
    store = rig.create(numbers=40)
    [lease] = store.leases.all()
    other = OtherDesk(rig.clock)
    page: list[FeedItem] = []
    for number in range(1, STEP + 5):
        dossier = new_id(rig.clock.now())
        taken = TakenNumber(SERIES.code(number), lease.id)
        for body in (opening("Khác", received=rig.clock.now()), registration(taken)):
            page.append(feed_item(len(page) + 1, other.event(dossier, body)))
    store.feed.apply(1, len(page), page, rig.clock.now())
    assert store.prepare_number(SERIES)
    with (
        pytest.raises(ProgramFault, match="number_without_dossier"),
        store.transaction(officer=OFFICER) as transaction,
    ):
        assert transaction.take_number(SERIES) == TakenNumber(SERIES.code(STEP + 5), lease.id)
    crash(rig, store)
    with rig.open() as store:
        assert not store.must_succeed
        assert receive(store, rig.clock)[1] == str(SERIES.code(2 * STEP + 5))
        assert verify(store).problems == []
