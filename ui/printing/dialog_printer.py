"""A printer that was chosen in the system's own dialog, for one paper."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.disk.durable_file import disk_fault
from printing.printers.printer import (
    Abilities,
    Handed,
    JobState,
    JobStatus,
    Kind,
    PrinterInfo,
    PrinterState,
    Standing,
    checked_copies,
    true_dpi,
)
from printing.printers.windows import MAX_DPI, paint

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_LAST_WORD = "Đã giao cho hệ thống in; hệ thống không báo lại giấy đã ra hay chưa."


class DialogPrinter:
    """Paints the pages 1:1 on ``printer``, with what the officer chose for it. A ``Printer``."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer

    @property
    def info(self) -> PrinterInfo:
        """The printer's name, or the file that the dialog prints into."""
        file, name = self._printer.outputFileName(), self._printer.printerName()
        if file or not name:
            return PrinterInfo(f"{Kind.FOLDER}:{file}", file, Kind.FOLDER)
        kind = Kind.WINDOWS if sys.platform == "win32" else Kind.CUPS
        return PrinterInfo(f"{kind}:{name}", name, kind)

    def check(self) -> PrinterState:
        """The dialog has offered it a moment ago."""
        return PrinterState(Standing.READY, f"Máy in {self.info.label} sẵn sàng.")

    def abilities(self) -> Abilities:
        """Only its grid: the dialog knows the rest."""
        return Abilities(dpi=true_dpi(min(self._printer.resolution(), MAX_DPI)), any_size=True)

    def send(
        self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
    ) -> Handed:
        """As ``Printer.send``; the tray is the dialog's."""
        del tray
        self._printer.setCopyCount(checked_copies(copies))
        self._printer.setDocName(title)
        try:
            data = pdf.read_bytes()
        except OSError as fault:
            raise disk_fault(fault, pdf) from fault
        paint(data, self._printer, size=size)
        return Handed("", self.info.id)

    def follow(self, job: str) -> JobStatus:  # noqa: ARG002 - Qt gives jobs no name
        """Nothing more is known."""
        return JobStatus(JobState.HANDED, _LAST_WORD)
