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
from app.errors import EnvironmentFault
from printing.printers.paper_sizes import is_paper, is_roll, name_of, same_size, size_mm
from printing.printers.preview import PageImage, first_page_mm, longest_page_mm, rasterise
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
    Tray,
    bad_printer,
    checked_copies,
    no_such_size,
    no_such_tray,
    not_ready,
    plain_title,
    true_dpi,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QPageLayout, QPainter
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

MAX_NAME = 260
MAX_DPI = 600
"""A page of more dots costs 140 MB and looks the same."""
TRAYS = (
    Tray("Auto", "Tự chọn khay"),
    Tray("OnlyOne", "Khay trên"),
    Tray("Middle", "Khay giữa"),
    Tray("Lower", "Khay dưới"),
    Tray("Manual", "Nạp tay"),
    Tray("Cassette", "Khay hộp"),
    Tray("LargeCapacity", "Khay lớn"),
    Tray("Envelope", "Khay phong bì"),
)
"""Qt tells nobody which of them a printer has; its driver ignores what it hasn't."""
_LAST_WORD = "Đã giao cho Windows; Windows không báo lại giấy đã ra hay chưa."


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
            raise bad_printer(name)
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

    def abilities(self) -> Abilities:
        known = self._there()
        printer = self._printer(known)
        printer.setPageLayout(_layout(size_mm("A4")))
        edges = _edges_mm(printer.pageLayout())
        sizes = [
            name_of(size.width(), size.height())
            for size in _sizes_mm(known)
            if is_paper(size.width(), size.height())
        ]
        return Abilities(
            sizes=tuple(dict.fromkeys(sizes)),
            trays=TRAYS,
            dpi=true_dpi(min(printer.resolution(), MAX_DPI)),
            any_size=known.supportsCustomPageSizes(),
            margins_mm=edges,
        )

    def send(
        self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
    ) -> Handed:
        checked_copies(copies)
        known = self._there()  # QPrinter would print into a file for a printer that is gone
        state = self.check()
        if not state.ready:
            raise not_ready(state)
        try:
            data = pdf.read_bytes()
        except OSError as fault:
            raise disk_fault(fault, pdf) from fault
        self._must_have(known, data, size)
        printer = self._printer(known)
        printer.setDocName(plain_title(title))
        printer.setCopyCount(copies)
        if tray:
            self._choose(printer, tray)
        paint(data, printer, size=size)
        return Handed("", self.info.id)

    def follow(self, job: str) -> JobStatus:  # noqa: ARG002 - Qt gives jobs no name
        return JobStatus(JobState.HANDED, _LAST_WORD)

    def _there(self) -> QPrinterInfo:
        known = self._known()
        if known.isNull():
            raise not_ready(self.check())
        return known

    def _printer(self, known: QPrinterInfo) -> QPrinter:
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415 - only where it prints

        return QPrinter(known, QPrinter.PrinterMode.HighResolution)

    def _must_have(self, known: QPrinterInfo, pdf: bytes, size: str) -> None:
        """Refuse a paper that the driver does not have: it would print it on another one."""
        wanted = _paper_mm(pdf, size)
        there = _sizes_mm(known)
        if known.supportsCustomPageSizes() or not there:
            return
        if not any(same_size((paper.width(), paper.height()), wanted) for paper in there):
            raise no_such_size(self._name, size)

    def _choose(self, printer: QPrinter, tray: str) -> None:
        if tray not in {known.id for known in TRAYS}:
            raise no_such_tray(self._name, tray)
        printer.setPaperSource(type(printer).PaperSource[tray])

    def _known(self) -> QPrinterInfo:
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - only where it prints

        return QPrinterInfo.printerInfo(self._name)


def paint(pdf: bytes, printer: QPrinter, *, size: str = "A4") -> None:
    """Paint every page of ``pdf`` over the whole paper, one dot of it for one of the printer's.

    Raises EnvironmentFault (``print_failed``), InvalidInput (``unknown_size``), and what
    ``rasterise`` raises.
    """
    from PySide6.QtGui import QPainter  # noqa: PLC0415 - only where it prints

    printer.setResolution(min(printer.resolution(), MAX_DPI))
    printer.setFullPage(True)
    width_mm, height_mm = first_page_mm(pdf)
    printer.setPageLayout(_layout(_paper_mm(pdf, size), across=width_mm > height_mm))
    pages = rasterise(pdf, dpi=true_dpi(printer.resolution()), smooth=False)
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


def _paper_mm(pdf: bytes, size: str) -> tuple[float, float]:
    return size_mm(size, longest_page_mm(pdf) if is_roll(size) else 0.0)


def _layout(paper_mm: tuple[float, float], *, across: bool = False) -> QPageLayout:
    """The whole paper; ``across``: its pages are read with the long edge below."""
    from PySide6.QtCore import QMarginsF, QSizeF  # noqa: PLC0415 - only where it prints
    from PySide6.QtGui import QPageLayout, QPageSize  # noqa: PLC0415 - as above

    paper = QPageSize(QSizeF(*paper_mm), QPageSize.Unit.Millimeter)
    turned = across and paper_mm[0] < paper_mm[1]
    way = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, way, QMarginsF(0, 0, 0, 0))


def _sizes_mm(known: QPrinterInfo) -> list[QSizeF]:
    from PySide6.QtGui import QPageSize  # noqa: PLC0415 - only where it prints

    return [paper.size(QPageSize.Unit.Millimeter) for paper in known.supportedPageSizes()]


def _edges_mm(layout: QPageLayout) -> Margins:
    """What the driver says that it can't print on."""
    layout.setUnits(type(layout).Unit.Millimeter)
    edges = layout.minimumMargins()
    return Margins(edges.left(), edges.top(), edges.right(), edges.bottom())


def _failed(name: str) -> EnvironmentFault:
    return EnvironmentFault(
        "print_failed",
        f"Máy in {name} không nhận giấy.",
        advice="Xem máy in và hàng đợi của nó rồi in lại.",
    )
