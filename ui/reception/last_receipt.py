"""What was received last: its number, and whether its paper was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.print_jobs.job import Known
from ui.components.button import Button, ButtonKind
from ui.components.icon_label import IconLabel
from ui.components.restyle import set_style_property
from ui.components.text_label import TextLabel
from ui.printing.job_words import JobWords
from ui.theme.tokens import XS, M, S, TextRole

if TYPE_CHECKING:
    from app.errors import QmcError
    from app.print_jobs.job import PrintJob
    from printing.issuing import PrintedPaper
    from ui.reception.receiving import Receipt


class LastReceipt(QFrame):
    """A strip over the receipt; it stays while the next dossier is typed."""

    print_asked = Signal()
    """The officer wants the paper (again)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = JobWords(self)
        self._build()
        self.hide()

    def show_printing(self, receipt: Receipt) -> None:
        """Received; the paper is on its way."""
        self._show(receipt, "info", "printer", self.tr("Received. Printing …"), "")
        self.button.hide()

    def show_printed(self, receipt: Receipt, printed: PrintedPaper | None) -> None:
        """Handed to the printer; or no printer is chosen."""
        if printed is None:
            self._show(
                receipt,
                "warning",
                "triangle-alert",
                self.tr("Received, not printed: no printer is chosen"),
                self.tr("Choose one in the settings, then press F9."),
            )
        else:
            words = self.tr("Handed to the printer")
            if not receipt.dossier.code:
                words = self.tr("Slip handed to the printer: it waits for its code")
            elif printed.nth > 1:
                words = self.tr("Handed to the printer, reprint {n}").format(n=printed.nth - 1)
            self._show(receipt, "success", "printer-check", words, " ".join(printed.warnings))
        self._offer(self.tr("Print") if printed is None else self.tr("Print again"))

    def show_not_printed(self, receipt: Receipt, error: QmcError) -> None:
        """The dossier is received all the same."""
        self._show(
            receipt,
            "danger",
            "circle-alert",
            self.tr("Received, not printed: {why}").format(why=error.message),
            error.advice or "",
        )
        self._offer(self.tr("Print again"))

    def show_job(self, receipt: Receipt, job: PrintJob) -> None:
        """What the printer says of the paper that it was handed."""
        if job.state is Known.FAILED or (job.state is Known.HANDED and job.stopped):
            self._show(receipt, "danger", "circle-alert", self._jobs.said(job), "")
        elif job.state is Known.UNSURE:
            words = self.tr("Look whether the paper has come out")
            self._show(receipt, "warning", "triangle-alert", words, job.said)
        else:
            words = self._jobs.mark(job).word
            self._show(receipt, "success", "printer-check", words, "")
        self._offer(self.tr("Print again"))

    def text(self) -> str:
        """What it says."""
        return " ".join([self._name.text(), self._state.text(), self._advice.text()]).strip()

    def _build(self) -> None:
        self._icon = IconLabel("", side=18)
        self._name = TextLabel("", TextRole.STRONG)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._state = TextLabel("", TextRole.BODY)
        self._advice = TextLabel("", TextRole.BODY)
        self.button = Button("", ButtonKind.SECONDARY, key="F9")
        self.button.clicked.connect(self.print_asked)
        self._name.setWordWrap(False)
        words = self._words = QGridLayout()
        words.setHorizontalSpacing(S)
        words.setVerticalSpacing(2)
        words.addWidget(self._name, 0, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self._state, 0, 1, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self._advice, 2, 0, 1, 2)
        words.setColumnStretch(1, 1)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addLayout(words)
        middle.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(M, XS, XS, XS)
        row.setSpacing(S)
        row.addWidget(self._icon)
        row.addLayout(middle, 1)
        row.addWidget(self.button)

    def _show(self, receipt: Receipt, kind: str, icon: str, state: str, advice: str) -> None:
        set_style_property(self, "notice", kind)
        self._icon.show_icon(icon, kind)
        self._name.setText(receipt.name)
        self._state.setText(state)
        self._place_state(beside=kind in {"info", "success"})
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.setAccessibleName(f"{receipt.name}: {state} {advice}".strip())
        self.show()

    def _place_state(self, *, beside: bool) -> None:
        """A few words stand beside the number; what went wrong needs the width."""
        self._words.removeWidget(self._state)
        place = (0, 1, 1, 1) if beside else (1, 0, 1, 2)
        self._words.addWidget(self._state, *place, Qt.AlignmentFlag.AlignTop)

    def _offer(self, text: str) -> None:
        self.button.set_label(text)
        self.button.show()
