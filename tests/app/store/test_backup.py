"""Backup and restore: whole or not at all, and never a doubled number afterwards."""

from __future__ import annotations

import os
import random
import shutil
import zipfile
from pathlib import Path

import pytest

from app.dossier.events import Page, PagesAttached
from app.errors import EnvironmentFault, InvalidInput, QmcError, Refusal
from app.keys.key_file import KeyFile
from app.store.backup import back_up, restore
from app.store.backup_file import MAGIC, BackupHeader, BackupWriter, read_header
from app.store.law_part import LAW_PART, pack_law, unpack_law
from app.store.manifest import Manifest
from app.store.store import Store, open_store
from app.store.verify import verify
from tests.app.store.rig import MACHINE, OFFICER, SERIES, DeskRig, enrol, lease, receive

PASSPHRASE = "mật khẩu thử nghiệm"


def with_page(store: Store, rig: DeskRig) -> str:
    dossier, _ = receive(store, rig.clock)
    sha256 = store.pages.put(b"a scanned page" * 100)
    page = Page(sha256, 1_400, "image/png", 10, 10, 300)
    with store.transaction(officer=OFFICER) as transaction:
        transaction.append(dossier, PagesAttached(component="paper", pages=[page]))
    return sha256


def restored(rig: DeskRig, name: str = "restored") -> Store:
    return open_store(rig.root / name, rig.keys, clock=rig.clock, machine=MACHINE, wait_s=0.2)


def test_a_backup_brings_everything_back_but_the_right_to_number(rig: DeskRig) -> None:
    """Dossiers, pages, outbox are there; the leases are burned and a successor must be enrolled."""
    out = rig.root / "desk.backup"
    with rig.create() as store:
        sha256 = with_page(store, rig)
        done = back_up(store, out)
        assert (done["dossiers"], done["pages"], done["missing_pages"]) == (1, 1, [])
        assert done["bytes"] == out.stat().st_size
        later = receive(store, rig.clock)[1]
    told = restore(out, rig.root / "restored", rig.keys)
    assert (told["dossiers"], told["pages"], told["must_succeed"]) == (1, 1, True)
    with restored(rig) as store:
        assert store.must_succeed == "restored"
        assert store.search("", 5)[1] == 1
        assert store.pages.get(sha256).startswith(b"a scanned page")
        assert verify(store).problems == []
        with pytest.raises(Refusal, match="must_succeed"):
            store.prepare_number(SERIES)
        enrol(store, key_id=8)
        lease(store, SERIES, 21, 40, rig.clock)
        store.feed.apply(1, 0, [], rig.clock.now())
        assert receive(store, rig.clock)[1] not in {None, later}
        assert verify(store).problems == []
    assert {path.name for path in rig.root.iterdir()} == {
        "data",
        "restored",
        "key",
        "key.record",
        "key.lock",
        "desk.backup",
    }


def test_the_original_may_go_on_after_the_backup_was_tried_out(rig: DeskRig) -> None:
    """Restoring and opening changes nothing of the original until the copy is enrolled."""
    out = rig.root / "desk.backup"
    with rig.create() as store:
        receive(store, rig.clock)
        back_up(store, out)
    restore(out, rig.root / "restored", rig.keys)
    restored(rig).close()
    with rig.open() as store:
        assert not store.must_succeed
        assert receive(store, rig.clock)[1] == "H26.107-261123-0002"
    with restored(rig) as store:
        enrol(store, key_id=8)
    with rig.open() as store:
        assert store.must_succeed == "other_installation"


def test_a_backup_is_consistent_while_the_desk_works(rig: DeskRig) -> None:
    """It holds one moment, also while a reader is at work."""
    with rig.create() as store:
        receive(store, rig.clock)
        with rig.open(read_only=True) as reader:
            done = back_up(reader, rig.root / "a.backup")
            receive(store, rig.clock)
        assert done["dossiers"] == 1
    assert restore(rig.root / "a.backup", rig.root / "restored", rig.keys)["dossiers"] == 1


def test_an_existing_file_is_only_replaced_when_told(rig: DeskRig) -> None:
    """An older backup is not lost by a slip."""
    out = rig.root / "desk.backup"
    out.write_bytes(b"precious")
    with rig.create() as store:
        with pytest.raises(InvalidInput, match="file_exists"):
            back_up(store, out)
        assert out.read_bytes() == b"precious"
        back_up(store, out, overwrite=True)
    restore(out, rig.root / "restored", rig.keys)


def test_a_backup_cut_or_changed_anywhere_restores_nothing(rig: DeskRig) -> None:
    """Cut at sampled bytes, and each region changed: a clear error, nothing half restored."""
    out = rig.root / "desk.backup"
    with rig.create() as store:
        with_page(store, rig)
        back_up(store, out)
    whole = out.read_bytes()
    chance = random.Random(7)
    size = len(whole)
    cuts = {*range(200), *range(size - 60, size), *(chance.randrange(size) for _ in range(60))}
    target = rig.root / "restored"
    for cut in sorted(cuts):
        out.write_bytes(whole[:cut])
        with pytest.raises(InvalidInput, match="not_a_backup"):
            restore(out, target, rig.keys)
    for at in [*range(0, 400, 7), *(chance.randrange(size) for _ in range(60)), size - 1]:
        damaged = bytearray(whole)
        damaged[at] ^= 0x20
        out.write_bytes(damaged)
        with pytest.raises(QmcError):
            restore(out, target, rig.keys)
    out.write_bytes(whole + b"\0")
    with pytest.raises(InvalidInput, match="not_a_backup"):
        restore(out, target, rig.keys)
    assert not target.exists()
    assert not [path for path in rig.root.iterdir() if "restoring" in path.name]


def test_a_directory_with_anything_in_it_is_left_alone(rig: DeskRig) -> None:
    """Restoring never overwrites; an empty directory is fine."""
    out = rig.root / "desk.backup"
    with rig.create() as store:
        back_up(store, out)
        with pytest.raises(InvalidInput, match="not_empty"):
            restore(out, rig.data, rig.keys)
        with pytest.raises(InvalidInput, match="not_empty"):
            restore(out, out, rig.keys)
    (rig.root / "restored").mkdir()
    restore(out, rig.root / "restored", rig.keys)
    with pytest.raises(InvalidInput, match="no_file"):
        restore(rig.root / "none", rig.root / "other", rig.keys)


def test_a_passphrase_brings_the_key_to_a_new_machine(rig: DeskRig, tmp_path: Path) -> None:
    """Without the key file, the right passphrase is enough; a wrong one or none is refused."""
    out = rig.root / "desk.backup"
    with rig.create() as store:
        receive(store, rig.clock)
        back_up(store, out, passphrase=PASSPHRASE)
    new_keys = KeyFile(tmp_path / "new.key")
    target = tmp_path / "new"
    with pytest.raises(EnvironmentFault, match="no_key") as missing:
        restore(out, target, new_keys)
    assert "mật khẩu" in (missing.value.advice or "")
    with pytest.raises(InvalidInput, match="wrong_passphrase"):
        restore(out, target, new_keys, passphrase="sai")
    assert not target.exists()
    restore(out, target, new_keys, passphrase=PASSPHRASE)
    with open_store(target, new_keys, clock=rig.clock, machine="another") as store:
        assert store.must_succeed == "restored"
        assert verify(store).problems == []


def test_without_a_passphrase_the_key_must_be_there(rig: DeskRig, tmp_path: Path) -> None:
    """A backup alone is worth nothing to a thief."""
    out = rig.root / "desk.backup"
    with rig.create() as store:
        back_up(store, out)
    with pytest.raises(EnvironmentFault, match="no_key"):
        restore(out, tmp_path / "new", KeyFile(tmp_path / "new.key"), passphrase="x")
    assert b"secret" not in out.read_bytes()


def test_a_page_that_is_gone_is_told(rig: DeskRig) -> None:
    """The backup is written all the same and says what is missing."""
    with rig.create() as store:
        sha256 = with_page(store, rig)
        store.pages.sealed_file(sha256).unlink()
        done = back_up(store, rig.root / "a.backup")
    assert (done["pages"], done["missing_pages"]) == (0, [sha256])


def test_a_full_disk_leaves_no_backup_behind(rig: DeskRig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a half file nor the copy of the database."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with rig.create() as store:
        receive(store, rig.clock)
        before = {path.name for path in rig.root.iterdir()}
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(EnvironmentFault, match="disk_full"):
            back_up(store, rig.root / "a.backup")
        monkeypatch.undo()
        assert {path.name for path in rig.root.iterdir()} == before
        back_up(store, rig.root / "a.backup")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFault, match="disk_full"):
        restore(rig.root / "a.backup", rig.root / "restored", rig.keys)
    monkeypatch.undo()
    assert not (rig.root / "restored").exists()


def forged(path: Path, parts: dict[str, bytes], key: bytes, store: str, scratch: Path) -> None:
    """A backup that passes its HMAC but was not made by ``back_up``."""
    with path.open("wb") as file:
        writer = BackupWriter(file, BackupHeader(Manifest(store, 1, False), "now"), key)
        for name, data in parts.items():
            scratch.write_bytes(data)
            writer.add(name, scratch)
        writer.finish()


def test_only_our_own_names_are_written(rig: DeskRig) -> None:
    """Not even a backup with the right HMAC writes outside the directory."""
    out, scratch = rig.root / "forged", rig.root / "scratch"
    with rig.create() as store:
        key, identity = store.parts.keys.backup, store.parts.manifest.store
    for name in ("../evil", "pages/../../evil", "/evil", "store.json", "pages/aa/b.c", "x/aa/bb"):
        forged(out, {name: b"x"}, key, identity, scratch)
        with pytest.raises(InvalidInput, match="not_a_backup"):
            restore(out, rig.root / "restored", rig.keys)
    forged(out, {}, key, identity, scratch)
    with pytest.raises(InvalidInput, match="not_a_backup"):
        restore(out, rig.root / "restored", rig.keys)
    forged(out, {"desk.db": b"no database" * 1_000}, key, identity, scratch)
    with pytest.raises(EnvironmentFault, match="wrong_key"):
        restore(out, rig.root / "restored", rig.keys)
    assert not (rig.root / "restored").exists()


def test_what_is_no_backup_is_said_to_be_none(tmp_path: Path) -> None:
    """Any other file, and a directory."""
    path = tmp_path / "x"
    for content in (b"", b"PK\x03\x04", MAGIC, MAGIC + b"\xff" * 4, MAGIC + b"\0\0\0\x02{}"):
        path.write_bytes(content)
        with pytest.raises(InvalidInput, match="not_a_backup"):
            read_header(path)
    with pytest.raises(EnvironmentFault):
        read_header(tmp_path)


def test_restoring_a_copied_key_file_elsewhere_works(rig: DeskRig, tmp_path: Path) -> None:
    """The key file of the lost machine, kept in a safe, is enough."""
    out = rig.root / "desk.backup"
    with rig.create() as store:
        receive(store, rig.clock)
        back_up(store, out)
    safe = tmp_path / "safe.key"
    shutil.copy(rig.root / "key", safe)
    restore(out, tmp_path / "new", KeyFile(safe))
    with open_store(tmp_path / "new", KeyFile(safe), clock=rig.clock, machine="new") as store:
        assert store.must_succeed == "restored"


def test_the_provinces_law_comes_back_with_the_desk(rig: DeskRig) -> None:
    """A desk restored elsewhere counts by the same law as before."""
    out = rig.root / "desk.backup"
    files = {
        "law/catalogue/hộ tịch.toml": b"# of the province",
        "law/calendar/2027.toml": b"year = 2027",
        "law/units/communes_2025.csv": b"code,name",
    }
    with rig.create() as store:
        for name, data in files.items():
            path = store.parts.directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        (store.parts.directory / "law/ghi-chu.docx").write_bytes(b"not law")
        assert back_up(store, out)["law_files"] == 3
    told = restore(out, rig.root / "restored", rig.keys)
    assert told["law_files"] == 3
    for name, data in files.items():
        assert (rig.root / "restored" / name).read_bytes() == data
    assert not (rig.root / "restored" / LAW_PART).exists()


@pytest.mark.parametrize(
    "name", ["../x.toml", "/etc/x.toml", "law/../../x.toml", "desk.db", "law/x.py", "law\\x.toml"]
)
def test_a_backups_law_writes_nowhere_else(tmp_path: Path, name: str) -> None:
    """Names that leave the folder are a damaged backup."""
    packed = tmp_path / LAW_PART
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, b"x")
    (tmp_path / "here").mkdir()
    with pytest.raises(InvalidInput, match="not_a_backup"):
        unpack_law(packed, tmp_path / "here")
    assert list((tmp_path / "here").iterdir()) == []


def test_what_is_packed_of_the_law_can_be_unpacked(tmp_path: Path) -> None:
    """Many files, a large one, odd names: a backup that was made can be brought back."""
    here, there = tmp_path / "here", tmp_path / "there"
    (here / "law").mkdir(parents=True)
    there.mkdir()
    for number in range(1_200):
        (here / "law" / f"{number}.toml").write_bytes(b"x")
    (here / "law" / "lớn.csv").write_bytes(b"0" * 40_000_000)
    (here / "law" / "a\\b.toml").write_bytes(b"its name would be a path on Windows")
    (here / "law" / ".ẩn.toml").write_bytes(b"hidden")
    assert pack_law(here, there / LAW_PART) == 1_201
    assert unpack_law(there / LAW_PART, there) == 1_201
    assert (there / "law" / "lớn.csv").stat().st_size == 40_000_000


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    """No backup is half made without a word."""
    (tmp_path / "law").mkdir()
    try:
        (tmp_path / "law" / "\udcff.toml").write_bytes(b"x")
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system has no such names")
    with pytest.raises(InvalidInput, match="bad_name"):
        pack_law(tmp_path, tmp_path / LAW_PART)
