"""A paper on its way to a printer lies in private, and is gone afterwards."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.errors import EnvironmentFault
from printing.printers.on_its_way import KILLED_AFTER_SECONDS, PREFIX, on_its_way


def test_nobody_else_can_read_it_and_nothing_stays(tmp_path: Path) -> None:
    """Folder 0700, file 0600, both gone at the end."""
    with on_its_way(b"%PDF-1.4", "H26-1", root=tmp_path) as pdf:
        assert pdf.read_bytes() == b"%PDF-1.4"
        assert pdf.name == "H26-1.pdf"
        if os.name != "nt":
            assert stat.S_IMODE(pdf.stat().st_mode) == 0o600
            assert stat.S_IMODE(pdf.parent.stat().st_mode) == 0o700
    assert list(tmp_path.iterdir()) == []


def test_nothing_stays_where_printing_fails(tmp_path: Path) -> None:
    """Also when the printer breaks off."""
    with pytest.raises(KeyboardInterrupt), on_its_way(b"x", "H26-1", root=tmp_path):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_paper(tmp_path: Path) -> None:
    """But not what another process is just printing, nor what is not ours."""
    for name in (f"{PREFIX}old", f"{PREFIX}now", "something-else"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "paper.pdf").write_bytes(b"x")
    for name in (f"{PREFIX}old", "something-else"):
        long_ago = (tmp_path / name).stat().st_mtime - KILLED_AFTER_SECONDS - 60
        os.utime(tmp_path / name, (long_ago, long_ago))
    with on_its_way(b"x", "H26-1", root=tmp_path):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {f"{PREFIX}now", "something-else"}


@pytest.mark.parametrize("title", ["../x", "12/PBS-TTPVHCC", "a\x00b", "ễ" * 300, "", ".."])
def test_a_title_leads_nowhere_else(title: str, tmp_path: Path) -> None:
    """It is a file's name in the private folder, whatever stands in it."""
    with on_its_way(b"x", title, root=tmp_path) as pdf:
        assert pdf.resolve().parent.parent == tmp_path.resolve()
        assert pdf.read_bytes() == b"x"


def test_no_room_is_a_fault_of_the_disk(tmp_path: Path) -> None:
    """In the words of the disk's other faults."""
    with pytest.raises(EnvironmentFault) as caught, on_its_way(b"x", "y", root=tmp_path / "none"):
        pass
    assert caught.value.code == "disk_fault"
