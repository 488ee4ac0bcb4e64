"""The printer of the pictures: its papers land in a folder, and it can be stopped."""

from __future__ import annotations

from pathlib import Path

from app.errors import EnvironmentFault
from printing.printers.find import open_printer
from printing.printers.folder import FolderPrinter
from printing.printers.printer import (
    Abilities,
    Handed,
    JobStatus,
    Kind,
    Printer,
    PrinterInfo,
    PrinterState,
    Standing,
    Tray,
    not_ready,
)

TRAYS = (Tray("tray-1", "Khay 1"), Tray("tray-2", "Khay 2"))
INFO = PrinterInfo("cups:HP_LaserJet_M404", "HP LaserJet M404 (mặc định)", Kind.CUPS)


class StagePrinters:
    """A machine with one printer. ``paused``: it takes no paper.

    ``says`` is what it tells of every paper (None: it can't be asked); ``is_silent``: it takes a
    paper and does not say so.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paused = self.is_silent = False
        self.says: JobStatus | None = None

    def find(self) -> list[PrinterInfo]:
        """The one."""
        return [INFO]

    def open(self, printer: str) -> Printer:
        """The one, or a folder."""
        if printer != INFO.id:
            return open_printer(printer)
        return _StagePrinter(FolderPrinter(self.folder), self)


class _StagePrinter:
    """Says of itself what CUPS says of a printer."""

    def __init__(self, folder: FolderPrinter, machine: StagePrinters) -> None:
        self._folder = folder
        self._machine = machine

    @property
    def info(self) -> PrinterInfo:
        return INFO

    def check(self) -> PrinterState:
        if self._machine.paused:
            return PrinterState(
                Standing.PAUSED,
                "Máy in HP_LaserJet_M404 đang dừng: hết giấy.",
                "Xem máy in, rồi bật lại trong phần cài đặt máy in của máy tính.",
            )
        return PrinterState(Standing.READY, "Máy in HP_LaserJet_M404 sẵn sàng.")

    def abilities(self) -> Abilities:
        return Abilities(sizes=("A4", "A5"), trays=TRAYS, follows=self._machine.says is not None)

    def send(
        self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
    ) -> Handed:
        if self._machine.paused:
            raise not_ready(self.check())
        handed = self._folder.send(pdf, title=title, copies=copies, size=size)
        if self._machine.is_silent:
            raise EnvironmentFault("print_unanswered", "Máy in không trả lời.")
        return Handed(handed.job, INFO.id)

    def follow(self, job: str) -> JobStatus:
        return self._machine.says or self._folder.follow(job)
