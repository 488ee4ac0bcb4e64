"""A printer of dots at the end of a line: ask it, draw for it, send, and wait for its word.

There is no spooler between: what is sent is on its way to the paper. So everything that can be
wrong with a paper is found before the first byte, and whatever breaks after it is
``print_unanswered``: something may have come out.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from pathlib import Path

from app.disk.durable_file import disk_fault
from app.errors import EnvironmentFault, InvalidInput
from printing.printers.lines.line import Line, LineBroken, LineClosed, Patience
from printing.printers.lines.serial import SerialLine
from printing.printers.lines.spooler import SpoolerLine
from printing.printers.lines.tcp import TcpLine
from printing.printers.lines.usb import UsbLine
from printing.printers.paper_sizes import NAMED_MM, SAME_MM, is_roll, size_mm
from printing.printers.preflight import preflight
from printing.printers.printer import (
    Abilities,
    Handed,
    JobState,
    JobStatus,
    Kind,
    Margins,
    PrinterInfo,
    PrinterState,
    Standing,
    checked_copies,
    no_such_size,
    not_ready,
    plain_title,
)
from printing.printers.raster.address import Address, Way, read_address
from printing.printers.raster.dots import MM_PER_INCH, Dots, pages_as_dots
from printing.printers.raster.escpos import EscPos
from printing.printers.raster.models import Answers, Speech
from printing.printers.raster.talk import SILENT, Answer, Language
from printing.printers.raster.tspl import Tspl
from printing.printers.raster.zpl import Zpl

POLL_SECONDS = 0.1

_STATUS = {
    JobState.PRINTED: JobStatus(JobState.PRINTED, "Máy in báo đã in xong."),
    JobState.HANDED: JobStatus(JobState.HANDED, "Đã giao cho máy in."),
}
_FORGOTTEN = JobStatus(
    JobState.UNKNOWN,
    "Máy in không nhớ giấy này nên không rõ đã ra hay chưa.",
    "Xem giấy ở máy in.",
)


class RawPrinter:
    """One printer, by its address."""

    def __init__(self, address: Address, *, patience: Patience | None = None) -> None:
        self._address = address
        self._model = address.model
        self._patience = patience or Patience()
        self._language = _language(address)

    @property
    def info(self) -> PrinterInfo:
        place = self._address.place
        label = f"{self._model.label} ({place})"
        return PrinterInfo(self._address.id, label, self._address.kind)

    def check(self) -> PrinterState:
        try:
            line = self._open("", self._patience.total_s)
        except LineClosed as fault:
            return fault.state
        try:
            return self._before(line)[0]
        finally:
            line.close()

    def abilities(self) -> Abilities:
        model = self._model
        size = model.paper or self._address.size
        return Abilities(
            sizes=(size,) if size else (),
            dpi=model.dpi,
            follows=model.answers is Answers.ALWAYS,
            any_size=not size,
            margins_mm=self._margins(),
        )

    def send(
        self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
    ) -> Handed:
        checked_copies(copies)
        preflight(self.info.label, self.abilities(), size=size, tray=tray)
        pages = self._drawn(pdf, size)
        try:
            line = self._open(plain_title(title), self._seconds_to_send(pages, copies))
        except LineClosed as fault:
            raise not_ready(fault.state) from fault
        try:
            standing, spoke = self._before(line)
            if not standing.ready:
                raise not_ready(standing)
            try:
                state = self._hand_over(line, pages, copies, spoke=spoke)
            except LineClosed as fault:
                raise not_ready(fault.state) from fault
            except LineBroken as fault:
                raise self._unsure(fault.why) from fault
        finally:
            line.close()
        return Handed(f"{state}-{secrets.token_hex(8)}", self.info.id)

    def follow(self, job: str) -> JobStatus:
        """What was known when it was sent stands in the job's name: nobody is asked."""
        state = job.partition("-")[0]
        return next((status for known, status in _STATUS.items() if known == state), _FORGOTTEN)

    def _drawn(self, pdf: Path, size: str) -> list[Dots]:
        if not self._model.paper and size in NAMED_MM:
            raise no_such_size(self.info.label, size)
        try:
            data = pdf.read_bytes()
        except OSError as fault:
            raise disk_fault(fault, pdf) from fault
        model = self._model
        pages = pages_as_dots(data, dpi=model.dpi, width=model.dots, roll=bool(model.paper))
        if not model.paper and not is_roll(size):
            self._must_lie_on_a_label(pages, size_mm(size)[1])
        return pages

    def _must_lie_on_a_label(self, pages: list[Dots], high_mm: float) -> None:
        """The rest of a longer page would come out on the next label."""
        longest_mm = max(page.height for page in pages) * MM_PER_INCH / self._model.dpi
        if longest_mm > high_mm + SAME_MM:
            raise InvalidInput(
                "too_high",
                f"Giấy này cao {round(longest_mm)} mm, nhãn chỉ cao {round(high_mm)} mm.",
                field="size",
                advice="Chọn khổ nhãn hoặc máy in khác cho giấy này.",
            )

    def _before(self, line: Line) -> tuple[PrinterState, bool]:
        """How it stands before anything is sent, and whether it said so itself."""
        answer = SILENT
        if self._model.answers is not Answers.NEVER:
            tells = self._model.answers is Answers.ALWAYS
            seconds = self._patience.answer_s if tells else self._patience.guess_s
            try:
                answer = self._language.talk(line).ask(seconds)
            except LineBroken as fault:
                return self._broken_before(fault), False
        return self._standing(answer), not answer.silent

    def _hand_over(self, line: Line, pages: list[Dots], copies: int, *, spoke: bool) -> JobState:
        for piece in self._language.encode(pages, copies, self._model):
            line.write(piece)
        state = JobState.HANDED
        if self._model.answers is Answers.ALWAYS:
            self._wait_until_done(line, self._seconds_to_print(pages, copies))
            state = JobState.PRINTED
        elif spoke:
            self._ask_once_more(line)
        line.finish()
        return state

    def _wait_until_done(self, line: Line, seconds: float) -> None:
        """Raises LineBroken where the printer stops, or does not say that it is done."""
        talk = self._language.talk(line)
        talk.all_sent()
        until = time.monotonic() + seconds
        while True:
            answer = talk.ask(self._patience.answer_s)
            _stop(answer)
            if answer.done:
                return
            if time.monotonic() > until:
                raise LineBroken("máy in không báo đã in xong")
            time.sleep(POLL_SECONDS)

    def _ask_once_more(self, line: Line) -> None:
        """Of a printer that never says that it is done: whether it came to a stop."""
        try:
            answer = self._language.talk(line).ask(self._patience.guess_s)
        except LineBroken:
            return  # some close after a paper; ``finish`` finds out whether it was all
        _stop(answer)

    def _standing(self, answer: Answer) -> PrinterState:
        name = self.info.label
        if answer.silent and self._model.answers is Answers.ALWAYS:
            return PrinterState(
                Standing.UNREACHABLE,
                f"{name} không trả lời: {self._language.silence}.",
                "Xem máy in rồi in lại; máy không biết trả lời thì chọn kiểu máy khác.",
            )
        if answer.stops:
            return PrinterState(
                Standing.PAUSED,
                f"{name} báo: {', '.join(answer.stops)}.",
                "Xử lý ở máy in rồi in lại.",
            )
        if answer.notes:
            return PrinterState(Standing.READY, f"{name} báo: {', '.join(answer.notes)}.")
        return PrinterState(Standing.READY, f"{name} sẵn sàng.")

    def _broken_before(self, fault: LineBroken) -> PrinterState:
        return PrinterState(
            Standing.UNREACHABLE,
            f"{self.info.label} không trả lời: {fault.why}.",
            "Xem máy in có bật và có cắm cáp không.",
        )

    def _unsure(self, why: str) -> EnvironmentFault:
        return EnvironmentFault(
            "print_unanswered",
            f"{self.info.label}: {why}; không rõ giấy có ra đủ hay không.",
            advice="Xem giấy ở máy in. Nếu phải in lại, hãy tắt rồi bật máy in trước.",
        )

    def _margins(self) -> Margins | None:
        """A head stands in the middle of its roll."""
        if not self._model.paper:
            return None
        paper_mm = float(self._model.paper.removesuffix("mm"))
        side = max(0.0, (paper_mm - self._model.dots * MM_PER_INCH / self._model.dpi) / 2)
        return Margins(side, 0.0, side, 0.0)

    def _seconds_to_send(self, pages: list[Dots], copies: int) -> float:
        size = 2 * copies * sum(len(page.rows) for page in pages)  # hexadecimal, at worst
        return self._patience.total_s + size / self._patience.slowest_bytes_s

    def _seconds_to_print(self, pages: list[Dots], copies: int) -> float:
        long_mm = copies * sum(page.height for page in pages) * MM_PER_INCH / self._model.dpi
        return self._patience.done_s + long_mm / self._patience.slowest_mm_s

    def _open(self, title: str, seconds: float) -> Line:
        address, patience = self._address, self._patience
        limits = {
            "open_s": patience.open_s,
            "stall_s": patience.stall_s,
            "until": time.monotonic() + patience.open_s + seconds,
        }
        match address.way:
            case Way.TCP:
                return TcpLine(address.place, address.port, **limits)
            case Way.USB:
                return UsbLine(Path(address.place), **limits)
            case Way.SERIAL:
                return SerialLine(
                    Path(address.place), baud=address.baud, flow=address.flow, **limits
                )
            case Way.SPOOLER:
                return SpoolerLine(address.place, title=title)


def _stop(answer: Answer) -> None:
    if answer.stops:
        raise LineBroken(f"máy in báo: {', '.join(answer.stops)}")


def raw_printer(kind: Kind, address: str) -> RawPrinter:
    """The printer of an id's part behind ``kind:``. Raises InvalidInput (``bad_printer``)."""
    return RawPrinter(read_address(kind, address))


def _language(address: Address) -> Language:
    makers: dict[Speech, Callable[[], Language]] = {
        Speech.ESCPOS: EscPos,
        Speech.ZPL: Zpl,
        Speech.TSPL: lambda: Tspl(address.gap_mm),
    }
    return makers[address.model.language]()
