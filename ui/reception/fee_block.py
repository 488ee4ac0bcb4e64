"""What is to be paid: a line a charge, the total in figures and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.fees.fee import is_unconfigured
from ui.components.text_label import TextLabel
from ui.reception.figures import dong
from ui.reception.receipt_line import EMPTY, LABEL_WIDTH
from ui.theme.tokens import XS, M, TextRole

if TYPE_CHECKING:
    from ui.reception.receipt_view import ReceiptView


class FeeBlock(QWidget):
    """Laid out as a ``ReceiptLine``."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = TextLabel(label, TextRole.MUTED)
        self._label.setFixedWidth(LABEL_WIDTH)
        self._total = TextLabel("", TextRole.STRONG)
        self._in_words = ""
        self._more = TextLabel("", TextRole.MUTED)
        right = QVBoxLayout()
        right.setSpacing(1)
        for text in (self._total, self._more):
            right.addWidget(text)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, XS, 0, 0)
        grid.setHorizontalSpacing(M)
        grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(1, 1)

    def show_fees(self, view: ReceiptView) -> None:
        """Show the fees of a receipt; before a procedure is chosen there are dots."""
        known = view.due is not None
        self._total.setText(self._sum(view) if known else EMPTY)
        self._total.setEnabled(known)
        self._in_words = view.fee_in_words if view.fee_total else ""
        self._more.setText("\n".join(filter(None, (self._in_words, self._what_for(view)))))
        self._more.setVisible(bool(view.fees))

    def total(self) -> str:
        """The total as it is shown."""
        return self._total.text()

    def spoken(self) -> str:
        """What it says, for screen readers."""
        return f"{self._label.text()}: {self._total.text()} {self._in_words}".strip()

    def _sum(self, view: ReceiptView) -> str:
        if not view.fees:
            return self.tr("No fee")
        if view.fee_total == 0 and any(is_unconfigured(line) for line in view.fees):
            return self.tr("The amount is not configured at this desk")
        return dong(view.fee_total) if view.fee_total else self.tr("Nothing to pay")

    def _what_for(self, view: ReceiptView) -> str:
        """The charges; where there is one, the total is its amount."""
        if len(view.fees) == 1:
            return view.fees[0].name
        return "\n".join(f"{line.name}: {dong(line.amount)}" for line in view.fees)
