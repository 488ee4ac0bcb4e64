"""A folder in a printer's place."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.errors import EnvironmentFault, InvalidInput
from printing.printers.find import open_printer
from printing.printers.printer import JobState, Standing


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "paper.pdf"
    file.write_bytes(b"%PDF-1.4 a paper")
    return file


def test_papers_are_saved_under_their_title_and_never_replaced(tmp_path: Path, paper: Path) -> None:
    """A reprint stands beside the first."""
    folder = tmp_path / "giấy"
    folder.mkdir()
    printer = open_printer(f"folder:{folder}")
    assert printer.check().ready
    first = printer.send(paper, title="H26.107-261123-0042", copies=2)
    second = printer.send(paper, title="H26.107-261123-0042")
    assert Path(first.job) == folder / "H26.107-261123-0042.pdf"
    assert Path(second.job) == folder / "H26.107-261123-0042 (2).pdf"
    assert {file.read_bytes() for file in folder.iterdir()} == {paper.read_bytes()}
    assert len(list(folder.iterdir())) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_saved_papers_are_for_nobody_else(tmp_path: Path, paper: Path) -> None:
    """They hold personal data."""
    handed = open_printer(f"folder:{tmp_path}").send(paper, title="x")
    assert stat.S_IMODE(Path(handed.job).stat().st_mode) == 0o600


def test_a_title_can_not_lead_out_of_the_folder(tmp_path: Path, paper: Path) -> None:
    """It is a name, whatever stands in it."""
    folder = tmp_path / "in"
    folder.mkdir()
    printer = open_printer(f"folder:{folder}")
    for title in ("../ra ngoài", "/etc/x", "..", "", "a\x00b", "x" * 500, "ễ" * 100):
        assert Path(printer.send(paper, title=title).job).parent == folder
    assert len(list(folder.iterdir())) == 7


def test_a_folder_that_is_gone_is_not_found(tmp_path: Path, paper: Path) -> None:
    """A memory stick that was pulled out."""
    printer = open_printer(f"folder:{tmp_path / 'none'}")
    assert printer.check().standing is Standing.NOT_FOUND
    with pytest.raises(EnvironmentFault):
        printer.send(paper, title="x")


def test_a_name_that_no_disk_has_is_not_found(tmp_path: Path) -> None:
    """Asking how it stands never breaks the window that asks."""
    printer = open_printer(f"folder:{tmp_path / ('x' * 300)}")
    assert printer.check().standing is Standing.NOT_FOUND
    assert printer.follow(str(tmp_path / ("x" * 300))).state is JobState.UNKNOWN


def test_a_folder_tells_where_the_paper_is_and_whether_it_still_is(
    tmp_path: Path, paper: Path
) -> None:
    """Handed over is all that is known of a file."""
    printer = open_printer(f"folder:{tmp_path}")
    assert printer.abilities().follows is False
    handed = printer.send(paper, title="x")
    assert printer.follow(handed.job).state is JobState.HANDED
    Path(handed.job).unlink()
    assert printer.follow(handed.job).state is JobState.UNKNOWN


def test_a_folder_has_no_trays(tmp_path: Path, paper: Path) -> None:
    """A tray in the settings was meant for another printer."""
    with pytest.raises(InvalidInput) as caught:
        open_printer(f"folder:{tmp_path}").send(paper, title="x", tray="main")
    assert caught.value.code == "no_such_tray"


@pytest.mark.parametrize("printer_id", ["folder:", "folder:a\nb", "fax:1", "", "HP LaserJet"])
def test_what_is_no_printer_is_refused(printer_id: str) -> None:
    """A slip in the settings: which field, and why."""
    with pytest.raises(InvalidInput) as caught:
        open_printer(printer_id)
    assert (caught.value.code, caught.value.field) == ("bad_printer", "printer")
