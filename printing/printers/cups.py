"""Printers of CUPS (Linux, macOS), by IPP.

The scheduler is found as CUPS' own programs find it. It keeps the files of printed jobs for a day
unless its cupsd.conf says ``PreserveJobFiles No``; the desk can't change that from here.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from app.errors import EnvironmentFault
from printing.printers.ipp.address import account_file, cups_address
from printing.printers.ipp.client import ASK_SECONDS, SEND_SECONDS, Patience, Unanswered, ask
from printing.printers.ipp.handing import hand_over
from printing.printers.ipp.message import Message, Section, Tag, attribute
from printing.printers.ipp.operations import Operation, request, was_done
from printing.printers.ipp.queue import Queue
from printing.printers.printer import (
    Abilities,
    Handed,
    JobStatus,
    Kind,
    PrinterInfo,
    PrinterState,
    Standing,
    bad_printer,
)

MAX_LABEL = 120
# Beyond what CUPS itself forbids (blanks, "/", "#"): a comma makes a list of two printers, a
# hyphen in front an option, for those who look at the queue with CUPS' own programs.
_NAME = re.compile(r"[^\s,/#\"'\\\x00-\x1f\x7f-][^\s,/#\"'\\\x00-\x1f\x7f]{0,126}")

_DEFAULT_LINE = re.compile(r"^Default\s+([^\s/]+)", re.MULTILINE | re.IGNORECASE)

_SILENT = PrinterState(
    Standing.UNREACHABLE,
    "Dịch vụ in CUPS không chạy hoặc không trả lời.",
    "Cài đặt hoặc khởi động lại dịch vụ in (cups) rồi in lại, hoặc in ra thư mục.",
)
_NONE = "Máy này chưa cài máy in nào."

# What CUPS does where nothing is said differs by version and by queue: each is said.
_ALWAYS = (
    attribute("number-up", Tag.INTEGER, 1),
    attribute("fit-to-page", Tag.BOOLEAN, False),  # noqa: FBT003 - a value, not a switch
    attribute("job-sheets", Tag.NAME, "none", "none"),
)


def cups_printers() -> tuple[list[PrinterInfo], str]:
    """The scheduler's queues, the default one first; where there are none, the reason."""
    try:
        told = _ask_scheduler(
            Operation.CUPS_GET_PRINTERS, ("printer-name", "printer-info", "printer-make-and-model")
        )
        default = _ask_scheduler(Operation.CUPS_GET_DEFAULT, ("printer-name",))
    except Unanswered:
        return [], _SILENT.message
    except EnvironmentFault as fault:
        return [], fault.message
    if not was_done(told):
        return [], _NONE
    first = _account_default()
    if not first and was_done(default):
        first = default.first(Section.PRINTER).text("printer-name")
    found = [
        PrinterInfo(f"{Kind.CUPS}:{name}", _label(said.text("printer-info")) or name, Kind.CUPS)
        for said in told.all(Section.PRINTER)
        if _NAME.fullmatch(name := said.text("printer-name")) and name.isprintable()
    ]
    found.sort(key=lambda info: (info.id != f"{Kind.CUPS}:{first}", info.label.casefold()))
    return found, "" if found else _NONE


class CupsPrinter:
    """One queue of CUPS. Its jobs are called as CUPS calls them, ``NAME-12``, and by their id."""

    def __init__(
        self, name: str, *, ask_seconds: float = ASK_SECONDS, send_seconds: float = SEND_SECONDS
    ) -> None:
        """Raises InvalidInput (``bad_printer``) for what can't be a queue's name."""
        if not _NAME.fullmatch(name) or not name.isprintable():
            raise bad_printer(name)
        self._name = name
        self._patience = Patience(ask_s=ask_seconds, send_s=send_seconds)

    @property
    def info(self) -> PrinterInfo:
        return PrinterInfo(f"{Kind.CUPS}:{self._name}", self._name, Kind.CUPS)

    def check(self) -> PrinterState:
        return self._queue().check()

    def abilities(self) -> Abilities:
        return self._queue().abilities()

    def send(
        self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
    ) -> Handed:
        job = hand_over(self._queue(), pdf, title=title, copies=copies, size=size, tray=tray)
        return Handed(f"{self._name}-{job.text}", self.info.id)

    def follow(self, job: str) -> JobStatus:
        return self._queue().follow(job)

    def cancel(self, job: str) -> bool:
        """Take a paper out of the queue; whether it was still there. Raises EnvironmentFault."""
        return self._queue().cancel(job)

    def _queue(self) -> Queue:
        """The queue where the scheduler is now: ``CUPS_SERVER`` is asked for every time."""
        address = cups_address()
        path = f"/printers/{quote(self._name)}"
        return Queue(
            address=address,
            path=path,
            uri=f"ipp://{address.in_uri}{path}",
            label=self._name,
            silent=_SILENT,
            patience=self._patience,
            always=_ALWAYS,
        )


def _ask_scheduler(operation: Operation, wanted: tuple[str, ...]) -> Message:
    return ask(cups_address(), "/", request(operation, "", wanted=wanted), seconds=ASK_SECONDS)


def _account_default() -> str:
    """The queue that the account chose for itself (lpoptions(1)), or ""."""
    said = _DEFAULT_LINE.search(account_file("lpoptions"))
    return said[1] if said else ""


def _label(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable()).strip()[:MAX_LABEL]
