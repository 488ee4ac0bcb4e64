"""Receive and print, as operations do it: no widget, no thread of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from app.dossier.state import Dossier
from app.errors import Refusal
from app.reception.register import receive_draft

if TYPE_CHECKING:
    from app.drafts.draft import Draft
    from app.reception.desk import Desk
    from printing.issuing import PrintedPaper
    from ui.workplace.printers import Printers

PRINTER_SETTING = "printer"
"""The setting that names the counter's printer."""

_OVERTAKEN = frozenset({"changed_meanwhile", "numbered"})
"""The dossier became another while its paper was made: nothing was printed, so it is made anew."""
_TRIES = 5


class Receipt(Struct, frozen=True):
    """A dossier that was received at this window. ``new`` is False where it stood already."""

    dossier: Dossier
    new: bool

    @property
    def name(self) -> str:
        """What it is called by: its code, or its reference while it waits for one."""
        return self.dossier.code or self.dossier.reference

    @property
    def form(self) -> str:
        """Which paper the citizen gets."""
        return form_of(self.dossier)


class Printing(Struct, frozen=True):
    """A receipt as its paper has it, and the paper; None where no printer is chosen."""

    receipt: Receipt
    paper: PrintedPaper | None


def form_of(dossier: Dossier) -> str:
    """The paper of a dossier: the receipt, or the slip while it waits for its number."""
    return "receipt" if dossier.code else "unnumbered"


def receive_and_read(desk: Desk, draft: Draft) -> Receipt:
    """Receive ``draft``; raises as ``receive_draft``."""
    received = receive_draft(desk, draft)
    return Receipt(desk.dossier(received.dossier), received.new)


def print_receipt(desk: Desk, printers: Printers, dossier: str) -> PrintedPaper | None:
    """Print the paper of a dossier (its id) with the counter's printer; None where none is chosen.

    Which paper is decided now: it may have got its number since, or get it while the slip is made,
    and then it is the receipt that comes out. Raises as ``print_paper``.
    """
    from printing.issuing import print_paper  # noqa: PLC0415 - typesetting is loaded on its thread

    chosen = desk.store.setting(PRINTER_SETTING)
    if not chosen:
        return None
    printer = printers.open(chosen)
    for _ in range(_TRIES - 1):
        try:
            return print_paper(desk, dossier, form_of(desk.dossier(dossier)), printer)
        except Refusal as refusal:
            if refusal.code not in _OVERTAKEN:
                raise
    return print_paper(desk, dossier, form_of(desk.dossier(dossier)), printer)


def print_and_read(desk: Desk, printers: Printers, receipt: Receipt) -> Printing:
    """Print a receipt, and read what its dossier is by then; raises as ``print_receipt``."""
    paper = print_receipt(desk, printers, receipt.dossier.id)
    return Printing(
        msgspec.structs.replace(receipt, dossier=desk.dossier(receipt.dossier.id)), paper
    )
