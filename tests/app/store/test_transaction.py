"""What happens inside a transaction, and that nothing of it stays where it raises."""

from __future__ import annotations

import threading

import pytest

from app.dossier.events import FIRST_PREV_HASH, Printed, decode_header, sha256_hex
from app.errors import InvalidInput, ProgramFault, Refusal
from app.ids import new_id
from app.numbering.code import DossierCode
from app.store.records import TakenNumber
from app.store.store import create_store
from app.store.transaction import Transaction
from app.store.verify import verify
from tests.app.store.rig import (
    COMMUNE,
    MACHINE,
    OFFICER,
    SERIES,
    TODAY,
    DeskRig,
    lease,
    opening,
    printed,
    receive,
    receive_in,
    registration,
)


def test_events_hang_on_one_chain_and_name_what_they_stand_on(rig: DeskRig) -> None:
    """seq is dense, prev_hash is the hash of the bytes before, base the dossier's own last."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        with store.transaction(officer=OFFICER, unlock="u2") as transaction:
            event = transaction.append(dossier, printed())
        stored = [item.event for item in store.events(dossier)]
        headers = [decode_header(item.header_bytes) for item in stored]
        assert [header.seq for header in headers] == [1, 2, 3]
        assert headers[0].prev_hash == FIRST_PREV_HASH
        assert headers[1].prev_hash == sha256_hex(stored[0].header_bytes)
        assert headers[2] == event.header
        assert headers[2].base.own == headers[1].id
        assert headers[2].officer == OFFICER
        assert headers[2].unlock == "u2"
        assert headers[0].agency == COMMUNE
        assert headers[0].payload_hash == sha256_hex(stored[0].payload_bytes)


def receive_and_fail(transaction: Transaction, rig: DeskRig) -> None:
    receive_in(transaction, rig.clock, "Đặng Văn Thử")
    raise ZeroDivisionError


def test_a_block_that_raises_leaves_nothing(rig: DeskRig) -> None:
    """Neither event, nor number, nor audit line, nor search word."""
    with rig.create() as store:
        with (
            pytest.raises(ZeroDivisionError),
            store.transaction(officer=OFFICER) as transaction,
        ):
            receive_and_fail(transaction, rig)
        assert store.search("", 10) == ([], 0)
        assert store.search("dang", 10) == ([], 0)
        assert store.audit_lines() == []
        assert store.outbox.counts().waiting == 0
        assert receive(store, rig.clock)[1] == "H26.107-261123-0001"
        assert verify(store).problems == []


def test_a_number_must_go_into_its_dossier(rig: DeskRig) -> None:
    """A taken number without its ``registered`` event is our bug, and rolled back."""
    with rig.create() as store:
        with (
            pytest.raises(ProgramFault, match="number_without_dossier"),
            store.transaction(officer=OFFICER) as transaction,
        ):
            transaction.take_number(SERIES)
        assert store.leases.all()[0].next == 1


def test_a_number_that_was_not_taken_is_not_written(rig: DeskRig) -> None:
    """A code from anywhere else than the desk's lease never gets into an event."""
    with rig.create() as store:
        held = store.leases.all()[0].id
        invented = TakenNumber(DossierCode(COMMUNE, TODAY, 19), held)
        with (
            pytest.raises(ProgramFault, match="number_not_taken"),
            store.transaction(officer=OFFICER) as transaction,
        ):
            transaction.append(new_id(rig.clock.now()), registration(invented))


def test_numbers_come_from_the_lowest_lease_first(rig: DeskRig) -> None:
    """Two blocks of a series are used up in the order of their numbers."""
    with rig.create(numbers=0) as store:
        lease(store, SERIES, 31, 32, rig.clock)
        lease(store, SERIES, 11, 12, rig.clock)
        codes = [receive(store, rig.clock)[1] for _ in range(5)]
        assert codes == [
            "H26.107-261123-0011",
            "H26.107-261123-0012",
            "H26.107-261123-0031",
            "H26.107-261123-0032",
            None,
        ]
        assert not store.prepare_number(SERIES)
        assert verify(store).problems == []


def test_a_dossier_without_a_number_waits_for_it(rig: DeskRig) -> None:
    """It is opened under its own reference and listed with the series that it needs."""
    with rig.create(numbers=0) as store:
        dossier, code = receive(store, rig.clock)
        assert code is None
        [waiting] = store.waiting_for_number()
        assert (waiting.dossier_id, waiting.series) == (dossier, SERIES)
        assert store.find_dossier("chm-7-1") == dossier
        lease(store, SERIES, 1, 5, rig.clock)
        assert store.prepare_number(SERIES)
        with store.transaction(officer=OFFICER) as transaction:
            state = transaction.dossier(dossier)
            assert state is not None
            assert state.code is None
            taken = transaction.take_number(SERIES)
            assert taken is not None
            transaction.append(dossier, registration(taken))
            state = transaction.dossier(dossier)
            assert state is not None
            assert state.code == str(taken.code)
        assert store.waiting_for_number() == []


def test_the_same_origin_is_received_once(rig: DeskRig) -> None:
    """A row read twice opens one dossier, also within one transaction."""
    with rig.create() as store:
        with store.transaction(officer=OFFICER) as transaction:
            dossier = new_id(rig.clock.now())
            body = opening("A", received=rig.clock.now(), origin="batch:1")
            transaction.append(dossier, body)
        assert store.by_origin("batch:1") == dossier
        assert store.by_origin("batch:2") is None
        with (
            pytest.raises(InvalidInput, match="origin_known"),
            store.transaction(officer=OFFICER) as transaction,
        ):
            transaction.append(new_id(rig.clock.now()), body)
        assert store.search("", 10)[1] == 1


def test_an_event_that_could_never_be_sent_is_not_kept(rig: DeskRig) -> None:
    """The contract bounds an event's bytes; the store refuses more."""
    huge = Printed(form="x" * 300_000, form_version="1", nth=1, pages=1)
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        with (
            pytest.raises(InvalidInput, match="too_large"),
            store.transaction(officer=OFFICER) as transaction,
        ):
            transaction.append(dossier, huge)


def test_a_desk_that_is_not_enrolled_appends_nothing(rig: DeskRig) -> None:
    """Without an installation there is no chain to hang on."""
    store = create_store(rig.data, rig.keys, clock=rig.clock, machine=MACHINE)
    with store:
        assert store.installation is None
        assert store.leases.wanted(rig.clock.now(), _NoDays()) == []
        with (
            pytest.raises(Refusal, match="not_enrolled"),
            store.transaction(officer=OFFICER) as transaction,
        ):
            transaction.append("d", opening("A", received=rig.clock.now()))


class _NoDays:
    def is_working(self, day: object) -> bool:
        raise AssertionError(day)


def test_threads_wait_for_each_other(rig: DeskRig) -> None:
    """The window's threads share one store; every dossier gets its own number."""
    with rig.create(numbers=100) as store:
        codes: list[str | None] = []

        def work() -> None:
            for _ in range(10):
                codes.append(receive(store, rig.clock)[1])

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(codes)) == 40
        assert verify(store).problems == []
