"""Opening and creating a store: nothing is ever replaced, every refusal says what to do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import apsw
import pytest

from app.errors import Busy, EnvironmentFault, ProgramFault
from app.keys.key_file import KeyFile
from app.store.database import Database, check_library, check_sqlite
from app.store.opening import prepare_creation
from app.store.schema import NEWEST
from app.store.store import create_store, open_store, store_exists
from app.store.verify import verify
from tests.app.store.faulty_vfs import FaultyVfs
from tests.app.store.rig import MACHINE, DeskRig, receive


def code_of_failure(rig: DeskRig, *, read_only: bool = False) -> str:
    with pytest.raises(EnvironmentFault) as fault:
        rig.open(read_only=read_only)
    assert fault.value.advice
    return fault.value.code


def test_a_directory_without_a_store_is_named_as_such(rig: DeskRig) -> None:
    """Opening makes nothing."""
    assert not store_exists(rig.data)
    assert code_of_failure(rig) == "no_store"
    assert not rig.data.exists()


def test_a_store_is_created_once(rig: DeskRig) -> None:
    """Creating where a store is changes nothing and is refused."""
    rig.create().close()
    assert store_exists(rig.data)
    with pytest.raises(EnvironmentFault, match="store_exists"):
        create_store(rig.data, rig.keys, clock=rig.clock, machine=MACHINE)
    rig.open().close()


def test_a_demonstration_store_says_so(rig: DeskRig) -> None:
    """An ordinary start must be able to refuse it."""
    store = create_store(rig.data, rig.keys, clock=rig.clock, machine=MACHINE, demonstration=True)
    store.close()
    with rig.open() as reopened:
        assert reopened.demonstration


def test_a_creation_that_was_cut_goes_on(rig: DeskRig) -> None:
    """Manifest and key without a database never held anything."""
    prepare_creation(rig.data, rig.keys, demonstration=False, wait_s=0)
    key = (rig.root / "key").read_bytes()
    assert not store_exists(rig.data)
    rig.create().close()
    assert (rig.root / "key").read_bytes() == key
    (rig.root / "other").mkdir()
    early = DeskRig(rig.root / "other")
    prepare_creation(early.data, early.keys, demonstration=False, wait_s=0)
    (early.root / "key").unlink()
    early.create().close()


def test_a_database_whose_making_was_cut_is_finished(rig: DeskRig) -> None:
    """An empty database file beside its manifest gets its schema at the next opening."""
    prepare_creation(rig.data, rig.keys, demonstration=False, wait_s=0)
    (rig.data / "desk.db").write_bytes(b"")
    with rig.open() as store:
        assert store.installation is None
        assert verify(store).problems == []


def test_a_missing_database_is_never_made_anew(rig: DeskRig) -> None:
    """A store that lost its database is restored, not replaced."""
    rig.create().close()
    (rig.data / "desk.db").unlink()
    assert code_of_failure(rig) == "no_database"
    with pytest.raises(EnvironmentFault, match="no_database"):
        create_store(rig.data, rig.keys, clock=rig.clock, machine=MACHINE)


def test_a_missing_key_says_where_it_was_looked_for(rig: DeskRig) -> None:
    """The way to recover names the place."""
    rig.create().close()
    (rig.root / "key").unlink()
    with pytest.raises(EnvironmentFault) as fault:
        rig.open()
    assert fault.value.code == "no_key"
    assert str(rig.root / "key") in fault.value.message


def test_a_wrong_key_changes_nothing(rig: DeskRig) -> None:
    """The database is the same to the byte after an attempt with another key."""
    rig.create().close()
    before = (rig.data / "desk.db").read_bytes()
    store = (rig.root / "key").read_text().split()[1]
    (rig.root / "key").unlink()
    rig.keys.write_key(store, bytes(32))
    assert code_of_failure(rig) == "wrong_key"
    assert code_of_failure(rig, read_only=True) == "wrong_key"
    assert (rig.data / "desk.db").read_bytes() == before


def test_a_damaged_database_is_named(rig: DeskRig) -> None:
    """A page that does not authenticate is a clear error, not wrong data."""
    with rig.create() as store:
        for _ in range(5):
            receive(store, rig.clock)
    path = rig.data / "desk.db"
    content = bytearray(path.read_bytes())
    for at in range(4096 * 2, len(content), 4096):
        content[at + 100] ^= 1
    path.write_bytes(content)
    assert code_of_failure(rig) in {"corrupt_database", "wrong_key"}


def test_a_damaged_manifest_is_named(rig: DeskRig) -> None:
    """``store.json`` that is none stops the start."""
    rig.create().close()
    (rig.data / "store.json").write_text("{")
    assert code_of_failure(rig) == "bad_manifest"


def test_a_newer_directory_or_database_is_refused(rig: DeskRig) -> None:
    """An older program never touches what it does not know."""
    store = rig.create()
    path, keys = rig.data / "desk.db", store.parts.keys
    store.close()
    database = Database(path, keys.database)
    with database.transaction():
        database.set_version(NEWEST + 1)
    database.close()
    assert code_of_failure(rig) == "newer_database"
    assert code_of_failure(rig, read_only=True) == "newer_database"
    text = (rig.data / "store.json").read_text()
    (rig.data / "store.json").write_text(text.replace('"format":1', '"format":2'))
    assert code_of_failure(rig) == "newer_store"


def test_reading_needs_an_upgraded_database(rig: DeskRig) -> None:
    """A plain reader does not migrate."""
    prepare_creation(rig.data, rig.keys, demonstration=False, wait_s=0)
    (rig.data / "desk.db").write_bytes(b"")
    assert code_of_failure(rig, read_only=True) == "old_database"


def test_an_old_sqlite_is_refused() -> None:
    """Below 3.51.3 a WAL reset could corrupt a database."""
    with pytest.raises(EnvironmentFault, match="old_sqlite"):
        check_sqlite("3.51.2")
    check_sqlite("3.51.3")
    assert apsw.sqlite_lib_version() in check_library()


def test_a_second_writer_is_told_that_the_store_is_busy(rig: DeskRig) -> None:
    """One writer a store; readers are welcome."""
    with rig.create() as store:
        dossier, code = receive(store, rig.clock)
        with pytest.raises(Busy):
            rig.open(wait_s=0.05)
        with rig.open(read_only=True) as reader:
            state = reader.dossier(dossier)
            assert state is not None
            assert state.code == code
            with pytest.raises(ProgramFault, match="read_only"), reader.transaction(officer="x"):
                pass
    rig.open().close()


def test_a_copy_beside_the_original_is_busy_too(rig: DeskRig) -> None:
    """The record has one holder, whatever directory the database lies in."""
    store = rig.create()
    copy = rig.root / "copy"
    copy.mkdir()
    (copy / "store.json").write_bytes((rig.data / "store.json").read_bytes())
    (copy / "desk.db").write_bytes((rig.data / "desk.db").read_bytes())
    with pytest.raises(Busy):
        open_store(copy, rig.keys, clock=rig.clock, machine=MACHINE, wait_s=0.05)
    store.close()
    store.close()


def test_a_failed_opening_lets_go_of_everything(rig: DeskRig) -> None:
    """After the obstacle is gone the store opens in the same process."""
    rig.create().close()
    record = (rig.root / "key.record").read_bytes()
    (rig.root / "key.record").unlink()
    (rig.root / "key.record").mkdir()
    assert code_of_failure(rig) in {"disk_fault", "not_permitted"}
    (rig.root / "key.record").rmdir()
    (rig.root / "key.record").write_bytes(record)
    rig.open().close()


def test_a_writer_of_the_data_directory_is_needed(rig: DeskRig) -> None:
    """A folder that can't be written is named, with what to check."""
    if sys.platform == "win32" or os.geteuid() == 0:
        pytest.skip("administrators may write everywhere")
    rig.create().close()
    rig.data.chmod(0o500)
    try:
        assert code_of_failure(rig) == "not_permitted"
    finally:
        rig.data.chmod(0o700)


def test_creating_in_a_place_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """The directory's path must be free or a directory."""
    (tmp_path / "data").write_text("x")
    rig = DeskRig(tmp_path)
    with pytest.raises(EnvironmentFault):
        rig.create()


def test_the_database_is_not_readable_without_the_key(rig: DeskRig) -> None:
    """Neither names nor codes lie in clear on the disk, also not in the WAL."""
    with rig.create() as store:
        receive(store, rig.clock, "Nguyễn Thị Bí Mật")
        for path in rig.data.iterdir():
            if path.name != "desk.lock":
                content = path.read_bytes()
                assert "Bí Mật".encode() not in content
                assert b"H26.107-261123" not in content
                assert b"SQLite format 3" not in content


def test_a_store_opens_after_a_full_disk_at_opening(rig: DeskRig, disk: FaultyVfs) -> None:
    """Whatever change of the opening fails, the next opening works."""
    rig.create().close()
    rig.vfs = disk.below_cipher
    for at in range(1, 30):
        disk.reset(fail_at=at)
        disk.error = apsw.FullError
        try:
            rig.open().close()
        except EnvironmentFault as fault:
            assert fault.code == "disk_full"  # noqa: PT017 - only some of the changes fail
        disk.reset()
        with rig.open() as store:
            assert not store.must_succeed
            assert verify(store).problems == []


def test_writing_outside_a_transaction_is_our_bug(rig: DeskRig) -> None:
    """And so is a transaction inside another."""
    with rig.create() as store:
        database = store.parts.database
        with pytest.raises(ProgramFault, match="no_transaction"):
            database.write("DELETE FROM event")
        with (
            pytest.raises(ProgramFault, match="nested"),
            store.transaction(officer="x"),
            store.transaction(officer="x"),
        ):
            pass
        receive(store, rig.clock)


def test_a_key_file_of_another_store_does_not_open_this_one(rig: DeskRig) -> None:
    """The key file says which store it belongs to."""
    rig.create().close()
    other = KeyFile(rig.root / "third")
    other.write_key("00000000-0000-4000-8000-000000000000", bytes(32))
    with pytest.raises(EnvironmentFault, match="no_key"):
        open_store(rig.data, other, clock=rig.clock, machine=MACHINE)
