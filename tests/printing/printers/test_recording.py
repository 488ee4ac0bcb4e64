"""The printer that keeps its papers: for training, and for tests of everything that prints."""

from __future__ import annotations

import json
import stat
from datetime import datetime
from pathlib import Path

import pytest

from app.clock.time import VIETNAM, FixedClock
from app.errors import EnvironmentFault, InvalidInput
from printing.printers.find import open_printer
from printing.printers.printer import JobState, Standing
from printing.printers.recording import PAPERS, RecordingPrinter, Trouble

AT = datetime(2028, 1, 3, 8, 30, tzinfo=VIETNAM)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "paper.pdf"
    file.write_bytes(b"%PDF-1.7 the paper")
    return file


@pytest.fixture
def printer(tmp_path: Path) -> RecordingPrinter:
    return RecordingPrinter(tmp_path / "tray", clock=FixedClock(AT))


def test_a_paper_is_kept_with_how_it_was_ordered(printer: RecordingPrinter, paper: Path) -> None:
    """Byte for byte, with a line of JSON."""
    handed = printer.send(paper, title="H41-000123", copies=2, size="A5", tray="tray-2")
    (kept,) = printer.papers()
    assert printer.pdf(kept) == paper.read_bytes()
    assert (kept.title, kept.copies, kept.size, kept.tray) == ("H41-000123", 2, "A5", "tray-2")
    assert kept.at == "2028-01-03T08:30:00+07:00"
    assert printer.follow(handed.job).state is JobState.PRINTED


def test_its_papers_are_for_this_account_alone(
    printer: RecordingPrinter, paper: Path, tmp_path: Path
) -> None:
    """They hold personal data."""
    printer.send(paper, title="x")
    for file in (tmp_path / "tray").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "tray").stat().st_mode) == 0o700


def test_another_process_sees_the_same_printer(
    printer: RecordingPrinter, paper: Path, tmp_path: Path
) -> None:
    """Jobs are followed after a crash, by the id in the settings and the job's name."""
    printer.delay_next(JobState.HANDED, JobState.PRINTING)
    handed = printer.send(paper, title="x")
    assert printer.follow(handed.job).state is JobState.HANDED
    again = open_printer(f"recording:{tmp_path / 'tray'}")
    assert again.info == printer.info
    assert again.follow(handed.job).state is JobState.PRINTING
    assert again.follow(handed.job).state is JobState.PRINTED
    assert again.follow(handed.job).state is JobState.PRINTED


@pytest.mark.parametrize("trouble", ["media-empty", "media-jam", "cover-open", "toner-empty"])
def test_a_fault_stops_the_paper_until_it_is_mended(
    trouble: str, printer: RecordingPrinter, paper: Path
) -> None:
    """As an officer loads paper, and it goes on."""
    printer.fail_next(trouble)
    assert printer.check().ready
    handed = printer.send(paper, title="x")
    for _ in range(3):
        status = printer.follow(handed.job)
        assert status.state is JobState.STOPPED
        assert status.message
    printer.mend(handed.job)
    assert printer.follow(handed.job).state is JobState.PRINTED


@pytest.mark.parametrize("trouble", ["aborted-by-system", "job-canceled-by-user"])
def test_a_paper_can_fail_for_good(trouble: str, printer: RecordingPrinter, paper: Path) -> None:
    """With a reason; the next one is printed."""
    printer.fail_next(trouble)
    status = printer.follow(printer.send(paper, title="x").job)
    assert (status.state, status.ended) == (JobState.FAILED, True)
    assert printer.follow(printer.send(paper, title="x").job).state is JobState.PRINTED


def test_a_printer_that_is_off_takes_nothing(printer: RecordingPrinter, paper: Path) -> None:
    """Until it is switched on."""
    printer.fail_next(Trouble.OFFLINE)
    assert printer.check().standing is Standing.UNREACHABLE
    with pytest.raises(EnvironmentFault) as caught:
        printer.send(paper, title="x")
    assert caught.value.code == "printer_unreachable"
    assert printer.papers() == []
    printer.mend()
    printer.send(paper, title="x")
    assert len(printer.papers()) == 1


def test_a_printer_may_print_and_not_say_so(printer: RecordingPrinter, paper: Path) -> None:
    """The paper lies in the tray, and the desk does not know."""
    printer.fail_next(Trouble.UNANSWERED)
    with pytest.raises(EnvironmentFault) as caught:
        printer.send(paper, title="x")
    assert caught.value.code == "print_unanswered"
    assert len(printer.papers()) == 1


def test_what_is_forgotten_is_unknown(printer: RecordingPrinter, paper: Path) -> None:
    """By order, afterwards, or because it never was; a path in the name leads nowhere."""
    printer.fail_next(Trouble.FORGOTTEN)
    jobs = [printer.send(paper, title="x").job, printer.send(paper, title="x").job]
    printer.forget(jobs[1])
    printer.forget("../tray")
    for job in (*jobs, "9999", "", "../paper", "x" * 1_000):
        assert printer.follow(job).state is JobState.UNKNOWN


def test_a_line_that_a_power_cut_tore_hides_no_other(
    printer: RecordingPrinter, paper: Path, tmp_path: Path
) -> None:
    """Cut at every byte, the next paper is noted on a line of its own."""
    printer.send(paper, title="first")
    notes = tmp_path / "tray" / PAPERS
    whole = notes.read_bytes()
    for cut in range(len(whole) + 1):
        notes.write_bytes(whole[:cut])
        printer.send(paper, title="second")
        last = json.loads(notes.read_bytes().splitlines()[-1])
        assert last["title"] == "second"
        assert printer.papers()[-1].title == "second"
        assert len(printer.papers()) == (2 if cut >= len(whole) - 1 else 1)


def test_a_fault_or_an_order_that_does_not_exist_is_refused(
    printer: RecordingPrinter, paper: Path
) -> None:
    """Nothing is kept."""
    with pytest.raises(InvalidInput) as caught:
        printer.fail_next("on-fire")
    assert caught.value.code == "bad_trouble"
    with pytest.raises(InvalidInput) as caught:
        printer.send(paper, title="x", tray="tray-9")
    assert caught.value.code == "no_such_tray"
    with pytest.raises(InvalidInput) as caught:
        printer.send(paper, title="x", copies=0)
    assert caught.value.code == "bad_copies"
    with pytest.raises(InvalidInput) as caught:
        open_printer("recording:")
    assert caught.value.code == "bad_printer"
    assert printer.papers() == []


def test_a_folder_that_can_not_be_made_is_an_error_of_the_disk(tmp_path: Path, paper: Path) -> None:
    """Not a crash."""
    (tmp_path / "file").touch()
    printer = RecordingPrinter(tmp_path / "file" / "tray")
    assert printer.check().ready
    with pytest.raises(EnvironmentFault) as caught:
        printer.send(paper, title="x")
    assert caught.value.code == "disk_fault"
