"""The key file: private, durable, never overwritten, and the record beside it."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from app.errors import Busy, EnvironmentFault
from app.keys.derive import derive
from app.keys.key_file import KeyFile
from app.keys.record import InstallationRecord

STORE = "11111111-1111-4111-8111-111111111111"
KEY = bytes(range(32))


def test_a_key_is_written_once_and_read_back(tmp_path: Path) -> None:
    """Only its own store gets it; another key never replaces it."""
    keys = KeyFile(tmp_path / "k")
    assert keys.read_key(STORE) is None
    keys.write_key(STORE, KEY)
    assert keys.read_key(STORE) == KEY
    assert keys.read_key(STORE.replace("1", "2")) is None
    with pytest.raises(EnvironmentFault, match="key_exists"):
        keys.write_key(STORE, bytes(32))
    assert keys.read_key(STORE) == KEY
    assert str(tmp_path / "k") in keys.where(STORE)
    assert str(tmp_path / "k") in keys.describe()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows decides by the folder's access list")
def test_a_key_file_is_for_its_owner_only(tmp_path: Path) -> None:
    """Written with mode 0600; one that others can read is refused, with the way to mend it."""
    keys = KeyFile(tmp_path / "k")
    keys.write_key(STORE, KEY)
    keys.write_record(STORE, InstallationRecord())
    assert stat.S_IMODE((tmp_path / "k").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "k.record").stat().st_mode) == 0o600
    (tmp_path / "k").chmod(0o640)
    for attempt in (lambda: keys.read_key(STORE), keys.describe):
        with pytest.raises(EnvironmentFault) as fault:
            attempt()
        assert fault.value.code == "key_file_open"
        assert "chmod 600" in (fault.value.advice or "")


@pytest.mark.parametrize("content", [b"", b"qmc-key-1 x", b"\xff" * 50, b"x" * 10_000])
def test_another_file_is_not_taken_for_a_key(tmp_path: Path, content: bytes) -> None:
    """Whatever ``--key-file`` points to."""
    (tmp_path / "k").write_bytes(content)
    with pytest.raises(EnvironmentFault, match="bad_key_file"):
        KeyFile(tmp_path / "k").read_key(STORE)


def test_a_directory_is_not_a_key_file(tmp_path: Path) -> None:
    """The system's error is translated."""
    with pytest.raises(EnvironmentFault):
        KeyFile(tmp_path).read_key(STORE)


def test_the_record_is_replaced_whole(tmp_path: Path) -> None:
    """Read back as written; none is None."""
    keys = KeyFile(tmp_path / "k")
    assert keys.read_record(STORE) is None
    for seq in (1, 2):
        record = InstallationRecord("i1", "m1", seq, "h", {"abc": 8}, "t")
        keys.write_record(STORE, record)
        assert keys.read_record(STORE) == record
    assert [path.name for path in tmp_path.iterdir()] == ["k.record"]


def test_only_one_process_holds_the_record(tmp_path: Path) -> None:
    """Released, it is free; releasing twice does nothing."""
    keys = KeyFile(tmp_path / "k")
    hold = keys.hold(STORE, 0)
    with pytest.raises(Busy):
        keys.hold(STORE, 0.05)
    hold.release()
    hold.release()
    keys.hold(STORE, 0).release()


def test_a_lock_in_a_missing_folder_is_a_clear_fault(tmp_path: Path) -> None:
    """Not an exception of the lock's library."""
    (tmp_path / "none").write_text("a file")
    with pytest.raises(EnvironmentFault):
        KeyFile(tmp_path / "none" / "k").hold(STORE, 0)


def test_each_use_has_its_own_key() -> None:
    """Derived keys differ by use, by store and by master key, and never change."""
    one = derive(KEY, STORE)
    other = derive(KEY, STORE.replace("1", "2"))
    third = derive(bytes(32), STORE)
    every = [
        key
        for keys in (one, other, third)
        for key in (keys.database, keys.pages, keys.page_names, keys.backup, keys.carrying)
    ]
    assert len(set(every)) == 15
    assert derive(KEY, STORE) == one
    assert one.database.hex() == "a671be51f952b7bf97d3530946e99e4b8bca5d2770965ab9168fda49a7e3654e"
