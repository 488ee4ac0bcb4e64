"""The lines to printers: device files and serial lines over real ptys, the spooler's calls."""

from __future__ import annotations

import os
import pty
import termios
import threading
import tty
from collections.abc import Iterator
from ctypes import c_void_p
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageChops

from app.errors import EnvironmentFault
from printing.printers.find import open_printer
from printing.printers.lines import spooler
from printing.printers.lines.line import LineBroken, LineClosed, Patience
from printing.printers.lines.spooler import SpoolerLine
from printing.printers.printer import JobState, Kind, Standing
from printing.printers.raster.address import read_address
from printing.printers.raster.raw_printer import RawPrinter
from tests.printing.printers.escpos_firmware import EscPosFirmware
from tests.printing.printers.raw_papers import dot_page, slip

HURRIED = Patience(
    open_s=0.2,
    stall_s=0.3,
    answer_s=0.5,
    guess_s=0.3,
    total_s=10,
    slowest_bytes_s=1e9,
    done_s=1,
    slowest_mm_s=1e9,
)


@dataclass
class Device:
    """A printer at a pty; ``path`` is its device file."""

    path: str
    master: int
    slave: int
    firmware: EscPosFirmware = field(default_factory=EscPosFirmware)
    reads: bool = True
    thread: threading.Thread | None = None
    problem: BaseException | None = None

    def start(self) -> None:
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        while True:
            try:
                data = os.read(self.master, 4_096)
            except OSError:
                return  # the last one at the other end is gone
            if not data:
                return
            try:
                answer = self.firmware.feed(data)
            except AssertionError as problem:
                self.problem = problem
                return
            if answer:
                os.write(self.master, answer)


@pytest.fixture
def terminal() -> Iterator[Device]:
    """A device with a terminal's own habits: it echoes, edits and ends lines in its way."""
    master, slave = pty.openpty()
    made = Device(os.ttyname(slave), master, slave)
    yield made
    os.close(slave)
    if made.thread is not None:
        made.thread.join(10)
        assert not made.thread.is_alive()
    os.close(master)
    if made.problem is not None:
        raise made.problem


@pytest.fixture
def device(terminal: Device) -> Device:
    """A device that changes nothing, as a USB printer's."""
    tty.setraw(terminal.slave)
    return terminal


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "paper.pdf"
    file.write_bytes(slip("80mm", 180.0))
    return file


def printer(text: str) -> RawPrinter:
    return RawPrinter(read_address(Kind.ESCPOS, text), patience=HURRIED)


@pytest.mark.parametrize("line", ["usb://{path}?model=", "serial://{path}?baud=9600&model="])
def test_a_receipt_goes_over_a_device_and_its_answers_come_back(
    line: str, device: Device, paper: Path
) -> None:
    """As over the network: asked before, told when it is done."""
    device.start()
    desk = printer(line.format(path=device.path) + "epson-tm-t88v")
    assert desk.check().ready
    handed = desk.send(paper, title="x", size="80mm")
    assert desk.follow(handed.job).state is JobState.PRINTED
    assert len(device.firmware.papers) == 1


def test_a_serial_line_is_raw(terminal: Device, tmp_path: Path) -> None:
    """A terminal's habits would change the picture: a line feed in it, and 255 other bytes."""
    paper = tmp_path / "paper.pdf"
    bits = [(8 * (byte % 64) + bit, byte // 64) for byte in range(256) for bit in range(8)]
    black = [(x, y) for x, y in bits if (x // 8 + 64 * y) >> (7 - x % 8) & 1]
    paper.write_bytes(dot_page(512, 4, black, dpi=180.0))
    terminal.start()
    printer(f"serial://{terminal.path}?model=epson-tm-t88v&flow=none").send(
        paper, title="x", size="80mm"
    )
    (printed,) = terminal.firmware.papers
    assert ImageChops.invert(printed).convert("1").tobytes() == bytes(range(256))


def test_a_printer_switched_off_at_a_serial_line_says_nothing(terminal: Device) -> None:
    """A break, or noise without its stop bit, would be read as NUL: "done, there is paper"."""
    printer(f"serial://{terminal.path}?model=80mm&answers=never").check()
    ignored = termios.IGNBRK | termios.IGNPAR
    assert termios.tcgetattr(terminal.slave)[0] & ignored == ignored


@pytest.mark.parametrize("line", ["usb://{path}?model=", "serial://{path}?model="])
def test_a_device_that_takes_nothing_more_holds_nobody_up(
    line: str, device: Device, paper: Path
) -> None:
    """What it took may come out."""
    with pytest.raises(EnvironmentFault) as caught:
        printer(line.format(path=device.path) + "80mm&answers=never").send(
            paper, title="x", size="80mm"
        )
    assert caught.value.code == "print_unanswered"


def test_a_device_that_is_not_there_is_not_found(tmp_path: Path, paper: Path) -> None:
    """Off, or the cable is out: nothing was sent."""
    for line in ("usb", "serial"):
        desk = printer(f"{line}://{tmp_path}/lp0?model=80mm")
        assert desk.check().standing is Standing.NOT_FOUND
        with pytest.raises(EnvironmentFault) as caught:
            desk.send(paper, title="x", size="80mm")
        assert caught.value.code == "printer_not_found"


def test_a_file_is_never_written_over(tmp_path: Path, paper: Path) -> None:
    """A slip in the settings must not destroy a file that has the name."""
    file = tmp_path / "important"
    file.write_text("giữ nguyên")
    for line in ("usb", "serial"):
        with pytest.raises(EnvironmentFault) as caught:
            printer(f"{line}://{file}?model=80mm").send(paper, title="x", size="80mm")
        assert caught.value.code == "printer_not_found"
    assert file.read_text() == "giữ nguyên"


def test_a_character_device_that_is_no_serial_line_is_not_found() -> None:
    """It can't be set to a speed."""
    assert printer("serial:///dev/null?model=80mm").check().standing is Standing.NOT_FOUND


def test_a_device_of_somebody_else_says_what_to_do(tmp_path: Path) -> None:
    """Linux gives printers to groups."""
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    file = tmp_path / "lp0"
    file.touch(mode=0)
    state = printer(f"usb://{file}?model=80mm").check()
    assert state.standing is Standing.PAUSED
    assert "quyền" in state.message
    assert "nhóm lp" in state.advice


def test_a_serial_line_in_use_is_paused(device: Device) -> None:
    """The system keeps a line that was opened exclusively from everybody but root."""
    if os.geteuid() == 0:
        pytest.skip("root opens what is exclusive")
    import fcntl  # noqa: PLC0415 - as where it is used

    fcntl.ioctl(device.slave, termios.TIOCEXCL)
    state = printer(f"serial://{device.path}?model=80mm").check()
    assert state.standing is Standing.PAUSED
    assert "đang dùng" in state.message


@dataclass
class Winspool:
    """The calls of winspool.drv as they are documented, with knobs."""

    most: int = 1_000
    there: bool = True
    raw: bool = True
    breaks_after: int | None = None
    calls: list[str] = field(default_factory=list)
    document: tuple[str, str] = ("", "")
    data: bytes = b""

    def OpenPrinterW(self, name: str, handle: Any, defaults: None) -> int:  # noqa: N802
        self.calls.append("open")
        handle._obj.value = 7
        return int(self.there)

    def StartDocPrinterW(self, handle: c_void_p, level: int, info: Any) -> int:  # noqa: N802
        assert (handle.value, level) == (7, 1)
        self.calls.append("document")
        self.document = (info._obj.pDocName, info._obj.pDatatype)
        return 3 if self.raw else 0

    def StartPagePrinter(self, handle: c_void_p) -> int:  # noqa: N802
        self.calls.append("page")
        return 1

    def WritePrinter(self, handle: c_void_p, data: bytes, size: int, written: Any) -> int:  # noqa: N802
        if self.breaks_after is not None and len(self.data) >= self.breaks_after:
            return 0
        taken = min(size, self.most)
        self.data += data[:taken]
        written._obj.value = taken
        return 1

    def EndPagePrinter(self, handle: c_void_p) -> int:  # noqa: N802
        self.calls.append("page ends")
        return 1

    def EndDocPrinter(self, handle: c_void_p) -> int:  # noqa: N802
        self.calls.append("document ends")
        return 1

    def AbortPrinter(self, handle: c_void_p) -> int:  # noqa: N802
        self.calls.append("abort")
        return 1

    def ClosePrinter(self, handle: c_void_p) -> int:  # noqa: N802
        self.calls.append("close")
        return 1


def test_the_spooler_gets_every_byte_as_raw_data() -> None:
    """However little it takes at once, and the document is ended before the printer is closed."""
    calls = Winspool()
    line = SpoolerLine("Máy in nhãn", title="H41.04.18-261124-000123", spooler=calls)
    line.write(b"x" * 2_500)
    line.write(b"y")
    assert line.read(0) == b""
    line.finish()
    line.close()
    assert calls.document == ("H41.04.18-261124-000123", "RAW")
    assert calls.data == b"x" * 2_500 + b"y"
    assert calls.calls == ["open", "document", "page", "page ends", "document ends", "close"]


def test_a_document_that_breaks_off_is_dropped() -> None:
    """The spooler prints none of it."""
    calls = Winspool(breaks_after=1_000)
    line = SpoolerLine("Máy in nhãn", title="x", spooler=calls)
    with pytest.raises(LineBroken):
        line.write(b"x" * 2_500)
    line.close()
    assert calls.calls[-2:] == ["abort", "close"]


def test_a_driver_that_takes_no_raw_data_gets_nothing(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so before the first byte: nobody has to look whether a paper came out."""
    monkeypatch.setattr(spooler, "_winspool", lambda: Winspool(raw=False))
    with pytest.raises(EnvironmentFault) as caught:
        printer("spooler:///M%C3%A1y%20in?model=epson-tm-t88v").send(paper, title="x", size="80mm")
    assert caught.value.code == "printer_paused"
    assert "dữ liệu thô" in caught.value.message


def test_asking_the_spooler_prints_nothing() -> None:
    """A printer that was opened and closed has no document."""
    calls = Winspool()
    SpoolerLine("Máy in nhãn", title="x", spooler=calls).close()
    assert calls.calls == ["open", "close"]


def test_a_printer_that_windows_does_not_have_is_not_found() -> None:
    """And nothing stays open."""
    with pytest.raises(LineClosed) as caught:
        SpoolerLine("Không có", title="x", spooler=Winspool(there=False))
    assert caught.value.state.standing is Standing.NOT_FOUND


def test_elsewhere_than_on_windows_there_is_no_such_spooler() -> None:
    """It says so, and does not crash."""
    state = open_printer("zpl:spooler:///M%C3%A1y%20in?model=zebra-203").check()
    assert state.standing is Standing.UNREACHABLE
    assert "Windows" in state.message
