"""Typing a printer that the system does not know: its kind, and where it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.choice_field import ChoiceField
from ui.components.text_field import TextField
from ui.settings.printer_by_address import IPP, PrinterModel, printer_id, typed_of
from ui.theme.tokens import S


class PrinterAddress(QWidget):
    """A choice and a line; ``value`` is the printer's id."""

    committed = Signal()
    """The officer changed one of the two."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ChoiceField(
            self.tr("Kind of printer"), [], placeholder=self.tr("Choose a kind")
        )
        self.place = TextField(
            self.tr("Address"),
            hint=self.tr("Its IP address, a device such as /dev/usb/lp0, or COM3"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.model)
        column.addWidget(self.place)
        self.model.chosen.connect(lambda _: self.committed.emit())
        self.place.committed.connect(self.committed)

    @property
    def knows_models(self) -> bool:
        """Whether the kinds were put in."""
        return self.model.editor.count() > 0

    def set_models(self, models: Sequence[PrinterModel]) -> None:
        """Offer these kinds, and the network's own."""
        network = (IPP, self.tr("Network printer (IPP)"))
        self.model.set_choices([(one.key, one.label) for one in models] + [network])

    def show_printer(self, printer: str) -> None:
        """Show what an id is made of."""
        key, place = typed_of(printer)
        if self.model.editor.findData(key) >= 0:
            self.model.set_value(key)
        self.place.set_text(place)

    def value(self) -> str:
        """The printer's id; "" while one of the two is missing."""
        return printer_id(self.model.value(), self.place.text())

    def ask_for_rest(self) -> None:
        """Go to what is missing."""
        if not self.model.value():
            self.model.setFocus()
            return
        self.place.set_error(self.tr("Type where the printer is"))
        self.place.setFocus()
