"""The right side through the course of a dossier: live, being received, received, printed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.print_jobs.job import Known
from ui.reception.receipt_view import ReceiptView, view_of_draft, view_of_received

if TYPE_CHECKING:
    from app.drafts.draft import Draft
    from app.errors import QmcError
    from app.print_jobs.job import PrintJob
    from app.reception.assess import Assessment
    from printing.issuing import PrintedPaper
    from ui.reception.receipt_side import ReceiptSide
    from ui.reception.receiving import Receipt
    from ui.reception.reception_flow import ReceptionFlow

A_WHILE = timedelta(minutes=5)
"""After this long the officer is offered to set the time of receipt to now."""


class ReceiptCourse(QObject):
    """What was received last stays on the receipt until the next dossier begins."""

    def __init__(
        self, flow: ReceptionFlow, side: ReceiptSide, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._side = side
        self._live = ReceiptView()
        self._sent = ReceiptView()
        self._received: ReceiptView | None = None
        self._print_failed = False
        flow.receiving_began.connect(self._on_receiving_began)
        flow.dossier_not_received.connect(self._name_button)
        flow.dossier_received.connect(self._on_dossier_received)
        flow.printing_began.connect(side.last.show_printing)
        flow.receipt_printed.connect(self._on_receipt_printed)
        flow.receipt_not_printed.connect(self._on_receipt_not_printed)
        flow.printing.followed.connect(self._on_receipt_followed)

    @property
    def shows_received(self) -> bool:
        """Whether the receipt is that of a dossier which was received."""
        return self._received is not None

    @property
    def waits_for_printer(self) -> bool:
        """Whether what is shown was received and not printed."""
        return self.shows_received and self._print_failed

    def show(self, draft: Draft, assessment: Assessment, now: datetime) -> None:
        """The draft comes to this now."""
        serving = self._flow.keeper.has_begun
        if serving:
            self._received = None
        self._name_button()
        self._live = view_of_draft(draft, assessment)
        self._side.receipt.show_receipt(
            self._received or self._live,
            # Also where it would be later than now: the clock was wrong when it began.
            may_set_to_now=serving and abs(now - assessment.received_at) > A_WHILE,
        )
        self._side.discard.setEnabled(serving)

    def leave(self) -> None:
        """What was received need not be shown any longer."""
        self._received = None
        self._name_button()
        self._side.receipt.show_receipt(self._live)

    def _name_button(self) -> None:
        """What F8 does now."""
        if self._flow.is_receiving:
            words = self.tr("Receiving …")
        elif self.waits_for_printer:
            words = self.tr("Print again")
        else:
            words = self.tr("Receive and print")
        self._side.receive.set_label(words)

    def _on_receiving_began(self) -> None:
        self._sent = self._live
        self._name_button()

    def _on_dossier_received(self, receipt: Receipt) -> None:
        self._received = view_of_received(self._sent, receipt.dossier)
        self._print_failed = False
        self._name_button()
        self._side.receipt.show_receipt(self._received)
        self._side.paper.verticalScrollBar().setValue(0)

    def _on_receipt_printed(self, receipt: Receipt, printed: PrintedPaper | None) -> None:
        if self._received is not None and self._received.reference == receipt.dossier.reference:
            self._received = view_of_received(self._received, receipt.dossier)
            self._side.receipt.show_receipt(self._received)
        if not self._flow.printing.is_last(receipt):
            return  # the strip is about a newer one, and F9 prints that
        self._print_failed = printed is None
        self._name_button()
        self._side.last.show_printed(receipt, printed)

    def _on_receipt_not_printed(self, receipt: Receipt, error: QmcError) -> None:
        self._print_failed = True
        self._name_button()
        self._side.last.show_not_printed(receipt, error)

    def _on_receipt_followed(self, receipt: Receipt, job: PrintJob) -> None:
        self._print_failed = job.state is Known.FAILED
        self._name_button()
        self._side.last.show_job(receipt, job)
