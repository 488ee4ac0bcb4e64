"""For each kind of paper: the printer, its tray, the size, and how many copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.reception.paper_settings import MAX_COPIES, PaperGroup, PaperSetting, PaperSettings
from ui.components.choice_field import ChoiceField
from ui.components.number_field import NumberField
from ui.settings.printer_chooser import PrinterChooser
from ui.theme.tokens import M, S

if TYPE_CHECKING:
    from printing.printers.printer import Tray
    from ui.operations.operations import Operations
    from ui.settings.printer_trial import PrinterTrial

AUTOMATIC = "auto:"
"""The choice that leaves the tray to the printer; no tray is called so."""
_SHARING = frozenset({PaperGroup.FORMS, PaperGroup.LISTS})


class PaperPlaces(QWidget):
    """One kind of paper at a time; what is chosen counts at once."""

    chosen = Signal(object, object)
    """PaperGroup and PaperSetting: print these papers like this."""

    def __init__(
        self, trial: PrinterTrial, operations: Operations, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._trial, self._operations = trial, operations
        self._settings = PaperSettings()
        self._asked = 0
        self._build()
        self._connect()

    @property
    def group(self) -> PaperGroup:
        """The papers that are shown."""
        return PaperGroup(self.group_of.value())

    def _build(self) -> None:
        self.group_of = ChoiceField(
            self.tr("Papers"),
            [
                (PaperGroup.RECEIPTS, self.tr("Receipts")),
                (PaperGroup.FORMS, self.tr("Other papers of a dossier")),
                (PaperGroup.ROLLS, self.tr("Receipts on a roll, besides")),
                (PaperGroup.LABELS, self.tr("Labels")),
                (PaperGroup.LISTS, self.tr("Lists and books")),
            ],
        )
        self.chooser = PrinterChooser(self._trial, self._operations)
        self.tray = ChoiceField(self.tr("Tray"), [(AUTOMATIC, self.tr("As the printer does"))])
        self.size_of = ChoiceField(self.tr("Size"), [])
        self.copies = NumberField(self.tr("Copies"), low=1, high=MAX_COPIES)
        row = QHBoxLayout()
        row.setSpacing(M)
        row.addWidget(self.tray, 3)
        row.addWidget(self.size_of, 2)
        row.addWidget(self.copies, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.group_of)
        column.addWidget(self.chooser)
        column.addLayout(row)
        self.setFocusProxy(self.chooser)

    def _connect(self) -> None:
        self.group_of.chosen.connect(lambda _: self._show_group())
        self.chooser.chosen.connect(self._on_printer_chosen)
        self.tray.chosen.connect(lambda _: self._choose())
        self.size_of.chosen.connect(self._on_size_chosen)
        self.copies.editor.editingFinished.connect(self._on_copies_typed)

    def set_settings(self, settings: PaperSettings) -> None:
        """What counts now; printers are not looked for anew."""
        self._settings = settings
        self._show_details()

    def look(self) -> None:
        """Look for printers, and show how these papers are printed."""
        self._show_group()

    def _show_group(self) -> None:
        own = self._settings.own(self.group)
        self.chooser.look(own.printer, shared=self.group in _SHARING)
        self._show_details()

    def _show_details(self) -> None:
        from ui.printing.placing import GROUP_SIZES  # noqa: PLC0415 - after the first paint

        own, sizes = self._settings.own(self.group), GROUP_SIZES[self.group]
        shown = (own.size, *sizes) if own.size and own.size not in sizes else sizes
        self.size_of.set_choices([(size, size) for size in shown])
        self.size_of.set_value(own.size or shown[0])
        self.copies.set_value(own.copies)
        self.chooser.set_size(own.size or shown[0])
        self._ask_for_trays(self._settings.of(self.group).printer, own.tray)

    def _ask_for_trays(self, printer: str, tray: str) -> None:
        self._asked += 1
        mine = self._asked

        def show(trays: tuple[Tray, ...]) -> None:
            if mine == self._asked:
                self._show_trays(trays, tray)

        self._show_trays((), tray)
        self._operations.paper(lambda: self._trial.trays(printer), owner=self, on_success=show)

    def _show_trays(self, trays: tuple[Tray, ...], tray: str) -> None:
        choices = [(one.id, one.label) for one in trays]
        if tray and tray not in dict(choices):
            choices.append((tray, tray))  # of a printer that does not answer now
        self.tray.set_choices([(AUTOMATIC, self.tr("As the printer does")), *choices])
        self.tray.set_value(tray or AUTOMATIC)
        self.tray.setEnabled(bool(choices))

    def _on_printer_chosen(self, printer: str) -> None:
        """A tray is the printer's: another one has others."""
        before = self._settings.own(self.group)
        tray = before.tray if before.printer == printer else ""
        self.chosen.emit(self.group, self._setting(printer, tray))

    def _on_size_chosen(self, size: str) -> None:
        self.chooser.set_size(size)
        self._choose()

    def _on_copies_typed(self) -> None:
        if self.copies.value() != self._settings.own(self.group).copies:
            self._choose()

    def _choose(self) -> None:
        tray = self.tray.value()
        own = self._settings.own(self.group)
        self.chosen.emit(self.group, self._setting(own.printer, "" if tray == AUTOMATIC else tray))

    def _setting(self, printer: str, tray: str) -> PaperSetting:
        return PaperSetting(printer, tray, self.size_of.value(), self.copies.value())
