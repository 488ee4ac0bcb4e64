"""Files that are replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from app.disk.durable_file import make_folder_durably, write_durably
from app.errors import EnvironmentFault


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "not_permitted"),
        (errno.EROFS, "not_permitted"),
        (errno.EIO, "disk_fault"),
    ],
)
@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_a_failed_write_leaves_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: str
) -> None:
    """Whichever step fails, the file is what it was and nothing is left beside it."""
    path = tmp_path / "record"
    write_durably(path, b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(EnvironmentFault, match=code):
        write_durably(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["record"]


def test_windows_needs_no_sync_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no such call; the file itself is synced all the same."""
    monkeypatch.setattr(sys, "platform", "win32")
    write_durably(tmp_path / "f", b"x")
    assert (tmp_path / "f").read_bytes() == b"x"


def test_a_folder_is_made_with_every_name_above_it_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that is durable elsewhere must not outlive the folder of its store."""
    opened: dict[int, Path] = {}
    synced: list[Path] = []
    real_open = os.open

    def watched_open(path: Path, flags: int) -> int:
        descriptor = real_open(path, flags)
        opened[descriptor] = path
        return descriptor

    monkeypatch.setattr(os, "open", watched_open)
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(opened[descriptor]))
    folder = tmp_path / "desk" / "data"
    make_folder_durably(folder)
    assert folder.is_dir()
    assert set(synced) == {tmp_path, tmp_path / "desk"}
    synced.clear()
    make_folder_durably(folder)
    assert synced == [tmp_path / "desk"]


def test_a_folder_below_one_that_may_not_be_read_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An administrator has made the place; this account sees no more of it."""

    def not_allowed(*_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", not_allowed)
    make_folder_durably(tmp_path / "data")
    assert (tmp_path / "data").is_dir()
