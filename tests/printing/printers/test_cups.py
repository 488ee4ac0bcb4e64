"""Printing by CUPS, against a real scheduler of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from socket import AF_UNIX, socket

import pytest
import zxingcpp
from PIL import Image

from app.errors import EnvironmentFault, InvalidInput
from printing.forms import receipt
from printing.printers.cups import CupsPrinter
from printing.printers.find import find_printers, look_for_printers, open_printer
from printing.printers.printer import PrinterInfo, Standing
from tests.printing import samples
from tests.printing.pdf_reading import pages
from tests.printing.printers.private_cups import PrivateCups, private_cups


@pytest.fixture(scope="module")
def scheduler() -> Iterator[PrivateCups]:
    with private_cups() as cups:
        yield cups


@pytest.fixture
def cups(scheduler: PrivateCups, monkeypatch: pytest.MonkeyPatch) -> PrivateCups:
    """The scheduler, as the one that this process asks."""
    monkeypatch.setenv("CUPS_SERVER", scheduler.server)
    return scheduler


@pytest.fixture
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No scheduler where clients look for it."""
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "no-socket"))


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / f"{samples.CODE}.pdf"
    file.write_bytes(receipt.render(samples.receipt()).pdf)
    return file


def test_a_paper_arrives_at_the_printer_as_it_is(cups: PrivateCups, paper: Path) -> None:
    """Every byte, under the dossier's code, and nothing is left to the spooler's defaults."""
    cups.add_queue("Quay1")
    handed = CupsPrinter("Quay1").send(paper, title=samples.CODE, copies=2)
    assert handed.printer == "cups:Quay1"
    kept = cups.kept(handed.job)
    assert kept.pdf == paper.read_bytes()
    assert (kept.title, kept.copies) == (samples.CODE, "2")
    said = {"media=A4", "print-scaling=none", "nofit-to-page", "number-up=1"}
    assert said <= set(kept.options)


def test_a_driver_with_wide_margins_does_not_shrink_the_page(
    cups: PrivateCups, paper: Path
) -> None:
    """Through CUPS' own filters the codes stay where they are, dot for dot."""
    cups.add_queue("CoDriver", driver=True)
    handed = CupsPrinter("CoDriver").send(paper, title=samples.CODE)
    (ours,) = pages(paper.read_bytes())
    (printed,) = pages(cups.kept(handed.job).pdf)
    assert printed.width == ours.width  # A4, though the driver's default is Letter
    for kind in ("Code128", "QRCode"):
        assert places(printed, kind) == places(ours, kind) != []


def places(page: Image.Image, kind: str) -> list[tuple[str, str]]:
    """Text and corners of the codes of one kind, in dots of 203.2 dpi."""
    formats = zxingcpp.barcode_formats_from_str(kind)
    found = zxingcpp.read_barcodes(page, formats=formats)
    return [(one.text, str(one.position)) for one in found]


def test_printers_are_listed_the_default_one_first(cups: PrivateCups) -> None:
    """What the officer chooses from: ids for the settings, descriptions for people."""
    cups.add_queue("AaTangHai", description="Máy in tầng hai")
    cups.add_queue("ZzQuay2", description="Máy in quầy 2")
    cups.run("lpadmin", "-d", "ZzQuay2")
    found = find_printers()
    assert found[0] == PrinterInfo("cups:ZzQuay2", "Máy in quầy 2", found[0].kind)
    assert "cups:AaTangHai" in [info.id for info in found]
    assert open_printer(found[0].id).check().ready


def test_a_stopped_printer_is_paused_and_says_why(cups: PrivateCups) -> None:
    """A paper would wait in its queue unseen: the officer is told before."""
    cups.add_queue("DungIn")
    cups.run("cupsdisable", "-r", "Đang thay mực", "DungIn")
    state = CupsPrinter("DungIn").check()
    assert state.standing is Standing.PAUSED
    assert state.message == "Máy in DungIn đang tạm dừng: Đang thay mực."


def test_a_printer_that_takes_no_papers_is_paused(cups: PrivateCups, paper: Path) -> None:
    """Also where the paper is handed over without asking before."""
    cups.add_queue("TuChoi")
    cups.run("cupsreject", "TuChoi")
    printer = CupsPrinter("TuChoi")
    assert printer.check().standing is Standing.PAUSED
    with pytest.raises(EnvironmentFault) as caught:
        printer.send(paper, title=samples.CODE)
    assert caught.value.code == "printer_paused"


def test_a_printer_that_is_gone_is_not_found(cups: PrivateCups, paper: Path) -> None:
    """It stood in the settings, and somebody removed it."""
    printer = CupsPrinter("KhongCo")
    assert printer.check().standing is Standing.NOT_FOUND
    with pytest.raises(EnvironmentFault) as caught:
        printer.send(paper, title=samples.CODE)
    assert caught.value.code == "printer_not_found"


def test_a_paper_that_can_not_be_read_is_not_printed(cups: PrivateCups, tmp_path: Path) -> None:
    """What CUPS says of it stands in the error."""
    cups.add_queue("DuocIn")
    with pytest.raises(EnvironmentFault) as caught:
        CupsPrinter("DuocIn").send(tmp_path / "none.pdf", title=samples.CODE)
    assert caught.value.code == "print_failed"
    assert "none.pdf" in caught.value.message


@pytest.mark.usefixtures("nobody")
def test_without_a_scheduler_there_are_no_printers_and_a_reason(paper: Path) -> None:
    """Not a crash: the officer prints into a folder meanwhile."""
    found = look_for_printers()
    assert (found.printers, found.reason) == ([], "Dịch vụ in CUPS không chạy.")
    printer = CupsPrinter("Quay1")
    assert printer.check().standing is Standing.UNREACHABLE
    with pytest.raises(EnvironmentFault) as caught:
        printer.send(paper, title=samples.CODE)
    assert caught.value.code == "printer_unreachable"


def test_without_cups_there_are_no_printers_and_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine on which it was never installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    found = look_for_printers()
    assert (found.printers, found.reason) == ([], "Máy này chưa có CUPS nên không in được.")
    assert CupsPrinter("Quay1").check().standing is Standing.UNREACHABLE


def test_a_scheduler_that_never_answers_holds_nobody_up(
    tmp_path: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not known whether the paper will come out, and the error says so."""
    with socket(AF_UNIX) as mute:
        mute.bind(str(tmp_path / "s"))
        mute.listen()
        monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "s"))
        printer = CupsPrinter("Quay1", ask_seconds=0.2, send_seconds=0.2)
        assert printer.check().standing is Standing.UNREACHABLE
        with pytest.raises(EnvironmentFault) as caught:
            printer.send(paper, title=samples.CODE)
    assert caught.value.code == "print_unanswered"


@pytest.mark.parametrize(
    "name", ["", "-o raw", "-oraw", "-h", "a b", "a,b", "a/b", "a#b", "a\nb", "a\x00", "x" * 128]
)
def test_a_name_that_could_be_an_option_or_a_list_is_refused(name: str) -> None:
    """Names come from settings; nothing in them reaches CUPS as anything but a name."""
    with pytest.raises(InvalidInput) as caught:
        open_printer(f"cups:{name}")
    assert (caught.value.code, caught.value.field) == ("bad_printer", "printer")


@pytest.mark.parametrize("title", ["-o job-priority=100", "Tên\nhàng hai"])
def test_a_title_stays_a_title(title: str, cups: PrivateCups, paper: Path) -> None:
    """Neither an option nor a second line."""
    cups.add_queue("TieuDe")
    handed = CupsPrinter("TieuDe").send(paper, title=title)
    kept = cups.kept(handed.job)
    assert kept.pdf == paper.read_bytes()
    assert kept.title in {"-o job-priority_100", "Tên_hàng hai"}


@pytest.mark.parametrize("copies", [0, -1, 21])
def test_a_slip_of_the_finger_does_not_print_a_hundred(copies: int, paper: Path) -> None:
    """Copies are bounded before anything is handed over."""
    with pytest.raises(InvalidInput) as caught:
        CupsPrinter("Quay1").send(paper, title=samples.CODE, copies=copies)
    assert caught.value.field == "copies"
