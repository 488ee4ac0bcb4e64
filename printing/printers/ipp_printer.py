"""Printers of the network that speak IPP themselves (IPP Everywhere, AirPrint), without a spooler.

They must take PDF as it is; pages as dots (PWG Raster, URF) are not made.
"""

from __future__ import annotations

from pathlib import Path

from printing.printers.ipp.address import printer_address
from printing.printers.ipp.client import Patience
from printing.printers.ipp.handing import hand_over
from printing.printers.ipp.queue import Queue
from printing.printers.printer import (
    Abilities,
    Handed,
    JobStatus,
    Kind,
    PrinterInfo,
    PrinterState,
    Standing,
)


class IppPrinter:
    """The printer at ``ipp://host[:port]/path`` or ``ipps://…``."""

    def __init__(self, uri: str, *, patience: Patience | None = None) -> None:
        """Raises InvalidInput (``bad_printer``) for what is no such address."""
        address, path = printer_address(uri)
        self._uri = uri
        self._queue = Queue(
            address=address,
            path=path,
            uri=f"{'ipps' if address.secure else 'ipp'}://{address.in_uri}{path}",
            label=address.in_uri,
            silent=PrinterState(
                Standing.UNREACHABLE,
                f"Máy in {address.in_uri} không trả lời.",
                "Bật máy in, kiểm tra dây mạng và địa chỉ của nó rồi in lại.",
            ),
            patience=patience or Patience(),
        )

    @property
    def info(self) -> PrinterInfo:
        label = f"Máy in mạng {self._queue.label}"
        return PrinterInfo(f"{Kind.IPP}:{self._uri}", label, Kind.IPP)

    def check(self) -> PrinterState:
        return self._queue.check()

    def abilities(self) -> Abilities:
        return self._queue.abilities()

    def send(
        self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
    ) -> Handed:
        job = hand_over(self._queue, pdf, title=title, copies=copies, size=size, tray=tray)
        return Handed(job.text, self.info.id)

    def follow(self, job: str) -> JobStatus:
        return self._queue.follow(job)

    def cancel(self, job: str) -> bool:
        """Take a paper out of the printer; whether it was still there. Raises EnvironmentFault."""
        return self._queue.cancel(job)
