"""Printing by CUPS, against a real scheduler of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from socket import AF_UNIX, socket

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from app.errors import EnvironmentFault, InvalidInput
from printing.forms import receipt
from printing.printers.cups import CupsPrinter
from printing.printers.find import find_printers, look_for_printers, open_printer
from printing.printers.printer import JobState, Margins, PrinterInfo, Standing, Tray
from tests.printing import samples
from tests.printing.pdf_reading import pages
from tests.printing.printers.following import follow_until
from tests.printing.printers.private_cups import PrivateCups, private_cups


@pytest.fixture(scope="module")
def scheduler() -> Iterator[PrivateCups]:
    with private_cups() as cups:
        yield cups


@pytest.fixture
def cups(scheduler: PrivateCups, monkeypatch: pytest.MonkeyPatch) -> PrivateCups:
    """The scheduler, as the one that this process asks."""
    monkeypatch.setenv("CUPS_SERVER", scheduler.server)
    monkeypatch.setenv("HOME", str(scheduler.root / "nobody"))
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
    said = {"media=iso_a4_210x297mm", "sides=one-sided", "print-scaling=none", "number-up=1"}
    assert said | {"nofit-to-page"} <= set(kept.options)


def test_a_driver_with_wide_margins_does_not_shrink_the_page(
    cups: PrivateCups, paper: Path
) -> None:
    """Through CUPS' own filters the codes stay as they are (the driver's A4 is whole points)."""
    cups.add_queue("CoDriver", driver=True)
    handed = CupsPrinter("CoDriver").send(paper, title=samples.CODE)
    (ours,) = pages(paper.read_bytes())
    (printed,) = pages(cups.kept(handed.job).pdf)
    assert printed.width == ours.width  # A4, though the driver's default is Letter
    for kind in ("Code128", "QRCode"):
        (there,), (here,) = code_in(printed, kind), code_in(ours, kind)
        assert (there.text, width(there)) == (here.text, width(here))
        assert left(there) == left(here)


def code_in(page: Image.Image, kind: str) -> list[zxingcpp.Barcode]:
    """The codes of one kind; their corners are dots of 203.2 dpi."""
    return zxingcpp.read_barcodes(page, formats=zxingcpp.barcode_formats_from_str(kind))


def left(code: zxingcpp.Barcode) -> int:
    """Where its left edge is."""
    at: int = code.position.top_left.x
    return at


def width(code: zxingcpp.Barcode) -> int:
    """From its left edge to its right."""
    right: int = code.position.top_right.x
    return right - left(code)


def test_printers_are_listed_the_default_one_first(cups: PrivateCups) -> None:
    """What the officer chooses from: ids for the settings, descriptions for people."""
    cups.add_queue("AaTangHai", description="Máy in tầng hai")
    cups.add_queue("ZzQuay2", description="Máy in quầy 2")
    cups.run("lpadmin", "-d", "ZzQuay2")
    found = find_printers()
    assert found[0] == PrinterInfo("cups:ZzQuay2", "Máy in quầy 2", found[0].kind)
    assert "cups:AaTangHai" in [info.id for info in found]
    assert open_printer(found[0].id).check().ready


def test_the_account_s_own_default_goes_before_the_machine_s(
    cups: PrivateCups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two officers at one machine, two printers."""
    for name in ("CuaMay", "CuaToi"):
        cups.add_queue(name)
    cups.run("lpadmin", "-d", "CuaMay")
    (tmp_path / ".cups").mkdir()
    (tmp_path / ".cups" / "lpoptions").write_text("Dest CuaMay sides=one-sided\nDefault CuaToi\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_printers()[0].id == "cups:CuaToi"


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
    """A fault of the disk, named, before the spooler hears of it."""
    cups.add_queue("DuocIn")
    with pytest.raises(EnvironmentFault) as caught:
        CupsPrinter("DuocIn").send(tmp_path / "none.pdf", title=samples.CODE)
    assert caught.value.code == "disk_fault"


@pytest.mark.usefixtures("nobody")
def test_without_a_scheduler_there_are_no_printers_and_a_reason(paper: Path) -> None:
    """Not a crash: the officer prints into a folder meanwhile."""
    found = look_for_printers()
    assert found.printers == []
    assert found.reason == "Dịch vụ in CUPS không chạy hoặc không trả lời."
    printer = CupsPrinter("Quay1")
    assert printer.check().standing is Standing.UNREACHABLE
    for ask in (lambda: printer.send(paper, title=samples.CODE), lambda: printer.follow("Quay1-1")):
        with pytest.raises(EnvironmentFault) as caught:
            ask()
        assert caught.value.code == "printer_unreachable"


def test_a_scheduler_that_never_answers_holds_nobody_up(
    tmp_path: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was only asked how it stands: nothing will come out, and the error does not say so."""
    with socket(AF_UNIX) as mute:
        mute.bind(str(tmp_path / "s"))
        mute.listen()
        monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "s"))
        printer = CupsPrinter("Quay1", ask_seconds=0.2, send_seconds=0.2)
        assert printer.check().standing is Standing.UNREACHABLE
        with pytest.raises(EnvironmentFault) as caught:
            printer.send(paper, title=samples.CODE)
    assert caught.value.code == "printer_unreachable"


def test_a_paper_is_followed_until_it_is_printed(cups: PrivateCups, paper: Path) -> None:
    """Asked by the job alone, as a later process would; the fault is said while it lasts."""
    cups.add_queue("BiKet", does="waits/media-jam-error")
    job = CupsPrinter("BiKet").send(paper, title=samples.CODE).job
    assert job.startswith("BiKet-")  # what CUPS' own programs call it
    stopped = follow_until(CupsPrinter("BiKet"), job, JobState.STOPPED)
    assert (stopped.message, stopped.ended) == ("Kẹt giấy.", False)
    cups.go("BiKet")
    printed = follow_until(CupsPrinter("BiKet"), job, JobState.PRINTED)
    assert (printed.message, printed.ended) == ("Máy in báo đã in xong.", True)


@pytest.mark.parametrize(
    ("does", "policy", "message"),
    [
        ("fails", "retry-job", "Giấy đang chờ máy in sẵn sàng."),
        ("fails", "stop-printer", "Máy in đang tạm dừng."),
        ("holds", "retry-job", "Giấy đang bị giữ lại trong hàng đợi."),
        ("stops", "retry-job", "Máy in đang tạm dừng."),
    ],
)
def test_what_waits_for_somebody_is_stopped(
    does: str, policy: str, message: str, cups: PrivateCups, paper: Path
) -> None:
    """It may still come out: nobody may be told to print it again."""
    printer = given(cups, does, policy)
    job = printer.send(paper, title=samples.CODE).job
    status = follow_until(printer, job, JobState.STOPPED)
    assert (status.message, status.ended) == (message, False)
    assert status.advice


@pytest.mark.parametrize(
    ("does", "policy", "message"),
    [
        ("fails", "abort-job", "Giấy bị máy in bỏ dở."),
        ("cancels", "retry-job", "Giấy đã bị hủy."),
    ],
)
def test_what_will_never_come_has_failed(
    does: str, policy: str, message: str, cups: PrivateCups, paper: Path
) -> None:
    """And says that a part may have come out before."""
    printer = given(cups, does, policy)
    job = printer.send(paper, title=samples.CODE).job
    status = follow_until(printer, job, JobState.FAILED)
    assert (status.message, status.ended) == (message, True)
    assert status.advice == "Xem giấy đã ra hay chưa trước khi in lại."


def given(cups: PrivateCups, does: str, policy: str) -> CupsPrinter:
    """A queue of its own whose printer does that."""
    cups.add_queue(f"{does}-{policy}", does=does, policy=policy)
    return CupsPrinter(f"{does}-{policy}")


def test_a_paper_in_a_stopped_queue_says_why_it_waits(cups: PrivateCups, paper: Path) -> None:
    """In the words of whoever stopped it."""
    cups.add_queue("DangDung")
    cups.run("cupsdisable", "-r", "Đang thay mực", "DangDung")
    said = cups.run("lp", "-d", "DangDung", str(paper))
    status = CupsPrinter("DangDung").follow(said.split()[3])
    assert (status.state, status.message) == (JobState.STOPPED, "Đang thay mực.")


def test_a_paper_can_be_taken_out_of_the_queue(cups: PrivateCups, paper: Path) -> None:
    """And then says that it was canceled, not that it was printed."""
    cups.add_queue("ChoHuy", does="waits/media-empty-warning")
    printer = CupsPrinter("ChoHuy")
    job = printer.send(paper, title=samples.CODE).job
    follow_until(printer, job, JobState.STOPPED)
    assert printer.cancel(job)
    status = follow_until(printer, job, JobState.FAILED)
    assert status.message.startswith("Giấy đã bị hủy")
    assert not printer.cancel(job)


def test_another_paper_with_the_same_number_is_not_ours(cups: PrivateCups, paper: Path) -> None:
    """A spooler that was set up again counts from 1: its job 1 says nothing of our job 1."""
    cups.add_queue("DemLai")
    printer = CupsPrinter("DemLai")
    job = printer.send(paper, title=samples.CODE).job
    follow_until(printer, job, JobState.PRINTED)
    number, _, uuid = job.partition("+")
    assert printer.follow(f"{number}+{uuid[::-1]}").state is JobState.UNKNOWN


@pytest.mark.parametrize("job", ["", "Quay1-999999", "x", "Quay1-99999999999", "1\n"])
def test_a_job_that_nobody_knows_is_unknown(job: str, cups: PrivateCups) -> None:
    """Forgotten by the spooler, or a slip in a file: a person has to look at the paper."""
    cups.add_queue("Quay1")
    status = CupsPrinter("Quay1").follow(job)
    assert (status.state, status.ended) == (JobState.UNKNOWN, True)


def test_a_driver_says_what_its_printer_can_do(cups: PrivateCups) -> None:
    """Sizes by our names, dots, and the edges that it can't print on."""
    cups.add_queue("NangLuc", driver=True)
    able = CupsPrinter("NangLuc").abilities()
    assert able.sizes == ("A4", "215.9x279.4mm")
    assert (able.dpi, able.follows, able.any_size) == (300.0, True, False)
    assert Tray("manual", "Nạp tay") in able.trays
    assert able.margins_mm == Margins(12.7, 12.7, 12.7, 12.7)


def test_a_paper_that_the_printer_does_not_have_is_refused(cups: PrivateCups, paper: Path) -> None:
    """CUPS would print it on another one, cut or scaled."""
    cups.add_queue("KhongA5", driver=True)
    printer = CupsPrinter("KhongA5")
    with pytest.raises(InvalidInput) as size:
        printer.send(paper, title=samples.CODE, size="A5")
    assert (size.value.code, size.value.field) == ("no_such_size", "size")
    assert size.value.message == "Máy in KhongA5 không có khổ A5."
    with pytest.raises(InvalidInput) as tray:
        printer.send(paper, title=samples.CODE, tray="tray-2")
    assert (tray.value.code, tray.value.field) == ("no_such_tray", "tray")


def test_a_driver_takes_the_paper_from_the_tray_that_was_chosen(
    cups: PrivateCups, paper: Path
) -> None:
    """In the driver's own words for the tray and the paper."""
    cups.add_queue("HaiKhay", driver=True)
    handed = CupsPrinter("HaiKhay").send(paper, title=samples.CODE, tray="manual")
    kept = cups.kept(handed.job)
    assert {"InputSlot=Manual", "PageSize=A4"} <= set(kept.options)


def test_a_roll_is_as_long_as_its_page(cups: PrivateCups, tmp_path: Path) -> None:
    """A queue that takes any paper is told both measures; the length stands only in the PDF."""
    cups.add_queue("Cuon")
    roll = tmp_path / "roll.pdf"
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(80 / 25.4 * 72, 123 / 25.4 * 72))
        document.save(roll)
    kept = cups.kept(CupsPrinter("Cuon").send(roll, title=samples.CODE, size="80mm").job)
    assert "media=custom_80x123mm_80x123mm" in kept.options


@pytest.mark.parametrize(
    "name",
    [
        "",
        "-o raw",
        "-oraw",
        "-h",
        "a b",
        "a,b",
        "a/b",
        "a#b",
        "a\nb",
        "a\x00",
        "x" * 128,
        "\udcff",
        "a\u202eb",
    ],
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
