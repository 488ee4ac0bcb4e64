"""Copied, restored, moved and crashed stores: each row of docs/adr/0004 on disk."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import EnvironmentFault, Refusal
from app.ids import new_id
from app.numbering.ceiling import STEP
from app.store.store import Store, create_store
from app.store.verify import verify
from tests.app.store.rig import MORNING, SERIES, DeskRig, enrol, lease, opening, receive


def keep_copy(rig: DeskRig, name: str) -> Path:
    """What a backup tool copies while the desk runs: database and WAL."""
    target = rig.root / name
    shutil.copytree(rig.data, target, ignore=shutil.ignore_patterns("desk.lock", "*-shm"))
    return target


def put_back(rig: DeskRig, copy: Path) -> None:
    shutil.rmtree(rig.data)
    shutil.copytree(copy, rig.data)


def crash(rig: DeskRig, store: Store) -> None:
    """End as a killed process does: the record stays as it was, the locks are free."""
    record = (rig.root / "key.record").read_bytes()
    store.close()
    (rig.root / "key.record").write_bytes(record)


def numbers(store: Store) -> list[str]:
    return sorted(row.code for row in store.search("", 1_000)[0] if row.code)


def test_a_clean_stop_costs_no_number(rig: DeskRig) -> None:
    """Row 1: the next number follows."""
    with rig.create() as store:
        assert receive(store, rig.clock)[1] == "H26.107-261123-0001"
    for expected in ("0002", "0003"):
        with rig.open() as store:
            assert receive(store, rig.clock)[1] == f"H26.107-261123-{expected}"
            assert store.leases.all_ends() == []


def test_a_crash_burns_at_most_the_rest_of_the_step(rig: DeskRig) -> None:
    """Row 2: numbers up to the ceiling are burned with a reason, and told to the central."""
    store = rig.create()
    used = receive(store, rig.clock)[1]
    crash(rig, store)
    with rig.open() as store:
        assert not store.must_succeed
        [end] = store.leases.pending_ends()
        assert (end.first, end.last, end.outcome) == (2, STEP, "burned")
        assert receive(store, rig.clock)[1] == f"H26.107-261123-{STEP + 1:04d}"
        assert used in numbers(store)
        assert verify(store).problems == []


@pytest.mark.parametrize("after_copy", range(1, STEP + 4))
def test_an_older_copy_after_a_crash_doubles_no_number(rig: DeskRig, after_copy: int) -> None:
    """Rows 2 and 3: the copy burns what the lost original may have used, or must succeed."""
    store = rig.create()
    receive(store, rig.clock)
    copy = keep_copy(rig, "copy")
    lost = [receive(store, rig.clock)[1] for _ in range(after_copy)]
    crash(rig, store)
    put_back(rig, copy)
    with rig.open() as store:
        if store.must_succeed:
            with pytest.raises(Refusal, match="must_succeed"):
                store.prepare_number(SERIES)
            return
        _, code = receive(store, rig.clock)
        assert code is not None
        assert code not in lost


def test_an_older_copy_after_a_clean_stop_must_succeed(rig: DeskRig) -> None:
    """Row 3: the chain is behind; every lease is burned, nothing is received before enrolment."""
    store = rig.create()
    receive(store, rig.clock)
    copy = keep_copy(rig, "copy")
    receive(store, rig.clock)
    store.close()
    put_back(rig, copy)
    with rig.open() as store:
        assert store.must_succeed == "older_copy"
        assert all(held.free == 0 for held in store.leases.all())
        assert store.leases.pending_ends() == []
        assert store.leases.all_ends()
        with pytest.raises(Refusal, match="must_succeed"):
            receive(store, rig.clock)
        with (
            pytest.raises(Refusal, match="must_succeed"),
            store.transaction(officer="x") as transaction,
        ):
            transaction.take_number(SERIES)
    with rig.open() as store:
        assert store.must_succeed == "older_copy"


def test_another_machine_must_succeed(rig: DeskRig) -> None:
    """Row 4: a copied disk with its key file is a clone."""
    rig.create().close()
    rig.machine = "fedcba9876543210"
    with rig.open() as store:
        assert store.must_succeed == "other_machine"


def test_a_lost_record_must_succeed(rig: DeskRig) -> None:
    """Row 4: nobody can say any more what was used."""
    rig.create().close()
    (rig.root / "key.record").unlink()
    with rig.open() as store:
        assert store.must_succeed == "record_missing"


def test_two_copies_that_both_went_on_are_found_out(rig: DeskRig) -> None:
    """The original that comes back after its copy has gone on does not number again."""
    store = rig.create()
    receive(store, rig.clock)
    original = keep_copy(rig, "original")
    crash(rig, store)
    with rig.open() as store:  # the copy goes on, within the step
        first = receive(store, rig.clock)[1]
        record = (rig.root / "key.record").read_bytes()
    put_back(rig, original)
    with rig.open() as store:
        assert store.must_succeed == "older_copy"
    put_back(rig, original)
    (rig.root / "key.record").write_bytes(record)  # and if the copy crashed instead
    with rig.open() as store:
        if not store.must_succeed:
            assert receive(store, rig.clock)[1] != first


def test_another_history_of_the_same_length_is_found_out(rig: DeskRig) -> None:
    """The record keeps the head of the chain, not only its length."""
    store = rig.create()
    receive(store, rig.clock)
    store.close()
    original = keep_copy(rig, "original")
    record = (rig.root / "key.record").read_bytes()
    with rig.open() as store:
        receive(store, rig.clock)
    shutil.copytree(rig.data, rig.root / "went-on")
    put_back(rig, original)
    (rig.root / "key.record").write_bytes(record)
    with rig.open() as store:
        receive(store, rig.clock)
    put_back(rig, rig.root / "went-on")
    with rig.open() as store:
        assert store.must_succeed == "other_history"


def test_a_successor_numbers_again(rig: DeskRig) -> None:
    """Its predecessor signs, its chain starts anew, old leases are of no use to it."""
    rig.create().close()
    rig.machine = "fedcba9876543210"
    with rig.open() as store:
        before = store.installation
        pending = store.enrolment.pending()
        assert before is not None
        assert pending is not None
        assert pending.predecessor is not None
        assert pending.predecessor.installation == before.installation
        assert pending.installation != before.installation
        again = store.enrolment.pending()
        assert again is not None
        assert again.installation == pending.installation
        assert store.leases.pending_asks() == []
        enrol(store, key_id=8)
        assert store.leases.pending_ends() == []  # the central burned them with the enrolment
        assert not store.prepare_number(SERIES)
        lease(store, SERIES, 101, 120, rig.clock)
        dossier, code = receive(store, rig.clock)
        assert code == "H26.107-261123-0101"
        assert store.events(dossier)[0].event.header.seq == 1
    with rig.open() as store:
        assert not store.must_succeed
        assert verify(store).problems == []


def test_a_successors_enrolment_that_was_cut_is_asked_for_again(rig: DeskRig) -> None:
    """The record speaks first; the database still has the enrolment as pending."""
    store = rig.create()
    receive(store, rig.clock)
    store.close()
    rig.machine = "fedcba9876543210"
    store = rig.open()
    pending = store.enrolment.pending()
    assert pending is not None
    cut = keep_copy(rig, "cut")
    enrol(store, key_id=8)
    store.close()
    put_back(rig, cut)
    with rig.open() as store:
        assert store.must_succeed == "other_machine"
        again = store.enrolment.pending()
        assert again is not None
        assert again.installation == pending.installation
        enrol(store, key_id=8)
        assert not store.must_succeed


def test_a_copy_from_before_the_enrolment_starts_anew_with_a_code(rig: DeskRig) -> None:
    """The id that was prepared then is in use elsewhere; it is not asked for again."""
    store = create_store(rig.data, rig.keys, clock=rig.clock, machine=rig.machine)
    first = store.enrolment.prepare("http://central.example", "AAAA", "Quầy 1")
    store.close()
    copy = keep_copy(rig, "copy")
    with rig.open() as store:
        enrol(store)
        lease(store, SERIES, 1, 20, rig.clock)
        receive(store, rig.clock)
    put_back(rig, copy)
    with rig.open() as store:
        assert store.must_succeed == "older_copy"
        second = store.enrolment.prepare("http://central.example", "BBBB", "Quầy 1")
        assert second.installation != first.installation
        assert second.predecessor is None
        enrol(store)
        assert not store.must_succeed


def test_an_overtaken_process_stops_numbering(rig: DeskRig) -> None:
    """Where the lock did not help, the record's holder does."""
    with rig.create() as store:
        path = rig.root / "key.record"
        record = path.read_text()
        holder = rig.keys.read_record("")
        assert holder is not None
        path.write_text(record.replace(holder.holder, "someoneelse0"))
        with pytest.raises(EnvironmentFault, match="overtaken"):
            store.prepare_number(SERIES)
        path.write_text(record)
        assert store.prepare_number(SERIES)


def test_a_copy_that_is_granted_a_lease_meanwhile_burns_it(rig: DeskRig) -> None:
    """An answer that comes in while a successor is needed hands out nothing."""
    store = rig.create(numbers=0)
    asked = store.leases.ask(SERIES, 5, rig.clock.now())
    store.close()
    rig.machine = "fedcba9876543210"
    with rig.open() as store:
        assert store.leases.pending_asks() == []
        assert store.leases.grant(asked.id, 1, 5)
        [held] = store.leases.all()
        assert held.free == 0


def test_a_clock_that_was_set_back_asks_before_numbering(rig: DeskRig) -> None:
    """Behind the last event numbering waits until an officer confirms the day."""
    with rig.create() as store:
        receive(store, rig.clock)
        rig.clock.advance(timedelta(minutes=-4))
        receive(store, rig.clock)
        rig.clock.advance(timedelta(days=-1))
        with pytest.raises(Refusal, match="clock_unsure"):
            store.prepare_number(SERIES)
        store.confirm_clock("Lê Thị Quầy")
        assert store.prepare_number(SERIES)
        rig.clock.advance(timedelta(days=-1))
        with pytest.raises(Refusal, match="clock_unsure"):
            store.prepare_number(SERIES)


def test_a_clock_far_ahead_of_the_central_asks_before_numbering(rig: DeskRig) -> None:
    """More than a day ahead of the last central time needs a confirmation for the day."""
    with rig.create() as store:
        store.note_central_time(rig.clock.now(), 1_500)
        rig.clock.advance(timedelta(hours=24))
        assert store.prepare_number(SERIES)
        rig.clock.advance(timedelta(minutes=1))
        with pytest.raises(Refusal, match="clock_unsure"):
            receive(store, rig.clock)
        store.confirm_clock("Lê Thị Quầy")
        dossier, code = receive(store, rig.clock)
        assert code is not None
        assert store.events(dossier)[0].event.header.clock_offset_ms == 1_500
        assert store.audit_lines()[1].action == "confirm_clock"


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"\xff\xfe", b'{"i":1}'])
def test_a_record_that_can_not_be_read_is_as_good_as_none(rig: DeskRig, text: bytes) -> None:
    """Nobody can say any more what was used; the desk enrols again instead of standing still."""
    rig.create().close()
    (rig.root / "key.record").write_bytes(text)
    with rig.open(read_only=True) as store:
        assert any("bị hỏng" in problem for problem in verify(store).problems)
    with rig.open() as store:
        assert store.must_succeed == "record_missing"
        enrol(store, key_id=8)
        lease(store, SERIES, 21, 40, rig.clock)
        assert receive(store, rig.clock)[1] == "H26.107-261123-0021"


def test_verify_tells_an_older_copy_before_it_is_opened_for_work(rig: DeskRig) -> None:
    """What was put back looks whole by itself; only the record knows."""
    store = rig.create()
    receive(store, rig.clock)
    copy = keep_copy(rig, "copy")
    receive(store, rig.clock)
    store.close()
    put_back(rig, copy)
    with rig.open(read_only=True) as store:
        assert verify(store).problems == ["kho dữ liệu: Kho dữ liệu là bản cũ."]


def test_an_older_copy_gives_no_slips_reference_twice(rig: DeskRig) -> None:
    """Slips take no number of a lease; their references have a ceiling of their own."""
    rig.create(numbers=0).close()
    copy = keep_copy(rig, "copy")

    def references(store: Store, count: int) -> list[int]:
        taken = []
        for _ in range(count):
            with store.transaction(officer="x") as transaction:
                taken.append(transaction.take_reference())
                transaction.append(new_id(MORNING), opening("A", received=MORNING))
        return taken

    store = rig.open()
    lost = references(store, 100)
    assert lost == list(range(1, 101))
    crash(rig, store)
    put_back(rig, copy)
    with rig.open() as store:
        assert not store.must_succeed  # it can't be told from a crash
        anew = references(store, 100)
        assert len(set(lost + anew)) == 200


def test_the_same_older_copy_put_back_twice_doubles_no_number(rig: DeskRig) -> None:
    """What was burned the first time stands in no event: the record must go on covering it."""
    with rig.create() as store:
        receive(store, rig.clock)
    store = rig.open()
    copy = keep_copy(rig, "copy")
    lost = [receive(store, rig.clock)[1] for _ in range(2)]
    crash(rig, store)
    for _ in range(3):
        put_back(rig, copy)
        rig.open().close()
    put_back(rig, copy)
    with rig.open() as store:
        assert not store.must_succeed
        assert receive(store, rig.clock)[1] not in lost
        assert verify(store).problems == []


def test_a_cut_enrolment_that_is_finished_on_another_machine_is_finished(rig: DeskRig) -> None:
    """The record spoke of the new installation and of the old machine: it is asked for only once
    more, and what comes of it is not taken for a copy at the next opening."""
    store = rig.create()
    receive(store, rig.clock)
    store.close()
    rig.machine = "fedcba9876543210"
    store = rig.open()
    assert store.enrolment.pending() is not None
    cut = keep_copy(rig, "cut")
    enrol(store, key_id=8)
    store.close()
    put_back(rig, cut)
    rig.machine = "0011223344556677"
    with rig.open() as store:
        assert store.must_succeed == "other_machine"
        enrol(store, key_id=8)
        assert verify(store).problems == []
    with rig.open() as store:
        assert not store.must_succeed


@pytest.mark.parametrize("successor", [False, True])
def test_a_copy_from_before_an_enrolment_that_was_at_work_succeeds_it(
    rig: DeskRig, successor: bool
) -> None:
    """Its answer is asked for once more; what the first receipts used is in the record alone."""
    store = create_store(rig.data, rig.keys, clock=rig.clock, machine=rig.machine)
    store.enrolment.prepare("http://central.example", "AAAA", "Quầy 1")
    if successor:
        enrol(store)
        store.close()
        rig.machine = "fedcba9876543210"
        store = rig.open()
    waiting = store.enrolment.pending()
    assert waiting is not None
    copy = keep_copy(rig, "copy")
    enrol(store, key_id=8)
    lease(store, SERIES, 1, 20, rig.clock)
    receive(store, rig.clock)
    crash(rig, store)
    put_back(rig, copy)
    with rig.open() as store:
        assert store.must_succeed
        enrol(store, key_id=8)  # the central answers the same installation the same
        assert store.must_succeed == "older_copy"
        with pytest.raises(Refusal, match="must_succeed"):
            receive(store, rig.clock)
        following = store.enrolment.pending()
        assert following is not None
        assert following.predecessor is not None
        assert following.predecessor.installation == waiting.installation
        enrol(store, key_id=9)
        lease(store, SERIES, 21, 40, rig.clock)
        assert receive(store, rig.clock)[1] == "H26.107-261123-0021"
        assert verify(store).problems == []
