"""What is done with a printer while one is chosen; on the thread for papers, without Qt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.disk.durable_file import disk_fault
from app.errors import EnvironmentFault, InvalidInput

if TYPE_CHECKING:
    from app.clock.time import Clock
    from printing.printers.printer import Handed, PrinterInfo, PrinterState, Tray
    from ui.settings.printer_by_address import PrinterModel
    from ui.workplace.printers import Printers

FOLDER = "folder:"
NOT_FOUND = "not_found"
"""As ``printing.printers.printer.Standing`` says it."""


class PrinterTrial:
    """Looks for printers, asks one how it stands, prints the test page on it."""

    def __init__(self, printers: Printers, clock: Clock) -> None:
        self._printers = printers
        self._clock = clock

    def find(self) -> list[PrinterInfo]:
        """The printers of this machine, the default one first."""
        return self._printers.find()

    def check(self, printer: str) -> PrinterState:
        """How a printer stands; a folder is made where its parent is there.

        Raises InvalidInput (``bad_printer``), EnvironmentFault.
        """
        if printer.startswith(FOLDER):
            make_folder(Path(printer.removeprefix(FOLDER)))
        return self._printers.open(printer).check()

    def trays(self, printer: str) -> tuple[Tray, ...]:
        """The trays of a printer; none where it does not say, or is not there."""
        if not printer:
            return ()
        try:
            return self._printers.open(printer).abilities().trays
        except (EnvironmentFault, InvalidInput):
            return ()

    def models(self) -> list[PrinterModel]:
        """The models of printers that are reached by their address."""
        from printing.printers.raster.models import models  # noqa: PLC0415 - few ask for them
        from ui.settings.printer_by_address import printer_models  # noqa: PLC0415 - as above

        return printer_models(models())

    def print_page(self, printer: str, *, agency: str, counter: str, size: str = "A4") -> Handed:
        """Hand the test page over; raises EnvironmentFault and InvalidInput."""
        from printing.printers.trial import print_test_page  # noqa: PLC0415 - reportlab takes long

        opened = self._printers.open(printer)
        return print_test_page(
            opened,
            agency=agency,
            counter=counter,
            label=opened.info.label,
            now=self._clock.now(),
            size=size,
        )


def make_folder(folder: Path) -> None:
    """A folder for papers, readable for this account only; one that is there stays as it is."""
    if not folder.is_absolute():
        return  # the printer itself says that this is none
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except FileNotFoundError:
        return  # the printer itself says that the folder is not there
    except OSError as fault:
        raise disk_fault(fault, folder) from fault
