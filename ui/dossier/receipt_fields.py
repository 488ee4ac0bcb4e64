"""The official receipt that a provider has issued for the money: four fields, folded away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.dossier.events import OfficialReceipt
from app.dossier.official_receipt import typed_receipt
from app.errors import QmcError
from ui.components.text_field import TextField
from ui.theme.tokens import M


class ReceiptFields(QWidget):
    """Number, template, serial, provider; the last three stay for the next receipt."""

    folded = Signal(bool)
    """Payload: whether the fields are folded away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = TextField(self.tr("Number of the receipt"))
        self.template = TextField(self.tr("Template (mẫu số)"))
        self.serial = TextField(self.tr("Serial (ký hiệu)"))
        self.provider = TextField(self.tr("Issued by"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(M)
        for place, field in enumerate((self.number, self.serial, self.template, self.provider)):
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def fold(self, *, away: bool) -> None:
        """Fold away, or open with the cursor in the number."""
        self.setVisible(not away)
        if not away:
            self.number.setFocus()
        self.folded.emit(away)

    def begin_anew(self) -> None:
        """For another receipt: only its number is another one."""
        self.number.set_text("")
        for field in self._fields().values():
            field.clear_message()

    def receipt(self) -> OfficialReceipt | None:
        """What was typed; None where no number was asked for. Raises InvalidInput."""
        if self.isHidden():
            return None
        return typed_receipt(
            self.number.text(), self.template.text(), self.serial.text(), self.provider.text()
        )

    def show_error(self, error: QmcError) -> bool:
        """Say it under the field that is wrong; False where none of these is."""
        field = self._fields().get(error.field or "")
        if field is None:
            return False
        field.set_error(error.message)  # no room for advice
        return True

    def _fields(self) -> dict[str, TextField]:
        return {
            "receipt_number": self.number,
            "receipt_template": self.template,
            "receipt_serial": self.serial,
            "provider": self.provider,
        }
