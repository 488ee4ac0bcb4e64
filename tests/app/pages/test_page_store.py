"""Scanned pages: durable before their event, encrypted, de-duplicated, swept."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.clock.time import VIETNAM
from app.disk.durable_file import sync_folder
from app.errors import EnvironmentFault, InvalidInput
from app.pages import page_store
from app.pages.page_store import PageStore

PAGE = b"\x89PNG a fictitious page" * 50


@pytest.fixture
def pages(tmp_path: Path) -> PageStore:
    return PageStore(tmp_path / "pages", bytes(32), bytes(range(32)))


def files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "pages").rglob("*") if path.is_file()]


def test_a_page_comes_back_by_its_hash(pages: PageStore, tmp_path: Path) -> None:
    """Kept once, encrypted, under a name that tells nothing of its content."""
    digest = pages.put(PAGE)
    assert digest == hashlib.sha256(PAGE).hexdigest()
    assert pages.put(PAGE) == digest
    assert pages.get(digest) == PAGE
    assert pages.get(digest.upper()) == PAGE
    [path] = files(tmp_path)
    assert b"fictitious" not in path.read_bytes()
    assert digest[:8] not in str(path.relative_to(tmp_path))
    assert len(path.parent.name) == 2
    assert len(path.name) == 62
    assert pages.sealed_file(digest) == path
    assert pages.relative_name(digest) == f"{path.parent.name}/{path.name}"


def test_another_key_reads_nothing(pages: PageStore, tmp_path: Path) -> None:
    """Neither the names nor the content."""
    digest = pages.put(PAGE)
    with pytest.raises(EnvironmentFault, match="page_missing"):
        PageStore(tmp_path / "pages", bytes(32), bytes(32)).get(digest)
    other = PageStore(tmp_path / "pages", bytes([1]) * 32, bytes(range(32)))
    with pytest.raises(EnvironmentFault, match="page_damaged"):
        other.get(digest)


@pytest.mark.parametrize("at", [0, 15, 16, 30, -1])
def test_a_damaged_page_is_named_and_can_be_put_again(
    pages: PageStore, tmp_path: Path, at: int
) -> None:
    """One damaged sector costs one page, and a new scan mends it."""
    digest = pages.put(PAGE)
    [path] = files(tmp_path)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    with pytest.raises(EnvironmentFault, match="page_damaged"):
        pages.get(digest)
    pages.put(PAGE)
    assert pages.get(digest) == PAGE


@pytest.mark.parametrize("length", [0, 10, 20, 40])
def test_a_cut_page_is_damaged(pages: PageStore, tmp_path: Path, length: int) -> None:
    """Whatever is left of the file."""
    digest = pages.put(PAGE)
    [path] = files(tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(EnvironmentFault, match="page_damaged"):
        pages.get(digest)


def test_a_page_under_anothers_name_is_damaged(pages: PageStore) -> None:
    """The name is authenticated with the content."""
    one, two = pages.put(PAGE), pages.put(b"two")
    pages.sealed_file(two).replace(pages.sealed_file(one))
    with pytest.raises(EnvironmentFault, match="page_damaged"):
        pages.get(one)


def test_a_missing_page_is_named(pages: PageStore) -> None:
    """With what to do."""
    with pytest.raises(EnvironmentFault) as fault:
        pages.get("0" * 64)
    assert fault.value.code == "page_missing"
    assert fault.value.advice


def test_sizes_are_bounded(pages: PageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither nothing nor more than the bound."""
    monkeypatch.setattr(page_store, "MAX_PAGE_BYTES", 10)
    for data in (b"", b"x" * 11):
        with pytest.raises(InvalidInput, match="page_too_large"):
            pages.put(data)
    pages.put(b"x" * 10)


@pytest.mark.parametrize("call", ["fsync", "replace", "open"])
def test_a_full_disk_leaves_nothing_behind(
    pages: PageStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """And the page goes in once there is room."""
    (tmp_path / "pages").mkdir()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(EnvironmentFault, match="disk_full"):
        pages.put(PAGE)
    monkeypatch.undo()
    assert files(tmp_path) == []
    assert pages.get(pages.put(PAGE)) == PAGE


def test_a_faulty_disk_is_translated(
    pages: PageStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading and touching what is there may fail too."""
    digest = pages.put(PAGE)

    def faulty(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    for name in ("read_bytes", "touch"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, name, faulty)
            with pytest.raises(EnvironmentFault, match="disk_fault"):
                pages.put(PAGE)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", faulty)
        with pytest.raises(EnvironmentFault, match="disk_fault"):
            pages.get(digest)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", faulty)
        with pytest.raises(EnvironmentFault, match="disk_fault"):
            pages.sweep([], datetime.now(VIETNAM) + timedelta(days=32))
    assert len(files(tmp_path)) == 1


def test_orphans_are_swept_after_a_day(pages: PageStore, tmp_path: Path) -> None:
    """A page whose event is about to be written is none; neither is one that an event names."""
    assert pages.sweep([], datetime.now(VIETNAM)) == 0
    kept, orphan = pages.put(PAGE), pages.put(b"orphan")
    left = pages.sealed_file(orphan).with_name(".half.tmp")
    left.write_bytes(b"half a page")
    now = datetime.now(VIETNAM)
    assert pages.sweep([kept], now + timedelta(days=29)) == 0
    assert pages.sweep([kept], now + timedelta(days=31)) == 2
    assert files(tmp_path) == [pages.sealed_file(kept)]
    (tmp_path / "pages" / "a file").write_text("x")
    assert pages.sweep([kept], now + timedelta(days=31)) == 0


def test_a_page_put_again_is_young_again(pages: PageStore) -> None:
    """Its new event may still be on the way."""
    digest = pages.put(PAGE)
    path = pages.sealed_file(digest)
    old = (datetime.now(VIETNAM) - timedelta(days=3)).timestamp()
    os.utime(path, (old, old))
    pages.put(PAGE)
    assert pages.sweep([], datetime.now(VIETNAM) + timedelta(hours=1)) == 0


def test_a_folder_that_can_not_be_made_is_a_clear_fault(tmp_path: Path) -> None:
    """The place is taken by a file."""
    (tmp_path / "pages").write_text("x")
    pages = PageStore(tmp_path / "pages", bytes(32), bytes(32))
    with pytest.raises(EnvironmentFault):
        pages.put(PAGE)


def test_a_folder_that_an_earlier_run_made_is_durable_before_a_page_in_it_counts(
    pages: PageStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That run was cut between making and syncing it: without its name the page would be gone."""
    name = pages.relative_name(hashlib.sha256(PAGE).hexdigest())
    (tmp_path / "pages" / name[:2]).mkdir(parents=True)
    synced: list[Path] = []

    def watched(folder: Path) -> None:
        sync_folder(folder)
        synced.append(folder)

    monkeypatch.setattr(page_store, "sync_folder", watched)
    pages.put(PAGE)
    assert synced == [tmp_path / "pages", tmp_path]
    pages.put(PAGE)
    assert synced[2:] == [tmp_path / "pages" / name[:2]], "the folders' own names once a run"
