"""Receive and print, as operations do it: no widget, no thread of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from app.dossier.state import Dossier
from app.reception.register import receive_draft
from ui.printing.handing import form_of, print_receipt

if TYPE_CHECKING:
    from app.drafts.draft import Draft
    from app.reception.desk import Desk
    from printing.issuing import PrintedPaper
    from ui.workplace.printers import Printers


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


def receive_and_read(desk: Desk, draft: Draft) -> Receipt:
    """Receive ``draft``; raises as ``receive_draft``."""
    received = receive_draft(desk, draft)
    return Receipt(desk.dossier(received.dossier), received.new)


def print_and_read(desk: Desk, printers: Printers, receipt: Receipt) -> Printing:
    """Print a receipt, and read what its dossier is by then; raises as ``print_receipt``."""
    paper = print_receipt(desk, printers, receipt.dossier.id)
    return Printing(
        msgspec.structs.replace(receipt, dossier=desk.dossier(receipt.dossier.id)), paper
    )
