"""How a paper stands that was handed to a printer, in people's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.print_jobs.job import Known
from ui.wording.state_words import StateMark

if TYPE_CHECKING:
    from app.print_jobs.job import PrintJob


_FOLDERS = frozenset({"folder", "recording"})
_ADDRESSES = frozenset({"escpos", "zpl", "tspl", "ipp"})
_SEPARATOR = re.compile(r"[/\\]")


class JobWords(QObject):
    """Puts jobs into words; it holds nothing and asks nothing."""

    def mark(self, job: PrintJob) -> StateMark:  # noqa: PLR0911 - one arm a state
        """A word or two with an icon, for a list."""
        match job.state:
            case Known.RECORDED:
                return StateMark(self.tr("Being handed over"), "printer", "muted")
            case Known.HANDED if job.stopped:
                return StateMark(self.tr("The printer has stopped"), "circle-alert", "danger")
            case Known.HANDED:
                return StateMark(self.tr("Handed to the printer"), "printer", "muted")
            case Known.PRINTED:
                return StateMark(self.tr("Printed"), "printer-check", "success")
            case Known.FAILED:
                return StateMark(self.tr("Did not come out"), "circle-x", "danger")
            case Known.UNSURE:
                return StateMark(self.tr("Has it come out?"), "triangle-alert", "warning")
            case Known.CAME_OUT:
                return StateMark(self.tr("Came out"), "printer-check", "muted")
            case Known.DID_NOT:
                return StateMark(self.tr("Did not come out"), "circle-x", "muted")

    def longest(self) -> str:
        """The longest word of ``mark``, for the width of a column."""
        words = (self.tr("The printer has stopped"), self.tr("Handed to the printer"))
        return max(words, key=len)

    def said(self, job: PrintJob) -> str:
        """One sentence about what went wrong; "" where nothing did."""
        if job.state is Known.FAILED:
            return self.tr("The paper did not come out. {why}").format(why=job.said).strip()
        if job.state is Known.HANDED and job.stopped:
            return self.tr("The paper waits at printer {printer}: {why}").format(
                printer=printer_name(job.printer), why=job.said
            )
        return ""


def printer_name(printer: str) -> str:
    """What people call a printer, of its id: the queue's name, the address, the folder's name."""
    kind, _, name = printer.partition(":")
    if kind in _FOLDERS:
        name = _SEPARATOR.split(name.rstrip("/\\"))[-1]
    elif kind in _ADDRESSES:
        name = name.partition("?")[0]
    return name or printer
