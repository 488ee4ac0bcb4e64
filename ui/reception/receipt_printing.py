"""The papers of this window's receipts: printed in the receiver's name, none forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from app.print_jobs.job import Known
from ui.operations.changes import Changes
from ui.reception.receiving import Printing, Receipt, print_and_read

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.errors import QmcError
    from app.print_jobs.job import PrintJob
    from app.reception.desk import Desk
    from ui.workplace.workplace import Workplace


class _Unprinted(NamedTuple):
    """A receipt without its paper, and how that is told. ``printed``: how often it was printed
    already; once more, and it is settled."""

    receipt: Receipt
    tell: Callable[[], object]
    printed: int = 0


class ReceiptPrinting(QObject):
    """``last`` is the receipt that is told of, and that is printed when it is asked for.

    A paper that did not come out comes back to be told of as soon as nothing newer is on its way.
    """

    began = Signal(object)
    """Receipt."""
    printed = Signal(object, object)
    """Receipt and PrintedPaper; None where no printer is chosen."""
    not_printed = Signal(object, object)
    """Receipt and QmcError: the dossier is received all the same."""
    followed = Signal(object, object)
    """Receipt and PrintJob: the printer has said more of the paper that was told of."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._under_way: set[str] = set()
        self._unprinted: dict[str, _Unprinted] = {}
        self._handed: dict[str, Receipt] = {}
        self.last: Receipt | None = None
        workplace.print_jobs.learned.connect(self._on_job_learned)

    def is_last(self, receipt: Receipt) -> bool:
        """Whether this is the receipt that is told of."""
        return self.last is not None and self.last.dossier.id == receipt.dossier.id

    def print_receipt(self, receipt: Receipt, desk: Desk) -> None:
        """Print the paper of a dossier in the name of the desk's officer; it is the last now.

        Does nothing while it is being printed.
        """
        dossier = receipt.dossier.id
        if dossier in self._under_way:
            return
        self.last = receipt
        printers = self._workplace.printers
        self._under_way.add(dossier)
        self.began.emit(receipt)
        self._workplace.operations.paper(
            lambda: print_and_read(desk, printers, receipt),
            owner=self,
            on_success=self._on_receipt_printed,
            on_failure=lambda error: self._on_receipt_not_printed(receipt, error),
            changes=Changes(dossiers=frozenset({dossier}), queue=True, prints=True),
        )

    def look_after(self, dossiers: frozenset[str]) -> None:
        """These dossiers have changed: a paper may have been printed elsewhere meanwhile."""
        store = self._workplace.store
        for dossier in dossiers & self._unprinted.keys() - self._under_way:
            self._workplace.operations.store(
                lambda dossier=dossier: store.dossier(dossier),  # type: ignore[misc] # a default binds it
                owner=self,
                on_success=self._on_unprinted_looked_after,
            )

    def _on_unprinted_looked_after(self, dossier: Dossier | None) -> None:
        if dossier is None or dossier.id not in self._unprinted:
            return
        if sum(dossier.prints.values()) > self._unprinted[dossier.id].printed:
            del self._unprinted[dossier.id]

    def _on_receipt_printed(self, printing: Printing) -> None:
        receipt, paper = printing.receipt, printing.paper
        self._end(receipt)
        if self.is_last(receipt):
            self.last = receipt  # with the number that it may have got on the way
        if paper is None:
            self._keep_unprinted(receipt, lambda: self.printed.emit(receipt, None))
        elif paper.job is not None and paper.job.is_asked:
            self._handed[paper.job.id] = receipt
        self.printed.emit(receipt, paper)
        self._come_back_to_unprinted()

    def _on_receipt_not_printed(self, receipt: Receipt, error: QmcError) -> None:
        self._end(receipt)
        self._keep_unprinted(receipt, lambda: self.not_printed.emit(receipt, error))
        self.last = receipt  # what is printed again is the paper that failed
        self.not_printed.emit(receipt, error)
        self._workplace.print_jobs.look()  # it may be one of which nobody knows

    @Slot(object)
    def _on_job_learned(self, job: PrintJob) -> None:
        """The printer has said more. A paper that did not come out is not forgotten behind the
        next one; of one that nobody knows of, the window asks."""
        receipt = self._handed.get(job.id)
        if receipt is None:
            return
        if not job.is_asked:
            del self._handed[job.id]
        if job.state is Known.FAILED and receipt.dossier.id not in self._under_way:
            printed = sum(receipt.dossier.prints.values())
            self._keep_unprinted(receipt, lambda: self.followed.emit(receipt, job), printed)
        if self.is_last(receipt):
            self.followed.emit(receipt, job)
        self._come_back_to_unprinted()

    def _keep_unprinted(
        self, receipt: Receipt, tell: Callable[[], object], printed: int = 0
    ) -> None:
        self._unprinted[receipt.dossier.id] = _Unprinted(receipt, tell, printed)

    def _end(self, receipt: Receipt) -> None:
        self._under_way.discard(receipt.dossier.id)
        self._unprinted.pop(receipt.dossier.id, None)

    def _come_back_to_unprinted(self) -> None:
        """The oldest paper that did not come out, where the last one did."""
        last = self.last
        if last is None or last.dossier.id in self._unprinted or last.dossier.id in self._under_way:
            return
        for unprinted in self._unprinted.values():
            self.last = unprinted.receipt
            unprinted.tell()
            return
