"""Printing without a spooler, on a real IPP Everywhere printer of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import EnvironmentFault, InvalidInput
from printing.forms import receipt
from printing.printers.find import open_printer
from printing.printers.ipp.client import Patience
from printing.printers.ipp_printer import IppPrinter
from printing.printers.printer import JobState, Kind, Margins, Standing, Tray
from tests.printing import samples
from tests.printing.printers.following import follow_until
from tests.printing.printers.private_ipp_printer import PrivatePrinter, private_printer


@pytest.fixture
def machine() -> Iterator[PrivatePrinter]:
    with private_printer() as printer:
        yield printer


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "paper.pdf"
    file.write_bytes(receipt.render(samples.receipt()).pdf)
    return file


def test_a_paper_arrives_as_it_is_and_is_followed_to_its_end(
    machine: PrivatePrinter, paper: Path
) -> None:
    """Every byte, under the dossier's code, on the paper that was asked for."""
    printer = open_printer(machine.id)
    assert (printer.info.id, printer.info.kind) == (machine.id, Kind.IPP)
    assert printer.check().ready
    handed = printer.send(paper, title=samples.CODE, copies=2)
    came = machine.came()
    assert came.pdf == paper.read_bytes()
    assert (came.title, came.copies, came.kind) == (samples.CODE, "2", "application/pdf")
    assert (came.media, came.sides) == ("iso_a4_210x297mm", "one-sided")
    later = open_printer(handed.printer)
    assert follow_until(later, handed.job, JobState.PRINTED).message == "Máy in báo đã in xong."


def test_a_printer_says_what_it_can_do(machine: PrivatePrinter) -> None:
    """Papers, trays, dots, and the edges of A4 that it can't print on."""
    able = open_printer(machine.id).abilities()
    assert "A4" in able.sizes
    assert "A5" not in able.sizes
    assert Tray("by-pass-tray", "Khay tay") in able.trays
    assert (able.dpi, able.follows, able.any_size) == (600.0, True, False)
    assert able.margins_mm == Margins(left=3.4, top=6.35, right=3.4, bottom=6.35)


def test_a_tray_is_asked_for_together_with_the_paper(machine: PrivatePrinter, paper: Path) -> None:
    """Stiff paper for results lies in another tray than receipts."""
    open_printer(machine.id).send(paper, title=samples.CODE, tray="main")
    col = machine.came().media_col
    assert "media-source=main" in col
    assert "x-dimension=21000 y-dimension=29700" in col


@pytest.mark.parametrize(
    ("size", "code", "message"),
    [
        ("A5", "no_such_size", "không có khổ A5."),
        ("80mm", "no_such_size", "không có khổ 80mm."),
        ("A4; x", "unknown_size", "'A4; x' không phải một khổ giấy."),
    ],
)
def test_a_paper_that_the_printer_has_not_is_refused_by_name(
    size: str, code: str, message: str, machine: PrivatePrinter, paper: Path
) -> None:
    """Nothing is handed over: another paper would be printed on, or a part cut off."""
    with pytest.raises(InvalidInput) as caught:
        open_printer(machine.id).send(paper, title=samples.CODE, size=size)
    assert (caught.value.code, caught.value.field) == (code, "size")
    assert caught.value.message.endswith(message)


def test_a_tray_that_the_printer_has_not_is_refused_by_name(
    machine: PrivatePrinter, paper: Path
) -> None:
    """A tray was taken out, or the settings are another printer's."""
    with pytest.raises(InvalidInput) as caught:
        open_printer(machine.id).send(paper, title=samples.CODE, tray="tray-9")
    assert (caught.value.code, caught.value.field) == ("no_such_tray", "tray")
    assert caught.value.message.endswith("không có khay 'tray-9'.")


def test_a_jam_is_said_while_it_lasts(machine: PrivatePrinter, paper: Path) -> None:
    """The paper is not lost: it comes when the jam is cleared."""
    machine.fault("media-jam")
    printer = open_printer(machine.id)
    job = printer.send(paper, title=samples.CODE).job
    assert follow_until(printer, job, JobState.STOPPED).message == "Kẹt giấy."
    assert printer.check().message.endswith("báo: kẹt giấy.")
    machine.go()
    assert follow_until(printer, job, JobState.PRINTED).ended


def test_a_printer_that_is_busy_is_tried_again_and_then_said_to_be(
    machine: PrivatePrinter, paper: Path
) -> None:
    """It takes one paper at a time; with more patience the second one would have come."""
    machine.fault("media-empty")
    first = IppPrinter(machine.uri)
    job = first.send(paper, title=samples.CODE).job
    follow_until(first, job, JobState.STOPPED)
    with pytest.raises(EnvironmentFault) as caught:
        IppPrinter(machine.uri, patience=Patience(busy_s=0.1)).send(paper, title=samples.CODE)
    assert caught.value.code == "printer_busy"
    machine.go()
    second = IppPrinter(machine.uri).send(paper, title="H26.107-261123-0043")
    follow_until(first, second.job, JobState.PRINTED)
    assert first.follow(job).state is JobState.PRINTED


def test_a_paper_that_the_printer_gives_up_has_failed(machine: PrivatePrinter, paper: Path) -> None:
    """It will not come, and the next one is an open question of its own."""
    machine.fail()
    printer = open_printer(machine.id)
    job = printer.send(paper, title=samples.CODE).job
    status = follow_until(printer, job, JobState.FAILED)
    assert (status.message, status.ended) == ("Giấy bị máy in bỏ dở.", True)


def test_a_printer_that_takes_no_pdf_is_said_to_take_none(paper: Path) -> None:
    """Pages as dots are not made; what it takes stands in the error."""
    with private_printer(takes="image/pwg-raster") as machine:
        with pytest.raises(EnvironmentFault) as caught:
            open_printer(machine.id).send(paper, title=samples.CODE)
        assert caught.value.code == "printer_without_pdf"
        assert "image/pwg-raster" in caught.value.message


def test_a_path_with_no_printer_behind_it_is_not_found(
    machine: PrivatePrinter, paper: Path
) -> None:
    """A slip in the address, or another device there."""
    printer = open_printer(f"ipp:ipp://localhost:{machine.port}/ipp/fax")
    assert printer.check().standing is Standing.NOT_FOUND
    with pytest.raises(EnvironmentFault) as caught:
        printer.send(paper, title=samples.CODE)
    assert caught.value.code == "printer_not_found"


def test_a_printer_with_a_certificate_of_its_own_is_trusted_where_that_is_installed(
    machine: PrivatePrinter, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``ipps`` promises that nobody else reads the paper: without proof nothing is sent."""
    printer = open_printer(f"ipp:ipps://localhost:{machine.port}/ipp/print")
    assert printer.check().message.startswith("Không kiểm tra được chứng thư của máy in")
    with pytest.raises(EnvironmentFault) as caught:
        printer.send(paper, title=samples.CODE)
    assert caught.value.code == "printer_untrusted"
    monkeypatch.setenv("SSL_CERT_FILE", str(machine.root / "localhost.crt"))
    printer.send(paper, title=samples.CODE)
    assert machine.came().pdf == paper.read_bytes()


def test_a_printer_that_was_switched_off_forgets_or_does_not_answer(paper: Path) -> None:
    """Off: asked again later. On again, it counts from 1 and its job 1 is another's."""
    with private_printer() as machine:
        printer = open_printer(machine.id)
        job = printer.send(paper, title=samples.CODE).job
        follow_until(printer, job, JobState.PRINTED)
    assert printer.check().standing is Standing.UNREACHABLE
    with pytest.raises(EnvironmentFault) as caught:
        printer.follow(job)
    assert caught.value.code == "printer_unreachable"
    with private_printer(port=machine.port):
        again_job = printer.send(paper, title="H26.107-261123-0043").job
        assert again_job.partition("+")[0] == job.partition("+")[0] == "1"
        follow_until(printer, again_job, JobState.PRINTED)
        assert printer.follow(job).state is JobState.UNKNOWN


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "localhost",
        "http://localhost/ipp/print",
        "ipp://",
        "ipp://:631/",
        "ipp://a b/",
        "ipp://me:secret@localhost/ipp/print",
        "ipp://localhost:0/ipp/print",
        "ipp://localhost:99999/ipp/print",
        "ipp://localhost/ipp/print?x",
        "ipp://localhost/ipp/print#x",
        "ipp://localhost/ipp\r\nX-Y: 1",
        "ipp://localhost/ipp/ắ",
        f"ipp://localhost/{'x' * 400}",
        "ipp://[::1/",
    ],
)
def test_what_is_no_address_is_refused(uri: str) -> None:
    """Addresses come from settings; a password in one would stand there in plain sight."""
    with pytest.raises(InvalidInput) as caught:
        open_printer(f"ipp:{uri}")
    assert (caught.value.code, caught.value.field) == ("bad_printer", "printer")
