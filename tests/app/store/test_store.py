"""The store as its users see it."""

from __future__ import annotations

import os
from pathlib import Path

import apsw
import pytest

from app.dossier.events import Page, PagesAttached
from app.errors import Busy, EnvironmentFault, ProgramFault, QmcError, Refusal
from app.numbering.receipt_mark import KnownKey
from app.store import audit
from app.store.database import Database
from app.store.faults import translated
from app.store.no_catalogue import NoCatalogue
from app.store.settings import CATCH_UP, write_setting
from app.store.store import create_store
from app.store.verify import verify
from tests.app.store.rig import COMMUNE, MACHINE, OFFICER, TODAY, DeskRig, enrol, receive


def test_a_received_dossier_is_there_after_reopening(rig: DeskRig) -> None:
    """What was committed survives a clean stop, with its number."""
    with rig.create() as store:
        dossier, code = receive(store, rig.clock)
    assert code == "H26.107-261123-0001"
    with rig.open() as store:
        state = store.dossier(dossier)
        assert state is not None
        assert state.code == code
        assert store.find_dossier(code) == dossier
        rows, total = store.search("dang van", 10)
        assert (total, rows[0].code, rows[0].queue) == (1, code, "waiting")
        assert receive(store, rig.clock)[1] == "H26.107-261123-0002"


def test_published_keys_are_kept_and_never_changed(rig: DeskRig) -> None:
    """A key id that is known with another key stays what it was."""
    one, two = KnownKey("i1", b"1" * 32), KnownKey("i2", b"2" * 32)
    with rig.create() as store:
        store.keep_keys({7: one})
        store.keep_keys({7: two, 8: two})
        store.keep_keys({})
        assert store.known_keys() == {7: one, 8: two}


def test_only_pages_without_an_event_are_swept(rig: DeskRig) -> None:
    """What an event names stays, however old its file is."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        named, orphan = store.pages.put(b"named"), store.pages.put(b"orphan")
        page = Page(named, 5, "image/png", 1, 1, 300)
        with store.transaction(officer=OFFICER) as transaction:
            transaction.append(dossier, PagesAttached(component="paper", pages=[page]))
        for sha256 in (named, orphan):
            os.utime(store.pages.sealed_file(sha256), (0, 0))
        with store.parts.database.transaction():
            write_setting(store.parts.database, CATCH_UP, "1")
        assert store.sweep_pages() == 0, "a store that may have known more sweeps nothing"
        with store.parts.database.transaction():
            write_setting(store.parts.database, CATCH_UP, None)
        assert store.sweep_pages() == 1
        assert store.sweep_pages() == 0
        assert store.known_pages() == {named}
        assert store.pages.get(named) == b"named"


def test_settings_are_set_and_removed(rig: DeskRig) -> None:
    """A setting that was never set, or was removed, is None."""
    with rig.create() as store:
        assert store.setting("officers") is None
        store.set_setting("officers", "[]")
        assert store.setting("officers") == "[]"
        store.set_setting("officers", None)
        assert store.setting("officers") is None
        assert store.directory == rig.data


def test_the_audit_log_tells_who_did_what(rig: DeskRig) -> None:
    """Newest first, of one dossier or of all; a pruned detail is None and the chain still holds."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock, "Người Một")
        receive(store, rig.clock, "Người Hai")
        with store.transaction(officer="Trần Xem", unlock="u9") as transaction:
            transaction.audit("view", dossier, {"why": "hỏi"})
        lines = store.audit_lines(dossier)
        assert [(line.action, line.officer, line.unlock) for line in lines] == [
            ("view", "Trần Xem", "u9"),
            ("receive", OFFICER, "u1"),
        ]
        assert lines[0].detail == {"why": "hỏi"}
        assert len(store.audit_lines()) == 3
        assert len(store.audit_lines(limit=1)) == 1
        head = audit.head(store.parts.database)
        with store.parts.database.transaction():
            store.parts.database.write("DELETE FROM audit_detail WHERE number = 3")
        assert store.audit_lines(dossier)[0].detail is None
        assert audit.head(store.parts.database) == head
        assert verify(store).problems == []


def test_resting_moves_the_wal_into_the_database(rig: DeskRig) -> None:
    """What is done in an idle moment loses nothing."""
    with rig.create() as store:
        before = (rig.data / "desk.db").stat().st_size
        dossier, _ = receive(store, rig.clock)
        store.rest()
        assert (rig.data / "desk.db").stat().st_size > before
        assert store.dossier(dossier) is not None


def test_an_enrolled_desk_is_not_enrolled_again(rig: DeskRig) -> None:
    """A waiting one takes a new code; an enrolled desk refuses; an answer twice is nothing."""
    with create_store(rig.data, rig.keys, clock=rig.clock, machine=MACHINE) as store:
        first = store.enrolment.prepare("http://a.example", "CODE", "Quầy 1")
        again = store.enrolment.prepare("http://b.example", "OTHER", "Quầy 2")
        assert again.installation == first.installation
        assert (again.central_url, again.code, again.counter) == (
            "http://b.example",
            "OTHER",
            "Quầy 2",
        )
        assert again.public_key == again.private_key.public_key().public_bytes_raw()
        enrol(store)
        store.enrolment.enrolled(9, "H99", "Khác", 1, {}, "X")
        installation = store.installation
        assert installation is not None
        assert (installation.installation, installation.key_id) == (first.installation, 7)
        assert (installation.agency, installation.counter) == (COMMUNE, "Quầy 2")
        assert installation.resolvers == {"commune": COMMUNE}
        assert store.enrolment.pending() is None
        assert store.enrolment.prepare_successor() is None
        with pytest.raises(Refusal, match="already_enrolled"):
            store.enrolment.prepare("http://a.example", "CODE", "Quầy 1")


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (apsw.BusyError, Busy, "busy"),
        (apsw.LockedError, Busy, "busy"),
        (apsw.ReadOnlyError, EnvironmentFault, "not_permitted"),
        (apsw.CantOpenError, EnvironmentFault, "not_permitted"),
        (apsw.FullError, EnvironmentFault, "disk_full"),
        (apsw.IOError, EnvironmentFault, "disk_fault"),
        (apsw.CorruptError, EnvironmentFault, "corrupt_database"),
        (apsw.NoMemError, EnvironmentFault, "no_memory"),
        (apsw.ConstraintError, ProgramFault, "constraint"),
    ],
)
def test_errors_of_sqlite_are_told_in_our_terms(
    error: type[apsw.Error], kind: type[QmcError], code: str
) -> None:
    """The environment's fault and our own bug are different errors."""
    with pytest.raises(kind) as fault, translated(Path("desk.db")):
        raise error("x")
    assert fault.value.code == code


def test_a_busy_database_is_said_to_be_busy(rig: DeskRig) -> None:
    """Another connection holds the write lock, past our own lock."""
    with rig.create() as store:
        other = Database(rig.data / "desk.db", store.parts.keys.database)
        store.parts.database._connection.set_busy_timeout(10)
        with other.transaction(), pytest.raises(Busy):
            store.set_setting("a", "b")
        other.close()
        store.set_setting("a", "b")


def test_deciding_again_never_asks_the_catalogue() -> None:
    """Only opening does, and an opened dossier is a fact."""
    assert NoCatalogue().reception("2.000815", TODAY) is None
