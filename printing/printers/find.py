"""Which printers there are, and the printer of an id from the settings."""

from __future__ import annotations

import sys
from pathlib import Path

from msgspec import Struct

from app.errors import InvalidInput
from printing.printers.cups import CupsPrinter, cups_printers
from printing.printers.folder import FolderPrinter
from printing.printers.ipp_printer import IppPrinter
from printing.printers.printer import Kind, Printer, PrinterInfo
from printing.printers.windows import WindowsPrinter, windows_printers


class FoundPrinters(Struct, frozen=True):
    """This machine's printers, the default one first; ``reason`` says why there are none."""

    printers: list[PrinterInfo]
    reason: str = ""


def look_for_printers() -> FoundPrinters:
    """Ask the system for its printers. Never raises: none and a reason instead."""
    if sys.platform == "win32":
        return FoundPrinters(*windows_printers())
    return FoundPrinters(*cups_printers())


def find_printers() -> list[PrinterInfo]:
    """This machine's printers, the default one first."""
    return look_for_printers().printers


def open_printer(printer_id: str) -> Printer:
    """The printer of an id: ``cups:NAME``, ``windows:NAME``, ``folder:PATH``, ``recording:PATH``,
    and ``escpos:``, ``zpl:``, ``tspl:`` with an address (``printers/raster/address.py``).

    Whether it is there is for ``check`` to say. Raises InvalidInput (``bad_printer``).
    """
    kind, _, name = printer_id.partition(":")
    match kind:
        case Kind.CUPS:
            return CupsPrinter(name)
        case Kind.IPP:
            return IppPrinter(name)
        case Kind.WINDOWS:
            return WindowsPrinter(name)
        case Kind.ESCPOS | Kind.ZPL | Kind.TSPL:
            from printing.printers.raster.raw_printer import raw_printer  # noqa: PLC0415 - 20 ms

            return raw_printer(Kind(kind), name)
        case Kind.RECORDING:
            from printing.printers.recording import RecordingPrinter  # noqa: PLC0415 - as above

            return RecordingPrinter(Path(name))
        case Kind.FOLDER:
            return FolderPrinter(Path(name))
        case _:
            raise InvalidInput(
                "bad_printer",
                f"{printer_id[:60]!r} không phải một máy in.",
                field="printer",
                advice="Ghi cups:TÊN, windows:TÊN, ipp:ipp://ĐỊA_CHỈ hoặc folder:THƯ_MỤC.",
            )
