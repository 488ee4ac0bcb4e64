"""The desk's own books: counted in its chain of events, 1, 2, 3 … (docs/adr/0023)."""

from __future__ import annotations

import msgspec
import pytest

from app.dossier.desk_events import Certified, CertifiedPaper
from app.dossier.events import BookPlace
from app.errors import InvalidInput, ProgramFault
from app.ids import new_id
from app.store.backup import back_up, restore
from app.store.projection import rebuild_all
from app.store.store import Store, create_store
from app.store.transaction import Transaction
from app.store.verify import verify
from tests.app.store.rig import (
    OFFICER,
    SERIES,
    DeskRig,
    enrol,
    feed_item,
    lease,
    opening,
    registration,
)
from tests.app.store.test_copies import crash, keep_copy, put_back

BOOK_ROWS = "SELECT book, volume, number FROM book_entry ORDER BY installation, book, number"


def enter(store: Store, rig: DeskRig, field: str = "Chứng thực") -> tuple[str, BookPlace]:
    """Register a dossier of a field."""
    store.prepare_number(SERIES)
    with store.transaction(officer=OFFICER) as transaction:
        dossier = new_id(rig.clock.now())
        transaction.append(dossier, opening("Đặng Văn Thử", received=rig.clock.now()))
        taken = transaction.take_number(SERIES)
        assert taken is not None
        body = registration(taken)
        frozen = msgspec.structs.replace(body.procedure, field=field)
        place = transaction.book_place(field)
        transaction.append(dossier, msgspec.structs.replace(body, procedure=frozen, book=place))
    return dossier, place


def certify(store: Store, dossier: str, *kinds: str, year: int = 2026) -> list[int]:
    """Certify a paper of each of ``kinds``; returns their numbers."""
    with store.transaction(officer=OFFICER) as transaction:
        papers = [
            CertifiedPaper(
                kind=kind,
                name="Bằng tốt nghiệp",
                book="01-SCT/BS",
                year=year,
                number=transaction.certification_number(kind, year),
            )
            for kind in kinds
        ]
        transaction.append(
            dossier, Certified(at="2026-11-23T09:00:00+07:00", papers=papers, signer="Lê Văn C")
        )
    return [paper.number for paper in papers]


def test_each_field_has_a_book_that_counts_from_one(rig: DeskRig) -> None:
    """The same field however it is written: composed or not, with more blanks."""
    with rig.create() as store:
        places = [
            enter(store, rig, field)[1]
            for field in ("Chứng thực", "Hộ tịch", "Chứng  thực ", "Chứng thực", "Hộ tịch")
        ]
        assert [(place.volume, place.number) for place in places] == [
            (1, 1),
            (1, 1),
            (1, 2),
            (1, 3),
            (1, 2),
        ]
        assert verify(store).problems == []


def test_a_dossier_knows_its_place(rig: DeskRig) -> None:
    """It is printed on the receipt: quyển số, số thứ tự."""
    with rig.create() as store:
        dossier, place = enter(store, rig)
        state = store.dossier(dossier)
        assert state is not None
        assert state.book == place


def test_every_certified_paper_has_its_number_by_kind_and_year(rig: DeskRig) -> None:
    """NĐ 23/2015: by kind of certification, from 01 to the end of the year."""
    with rig.create() as store:
        dossier, _ = enter(store, rig)
        assert certify(store, dossier, "copy", "copy", "signature", "copy") == [1, 2, 1, 3]
        assert certify(store, dossier, "copy", "transaction") == [4, 1]
        assert certify(store, dossier, "copy", year=2027) == [1]
        assert verify(store).problems == []


def take_and_fail(transaction: Transaction) -> None:
    transaction.certification_number("copy", 2026)
    raise ZeroDivisionError


def test_a_rolled_back_transaction_leaves_no_gap(rig: DeskRig) -> None:
    """A number exists with the event that has it."""
    with rig.create() as store:
        dossier, _ = enter(store, rig)
        with (
            pytest.raises(ZeroDivisionError),
            store.transaction(officer=OFFICER) as transaction,
        ):
            take_and_fail(transaction)
        assert certify(store, dossier, "copy") == [1]


def test_a_place_must_go_into_its_event(rig: DeskRig) -> None:
    """Taken and not written, written and not taken: our bugs, and rolled back."""
    with rig.create() as store:
        dossier, _ = enter(store, rig)
        with (
            pytest.raises(ProgramFault, match="place_without_entry"),
            store.transaction(officer=OFFICER) as transaction,
        ):
            transaction.book_place("Chứng thực")
        paper = CertifiedPaper(kind="copy", name="A", book="x", year=2026, number=7)
        with (
            pytest.raises(ProgramFault, match="place_not_taken"),
            store.transaction(officer=OFFICER) as transaction,
        ):
            transaction.append(
                dossier, Certified(at="2026-11-23T09:00:00+07:00", papers=[paper], signer="C")
            )
        assert verify(store).problems == []


@pytest.mark.parametrize(("kind", "year"), [("bản sao", 2026), ("copy", 1999), ("copy", 20266)])
def test_what_no_book_counts_is_refused(rig: DeskRig, kind: str, year: int) -> None:
    """Four kinds, years of this century."""
    with (
        rig.create() as store,
        pytest.raises(InvalidInput),
        store.transaction(officer=OFFICER) as transaction,
    ):
        transaction.certification_number(kind, year)


def test_rebuilding_makes_the_same_books(rig: DeskRig) -> None:
    """They are a projection of the desk's own events."""
    with rig.create() as store:
        dossier, _ = enter(store, rig)
        enter(store, rig, "Hộ tịch")
        certify(store, dossier, "copy", "signature")
        database = store.parts.database
        before = database.rows(BOOK_ROWS)
        with database.transaction():
            database.write("UPDATE book_entry SET number = number + 5")
        assert "sổ của quầy: bảng ghi sổ khác các sự kiện" in verify(store).problems
        with database.transaction():
            rebuild_all(database)
        assert database.rows(BOOK_ROWS) == before
        assert verify(store).problems == []


def test_a_desk_that_succeeds_another_begins_the_next_volume(rig: DeskRig) -> None:
    """After a restore the old volume may have gone on elsewhere; what the feed brings back of it
    is entered in it again."""
    backup = rig.root / "backup"
    with rig.create() as store:
        enter(store, rig)
        back_up(store, backup)
        lost, _ = enter(store, rig)
        page = [
            feed_item(place, stored.event) for place, stored in enumerate(store.events(lost), 3)
        ]
    second = DeskRig(rig.root / "restored", clock=rig.clock)
    (rig.root / "restored").mkdir()
    (rig.root / "restored" / "key").write_bytes((rig.root / "key").read_bytes())
    (rig.root / "restored" / "key").chmod(0o600)
    restore(backup, second.data, second.keys)
    with second.open() as store:
        enrol(store, key_id=8)
        store.feed.apply(1, 9, page, rig.clock.now())
        lease(store, SERIES, 101, 110, rig.clock)
        assert enter(store, second)[1] == BookPlace(2, 1)
        assert enter(store, second)[1] == BookPlace(2, 2)
        rows = store.parts.database.rows(
            "SELECT volume, number FROM book_entry ORDER BY volume, number"
        )
        assert rows == [(1, 1), (1, 2), (2, 1), (2, 2)]
        assert verify(store).problems == []


def certified_book(store: Store, dossier: str) -> tuple[int, list[int]]:
    """Volume and numbers of two papers that are certified now."""
    with store.transaction(officer=OFFICER) as transaction:
        volume = transaction.book_volume
    return volume, certify(store, dossier, "copy", "copy")


@pytest.mark.parametrize("open_since", ["before the copy", "after the copy"])
def test_an_older_copy_gives_no_certification_number_twice(rig: DeskRig, open_since: str) -> None:
    """Also where nothing but certifying happened since, and the power went: they have no ceiling,
    so the record outside the database knows the last one."""
    store = rig.create()
    dossier, _ = enter(store, rig)
    if open_since == "after the copy":
        store.close()
        copy = keep_copy(rig, "copy")
        store = rig.open()
    else:
        copy = keep_copy(rig, "copy")
    lost = certified_book(store, dossier)
    crash(rig, store)
    put_back(rig, copy)
    with rig.open() as store:
        assert store.must_succeed == "older_copy"
        enrol(store, key_id=8, nth=2)
        assert (lost, certified_book(store, dossier)) == ((1, [1, 2]), (2, [1, 2]))
        assert verify(store).problems == []


def test_a_crash_after_certifying_costs_no_volume(rig: DeskRig) -> None:
    """The book goes on: only a copy that lacks its last number is an older one."""
    store = rig.create()
    dossier, _ = enter(store, rig)
    certify(store, dossier, "copy")
    crash(rig, store)
    with rig.open() as store:
        assert not store.must_succeed
        assert certify(store, dossier, "copy") == [2]


def test_a_copy_from_before_the_desk_was_enrolled_writes_another_volume(rig: DeskRig) -> None:
    """The lost desk was enrolled under the id that the copy still waits for: what the feed tells
    of it is in its own volume."""
    with create_store(rig.data, rig.keys, clock=rig.clock, machine=rig.machine) as store:
        store.enrolment.prepare("http://central.example", "BCDF-GHJK", "Quầy 1")
    copy = keep_copy(rig, "copy")
    with rig.open() as store:
        enrol(store)
        lease(store, SERIES, 1, 5, rig.clock)
        dossier, _ = enter(store, rig)
        certify(store, dossier, "copy")
        page = [feed_item(at, stored.event) for at, stored in enumerate(store.events(dossier), 1)]
    put_back(rig, copy)
    with rig.open() as store:
        store.enrolment.prepare("http://central.example", "GHJK-BCDF", "Quầy 1")
        enrol(store, key_id=8, nth=1)
        store.feed.apply(1, 9, page, rig.clock.now())
        lease(store, SERIES, 11, 15, rig.clock)
        dossier, place = enter(store, rig)
        assert (place, certify(store, dossier, "copy")) == (BookPlace(2, 1), [1])
        assert verify(store).problems == []


def test_two_successors_of_one_older_copy_write_different_volumes(rig: DeskRig) -> None:
    """The copy does not know of the first; the central does, and an older central's silence
    leaves what the desk knows itself."""
    rig.create().close()
    copy = keep_copy(rig, "copy")
    volumes = []
    for key_id, nth in ((8, 2), (9, 3), (10, 0)):
        if nth:
            put_back(rig, copy)
        rig.machine = f"{key_id:016x}"
        with rig.open() as store:
            enrol(store, key_id=key_id, nth=nth)
            with store.transaction(officer=OFFICER) as transaction:
                volumes.append(transaction.book_volume)
    assert volumes == [2, 3, 4]
