"""The printer of the pictures: its papers land in a folder, and it can be stopped."""

from __future__ import annotations

from pathlib import Path

from printing.printers.folder import FolderPrinter
from printing.printers.printer import (
    Handed,
    Kind,
    Printer,
    PrinterInfo,
    PrinterState,
    Standing,
    not_ready,
)

INFO = PrinterInfo("cups:HP_LaserJet_M404", "HP LaserJet M404 (mặc định)", Kind.CUPS)


class StagePrinters:
    """A machine with one printer. ``paused``: it has run out of paper."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paused = False

    def find(self) -> list[PrinterInfo]:
        """The one."""
        return [INFO]

    def open(self, printer: str) -> Printer:
        """The one, or a folder."""
        if printer != INFO.id:
            return FolderPrinter(Path(printer.partition(":")[2]))
        return _StagePrinter(FolderPrinter(self.folder), paused=self.paused)


class _StagePrinter:
    """Says of itself what CUPS says of a printer."""

    def __init__(self, folder: FolderPrinter, *, paused: bool) -> None:
        self._folder = folder
        self._paused = paused

    @property
    def info(self) -> PrinterInfo:
        return INFO

    def check(self) -> PrinterState:
        if self._paused:
            return PrinterState(
                Standing.PAUSED,
                "Máy in HP_LaserJet_M404 đang dừng: hết giấy.",
                "Xem máy in, rồi bật lại trong phần cài đặt máy in của máy tính.",
            )
        return PrinterState(Standing.READY, "Máy in HP_LaserJet_M404 sẵn sàng.")

    def send(self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4") -> Handed:
        if self._paused:
            raise not_ready(self.check())
        return self._folder.send(pdf, title=title, copies=copies, size=size)
