"""The printers of this machine, as views ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from printing.printers.printer import Printer, PrinterInfo


class Printers(Protocol):
    """Finds and opens printers. Both take long: to be called in ``Operations.paper``."""

    def find(self) -> list[PrinterInfo]:
        """The printers that can be chosen."""
        ...

    def open(self, printer: str) -> Printer:
        """The printer of this id; raises EnvironmentFault or InvalidInput where there is none."""
        ...


class InstalledPrinters:
    """The printers that the operating system knows."""

    def find(self) -> list[PrinterInfo]:
        from printing.printers.find import find_printers  # noqa: PLC0415 - after the first paint

        return find_printers()

    def open(self, printer: str) -> Printer:
        from printing.printers.find import open_printer  # noqa: PLC0415 - as above

        return open_printer(printer)
