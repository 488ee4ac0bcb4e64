"""Print the test page: at first start, and whenever somebody doubts the printer."""

from __future__ import annotations

from datetime import datetime

from printing.forms.test_page import CODE, TrialPaper, render
from printing.issuing import grid_dpi
from printing.printers.on_its_way import on_its_way
from printing.printers.printer import Handed, Printer, not_ready
from printing.typesetting.fonts import printable


def print_test_page(
    printer: Printer, *, agency: str, counter: str, label: str, now: datetime, size: str = "A4"
) -> Handed:
    """Hand the test page to ``printer``, which the desk calls ``label``, on its own grid of dots.

    Nothing is recorded: it belongs to no dossier. Raises EnvironmentFault: ``printer_paused``,
    ``printer_not_found``, ``printer_unreachable`` and the faults of handing over; InvalidInput
    (``bad_size``, ``no_such_size``).
    """
    standing = printer.check()
    if not standing.ready:
        raise not_ready(standing)
    paper = TrialPaper(printable(agency), printable(counter), printable(label), now)
    dpi = grid_dpi(printer.abilities().dpi)
    with on_its_way(render(paper, size=size, dpi=dpi).pdf, CODE) as pdf:
        return printer.send(pdf, title=CODE, size=size)
