"""The workplace over a test's desk, with workers of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.reception.desk import Desk
from ui.operations.operations import Operations
from ui.workplace.printers import InstalledPrinters, Printers
from ui.workplace.workplace import Workplace


@contextmanager
def open_workplace(desk: Desk, printers: Printers | None = None) -> Iterator[Workplace]:
    """Nobody is signed in yet; what was asked is done before the block ends.

    ``printers`` are the machine's own unless others are given.
    """
    operations = Operations()
    try:
        yield Workplace(
            store=desk.store,
            catalogue=desk.catalogue,
            calendar=desk.calendar,
            clock=desk.clock,
            operations=operations,
            printers=printers or InstalledPrinters(),
        )
    finally:
        operations.close()
