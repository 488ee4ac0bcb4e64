"""Which printers there are, and the printer of an id from the settings."""

from __future__ import annotations

import sys
from pathlib import Path

from msgspec import Struct

from app.errors import InvalidInput
from printing.printers.cups import CupsPrinter, cups_printers
from printing.printers.folder import FolderPrinter
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
    """The printer of an id: ``cups:NAME``, ``windows:NAME``, ``folder:PATH``.

    Whether it is there is for ``check`` to say. Raises InvalidInput (``bad_printer``).
    """
    kind, _, name = printer_id.partition(":")
    match kind:
        case Kind.CUPS:
            return CupsPrinter(name)
        case Kind.WINDOWS:
            return WindowsPrinter(name)
        case Kind.FOLDER:
            return FolderPrinter(Path(name))
        case _:
            raise InvalidInput(
                "bad_printer",
                f"{printer_id[:60]!r} không phải một máy in.",
                field="printer",
                advice="Ghi cups:TÊN, windows:TÊN hoặc folder:THƯ_MỤC.",
            )
