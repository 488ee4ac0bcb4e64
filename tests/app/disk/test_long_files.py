"""A long file is written piece by piece and appears whole, or not at all."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from app.disk.durable_file import written_durably
from app.errors import EnvironmentFault


def test_it_appears_at_the_end_and_replaces_what_was_there(tmp_path: Path) -> None:
    """Until the block ends the old one stands."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with written_durably(path) as file:
        file.write(b"new ")
        assert path.read_bytes() == b"old"
        file.write(b"content")
    assert path.read_bytes() == b"new content"
    assert list(tmp_path.iterdir()) == [path]


def test_a_block_that_raises_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """Ours or the disk's fault: no temporary file stays."""
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def write_half(fault: Exception) -> None:
        with written_durably(path) as file:
            file.write(b"half")
            raise fault

    with pytest.raises(KeyError):
        write_half(KeyError())
    with pytest.raises(EnvironmentFault) as raised:
        write_half(OSError(errno.ENOSPC, "full"))
    assert raised.value.code == "disk_full"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_a_clear_fault(tmp_path: Path) -> None:
    """The stick was pulled out."""
    with pytest.raises(EnvironmentFault), written_durably(tmp_path / "none" / "a"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sync of folders")
@pytest.mark.parametrize(("code", "fine"), [(errno.EINVAL, True), (errno.EIO, False)])
def test_a_share_that_can_not_sync_a_folder_is_still_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, fine: bool
) -> None:
    """The content is synced anyway; a fault of the disk is told."""
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").is_dir():
            raise OSError(code, "no")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    if fine:
        with written_durably(tmp_path / "a") as file:
            file.write(b"x")
    else:
        with pytest.raises(EnvironmentFault), written_durably(tmp_path / "a") as file:
            file.write(b"x")
    assert (tmp_path / "a").read_bytes() == b"x"
