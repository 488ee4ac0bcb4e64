"""A desk that numbers for more agencies in a day than the installation record has room for."""

from __future__ import annotations

from app.ids import new_id
from app.keys.record import MAX_RECORD_CHARACTERS, encode_record
from app.numbering.ceiling import STEP
from app.numbering.series import dossier_series
from app.store.records import TakenNumber
from app.store.store import Store
from app.store.transaction import Transaction
from app.store.verify import verify
from tests.app.store.rig import TODAY, DeskRig, lease, opening, receive, registration
from tests.app.store.test_copies import crash, keep_copy, numbers, put_back

AGENCIES = 100
MANY = [dossier_series(f"H26.{100 + number}", TODAY) for number in range(AGENCIES)]


def lease_all(store: Store, rig: DeskRig) -> None:
    for series in MANY:
        lease(store, series, 1, 20, rig.clock)


def test_a_desk_that_receives_for_many_agencies_is_never_full(rig: DeskRig) -> None:
    """Reception is not tied to territory: the hundredth agency of a run gets its number too."""
    with rig.create(numbers=0) as store:
        lease_all(store, rig)
        for nth in (1, 2):
            for series in MANY:
                assert receive(store, rig.clock, series=series)[1] == str(series.code(nth))
        record = rig.keys.read_record("")
        assert record is not None
        assert len(encode_record(record)) <= MAX_RECORD_CHARACTERS
    with rig.open() as store:
        assert receive(store, rig.clock, series=MANY[0])[1] == str(MANY[0].code(3))
        assert store.leases.all_ends() == []
        assert verify(store).problems == []


def test_a_crash_amid_many_series_burns_a_step_at_most_and_an_older_copy_doubles_none(
    rig: DeskRig,
) -> None:
    """docs/adr/0004: a ceiling that left the record is covered by the ``seq`` written with it."""
    store = rig.create(numbers=0)
    lease_all(store, rig)
    receive(store, rig.clock, series=MANY[0])
    copy = keep_copy(rig, "copy")
    for series in MANY:
        receive(store, rig.clock, series=series)
    used = set(numbers(store))
    crash(rig, store)
    crashed = keep_copy(rig, "crashed")
    record = (rig.root / "key.record").read_bytes()
    with rig.open() as store:
        assert not store.must_succeed
        assert all(end.last - end.first < STEP for end in store.leases.all_ends())
        codes = {receive(store, rig.clock, series=series)[1] for series in MANY}
        assert len(codes) == AGENCIES
        assert not codes & used
    put_back(rig, copy)
    (rig.root / "key.record").write_bytes(record)
    with rig.open() as store:
        assert store.must_succeed == "older_copy"
    put_back(rig, crashed)


def test_a_number_is_safe_though_its_ceiling_left_the_record_after_it_was_prepared(
    rig: DeskRig,
) -> None:
    """Another thread prepares many series between a thread's prepare and its transaction."""
    store = rig.create(numbers=0)
    lease_all(store, rig)
    store.prepare_number(MANY[0])
    for series in MANY[1:]:
        store.prepare_number(series)
    copy = keep_copy(rig, "copy")
    with store.transaction(officer="x") as transaction:
        taken = _register(transaction, rig)
    crash(rig, store)
    put_back(rig, copy)
    with rig.open() as store:
        if not store.must_succeed:
            assert receive(store, rig.clock, series=MANY[0])[1] != str(taken.code)


def _register(transaction: Transaction, rig: DeskRig) -> TakenNumber:
    dossier = new_id(rig.clock.now())
    transaction.append(dossier, opening("Đặng Văn Thử", received=rig.clock.now()))
    taken = transaction.take_number(MANY[0])
    assert taken is not None
    transaction.append(dossier, registration(taken))
    return taken
