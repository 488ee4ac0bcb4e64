"""Printers of Windows: pages as dots, painted by Qt without scaling.

The only module of ``printing`` that uses PySide6, and it loads it when a printer is asked for:
Windows has no tool that prints a PDF. QPrinter, QPainter and QImage may be used on any thread, but
want a QGuiApplication in the process. Plain QtPrintSupport, tested on Linux into PDF files and
through Qt's plugin for CUPS; it was never run on Windows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.disk.durable_file import disk_fault
from app.errors import EnvironmentFault, InvalidInput
from printing.printers.preview import PageImage, rasterise
from printing.printers.printer import (
    Handed,
    Kind,
    PrinterInfo,
    PrinterState,
    Standing,
    checked_copies,
    not_ready,
    plain_title,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

MAX_NAME = 260
MAX_DPI = 600
"""A page of more dots costs 140 MB and looks the same."""
EIGHT_A_MM = 203
"""What drivers call printers of 8 dots a millimetre, which is 203.2 dpi: the dots that our barcodes
are placed on."""


def windows_printers() -> tuple[list[PrinterInfo], str]:
    """Windows' printers, the default one first; where there are none, the reason."""
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - only where it prints

    default = QPrinterInfo.defaultPrinterName()
    names = sorted(
        QPrinterInfo.availablePrinterNames(), key=lambda name: (name != default, name.casefold())
    )
    found = [PrinterInfo(f"{Kind.WINDOWS}:{name}", name, Kind.WINDOWS) for name in names]
    return found, "" if found else "Máy này chưa cài máy in nào."


class WindowsPrinter:
    """One printer of Windows."""

    def __init__(self, name: str) -> None:
        """Raises InvalidInput (``bad_printer``) for what can't be a printer's name."""
        if not 1 <= len(name) <= MAX_NAME or not name.isprintable():
            raise InvalidInput(
                "bad_printer",
                f"{name[:60]!r} không phải tên máy in.",
                field="printer",
                advice="Chọn lại máy in trong cài đặt.",
            )
        self._name = name

    @property
    def info(self) -> PrinterInfo:
        return PrinterInfo(f"{Kind.WINDOWS}:{self._name}", self._name, Kind.WINDOWS)

    def check(self) -> PrinterState:
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415 - only where it prints

        known = self._known()
        if known.isNull():
            return PrinterState(
                Standing.NOT_FOUND,
                f"Không có máy in {self._name}.",
                "Chọn lại máy in trong cài đặt.",
            )
        stopped = {QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error}
        if known.state() in stopped:
            return PrinterState(
                Standing.PAUSED,
                f"Máy in {self._name} đang dừng hoặc báo lỗi.",
                "Xem máy in và hàng đợi của nó.",
            )
        return PrinterState(Standing.READY, f"Máy in {self._name} sẵn sàng.")

    def send(self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4") -> Handed:
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415 - only where it prints

        checked_copies(copies)
        state = self.check()  # QPrinter would print into a file for a printer that is gone
        if not state.ready:
            raise not_ready(state)
        try:
            data = pdf.read_bytes()
        except OSError as fault:
            raise disk_fault(fault, pdf) from fault
        printer = QPrinter(self._known(), QPrinter.PrinterMode.HighResolution)
        printer.setDocName(plain_title(title))
        printer.setCopyCount(copies)
        paint(data, printer, size=size)
        return Handed("", self.info.id)

    def _known(self) -> QPrinterInfo:
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - only where it prints

        return QPrinterInfo.printerInfo(self._name)


def paint(pdf: bytes, printer: QPrinter, *, size: str = "A4") -> None:
    """Paint every page of ``pdf`` over the whole paper, one dot of it for one of the printer's.

    Raises EnvironmentFault (``print_failed``), and what ``rasterise`` raises.
    """
    from PySide6.QtCore import QMarginsF  # noqa: PLC0415 - only where it prints
    from PySide6.QtGui import QPageLayout, QPageSize, QPainter  # noqa: PLC0415 - as above

    sizes = {"A4": QPageSize.PageSizeId.A4, "A5": QPageSize.PageSizeId.A5}
    printer.setResolution(min(printer.resolution(), MAX_DPI))
    printer.setFullPage(True)
    upright = QPageLayout(
        QPageSize(sizes[size]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )
    printer.setPageLayout(upright)
    pages = rasterise(pdf, dpi=_dots_per_inch(printer.resolution()), smooth=False)
    painter = QPainter()
    if not painter.begin(printer):
        raise _failed(printer.printerName())
    try:
        for number, page in enumerate(pages):
            if number:
                _turn_page(printer)
            _paint_page(painter, page)
    except BaseException:
        printer.abort()
        painter.end()
        raise
    if not painter.end():
        raise _failed(printer.printerName())


def _turn_page(printer: QPrinter) -> None:
    if not printer.newPage():
        raise _failed(printer.printerName())


def _paint_page(painter: QPainter, page: PageImage) -> None:
    from PySide6.QtCore import QPoint  # noqa: PLC0415 - only where it prints
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415 - as above

    grey = QImage.Format.Format_Grayscale8
    image = QImage(page.data, page.width, page.height, page.stride, grey)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.drawImage(QPoint(0, 0), image)


def _dots_per_inch(resolution: int) -> float:
    return 203.2 if resolution == EIGHT_A_MM else float(resolution)


def _failed(name: str) -> EnvironmentFault:
    return EnvironmentFault(
        "print_failed",
        f"Máy in {name} không nhận giấy.",
        advice="Xem máy in và hàng đợi của nó rồi in lại.",
    )
