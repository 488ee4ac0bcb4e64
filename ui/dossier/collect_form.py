"""Take money for a dossier: the rest is filled in, Enter takes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import InvalidInput, QmcError
from ui.components.button import Button, ButtonKind
from ui.components.choice_field import ChoiceField
from ui.components.number_field import NumberField
from ui.dossier.receipt_fields import ReceiptFields
from ui.theme.tokens import M, S


class CollectForm(QWidget):
    """Amount and way; the official receipt where a provider has issued one."""

    collection_asked = Signal(int, str, object)
    """Payload: whole đồng, ``cash`` or ``transfer``, OfficialReceipt | None."""
    left = Signal()
    """Esc, or the button: nothing is taken."""
    grown = Signal()
    """It takes more room than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self.take.clicked.connect(self._submit)
        self._leave.clicked.connect(self.left)
        self.unfold.clicked.connect(lambda: self.receipt.fold(away=not self.receipt.isHidden()))
        self.receipt.folded.connect(
            lambda away: self.unfold.set_icon("chevron-down" if away else "chevron-up")
        )
        self.receipt.folded.connect(self.grown)
        self.hide()

    def _build(self) -> None:
        self.amount = NumberField(self.tr("Amount"), low=1, high=1, suffix=" đ")
        self.method = ChoiceField(
            self.tr("Way of paying"),
            [("cash", self.tr("Cash")), ("transfer", self.tr("Transfer"))],
        )
        self.receipt = ReceiptFields()
        self.take = Button(self.tr("Collect"), ButtonKind.PRIMARY, icon="banknote")
        self._leave = Button(self.tr("Leave"), ButtonKind.QUIET, key="Esc")
        self.unfold = Button(self.tr("Official receipt"), ButtonKind.QUIET, icon="chevron-down")
        fields = QHBoxLayout()
        fields.setSpacing(M)
        fields.addWidget(self.amount, 1)
        fields.addWidget(self.method, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(self.take)
        buttons.addWidget(self._leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(fields)
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.receipt)
        column.addLayout(buttons)
        QWidget.setTabOrder(self._leave, self.unfold)  # Tab leads to the money first

    def ask(self, rest: int) -> None:
        """Open with what is still to be paid."""
        self.amount.editor.setRange(1, rest)
        self.amount.set_value(rest)
        self.amount.clear_message()
        self.receipt.begin_anew()
        self.take.setEnabled(True)
        self.show()
        self.amount.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.amount.editor.selectAll()
        self.grown.emit()

    def show_error(self, error: QmcError) -> None:
        """It was not taken."""
        self.take.setEnabled(True)
        if self.receipt.show_error(error):
            return
        self.amount.set_error(" ".join(part for part in (error.message, error.advice) if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter in the amount takes it, Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.take.isEnabled():
            self._submit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        self.amount.editor.interpretText()
        try:
            receipt = self.receipt.receipt()
        except InvalidInput as error:
            self.show_error(error)
            return
        self.take.setEnabled(False)
        self.collection_asked.emit(self.amount.value(), self.method.value(), receipt)
