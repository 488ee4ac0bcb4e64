"""In giấy tờ…: the papers that fit a dossier, looked at, and printed where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.choice_field import ChoiceField
from ui.components.notice import Notice, NoticeKind
from ui.components.number_field import NumberField
from ui.components.text_label import TextLabel
from ui.listing.row_table import Column, RowTable
from ui.preview.paper_preview import PaperPreview
from ui.preview.rasterised import RASTER_DPI, PreviewedPaper
from ui.printing.job_words import printer_name
from ui.printing.offered_model import OfferedModel
from ui.printing.placing import Place, place_of
from ui.theme.tokens import L, M, S, TextRole

if TYPE_CHECKING:
    from app.errors import QmcError
    from app.reception.desk import Desk
    from ui.operations.operations import Operations
    from ui.printing.offered import OfferedPaper, OfferedPapers

MOST_COPIES = 20
_LIST_WIDTH = 380
_OF_WINDOW = 0.94


class PaperDialog(QDialog):
    """Arrows choose a paper, F9 prints it, Ctrl+P asks the system's dialog, Esc leaves.

    The preview has its keys: + and −, 0. It logs that it was looked at; it records nothing.
    """

    print_asked = Signal(str, object)
    """The form, and the Place where it is printed."""
    dialog_asked = Signal(str, object)
    """The same, but the system's dialog says on which printer."""

    def __init__(
        self, offered: OfferedPapers, desk: Desk, operations: Operations, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._offered, self._desk, self._operations = offered, desk, operations
        self._papers = {paper.form: paper for paper in offered.papers}
        self._place = Place("", "")
        self._asked = 0
        self.setWindowTitle(self.tr("Print papers · {code}").format(code=offered.title))
        self._build()
        self._connect()
        self.resize(parent.window().size() * _OF_WINDOW)
        self.model.show_rows(offered.papers)
        self.table.selectRow(0)
        self.table.setFocus()

    @property
    def paper(self) -> OfferedPaper | None:
        """The paper that is chosen."""
        return self._papers.get(self.table.chosen_key())

    @property
    def place(self) -> Place:
        """Where it would be printed now."""
        return msgspec.structs.replace(self._place, copies=self.copies.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """F9 and Ctrl+P print; Esc leaves; the rest is the preview's."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_F9:
            self._on_print_clicked()
        elif event.key() == Qt.Key.Key_P and control:
            self._on_dialog_clicked()
        elif not self.preview.take_key(event):
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.model = OfferedModel(self)
        columns = (Column(share=1), Column(self.tr("Reprint 10"), mark=True))
        self.table = RowTable(self.model, columns)
        self.table.setAccessibleName(self.tr("Papers of the dossier"))
        self.size_of = ChoiceField(self.tr("Size"), [])
        self.copies = NumberField(self.tr("Copies"), low=1, high=MOST_COPIES)
        self.printer = TextLabel("", TextRole.MUTED)
        self.fault = Notice(NoticeKind.DANGER, "")
        self.fault.hide()
        self.preview = PaperPreview()
        self.print_button = Button(self.tr("Print"), ButtonKind.PRIMARY, icon="printer", key="F9")
        self.dialog_button = Button(self.tr("Print dialog…"), key="Ctrl+P")
        self.close_button = Button(self.tr("Close"), ButtonKind.QUIET, key="Esc")
        whole = QHBoxLayout(self)
        whole.setContentsMargins(L, L, L, L)
        whole.setSpacing(L)
        self.close_button.setAutoDefault(False)
        self.preview.buttons.addWidget(self.close_button)
        whole.addWidget(self._build_side())
        whole.addWidget(self.preview, 1)

    def _build_side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_LIST_WIDTH)
        choices = QHBoxLayout()
        choices.setSpacing(M)
        choices.addWidget(self.size_of, 1)
        choices.addWidget(self.copies, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        for button in (self.print_button, self.dialog_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(TextLabel(self._offered.title, TextRole.SECTION))
        column.addWidget(self.table, 1)
        column.addLayout(choices)
        column.addWidget(self.printer)
        column.addWidget(self.fault)
        column.addLayout(buttons)
        return side

    def _connect(self) -> None:
        self.table.key_chosen.connect(self._on_paper_chosen)
        self.table.key_activated.connect(lambda _: self._on_print_clicked())
        self.size_of.chosen.connect(self._on_size_chosen)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.dialog_button.clicked.connect(self._on_dialog_clicked)
        self.close_button.clicked.connect(self.reject)

    def _on_paper_chosen(self, form: str) -> None:
        paper = self._papers.get(form)
        if paper is None:
            return
        place = self._place_of(paper, "")
        sizes = paper.sizes if place.size in paper.sizes else (place.size, *paper.sizes)
        self.size_of.set_choices([(size, size) for size in sizes])
        self.size_of.setEnabled(len(sizes) > 1)
        self._go_to(place)

    def _on_size_chosen(self, size: str) -> None:
        paper = self.paper
        if paper is not None:
            self._go_to(self._place_of(paper, size))

    def _place_of(self, paper: OfferedPaper, size: str) -> Place:
        offered = self._offered
        return place_of(offered.settings, paper.form, size=size, residence=offered.residence)

    def _go_to(self, place: Place) -> None:
        self._place = place
        self.size_of.set_value(place.size)
        self.copies.set_value(place.copies)
        self.print_button.setEnabled(bool(place.printer))
        if place.printer:
            words = self.tr("Printer: {printer}").format(printer=printer_name(place.printer))
        else:
            words = self.tr("No printer is chosen for this paper; choose one in the settings.")
        self.printer.setText(words)
        self._look()

    def _look(self) -> None:
        """Draw the chosen paper; what is overtaken is not drawn any more."""
        paper, place, desk = self.paper, self._place, self._desk
        if paper is None:
            return
        self._asked += 1
        mine, form, dossier = self._asked, paper.form, self._offered.dossier

        def work() -> list[PreviewedPaper]:
            return [_drawn(desk, dossier, form, place.size)] if mine == self._asked else []

        def show(drawn: list[PreviewedPaper]) -> None:
            if drawn and mine == self._asked:
                self.fault.hide()
                self.preview.show_paper(drawn[0])

        self._operations.paper(
            work, owner=self, on_success=show, on_failure=lambda error: self._fail(mine, error)
        )

    def _fail(self, mine: int, error: QmcError) -> None:
        if mine == self._asked:
            self.preview.show_paper(None)
            self.fault.set_message(error.message, error.advice or "")
            self.fault.show()

    def _on_print_clicked(self) -> None:
        paper = self.paper
        if paper is not None and self._place.printer:
            place = self.place
            self.accept()
            self.print_asked.emit(paper.form, place)

    def _on_dialog_clicked(self) -> None:
        paper = self.paper
        if paper is not None:
            place = self.place
            self.accept()
            self.dialog_asked.emit(paper.form, place)


def _drawn(desk: Desk, dossier: str, form: str, size: str) -> PreviewedPaper:
    from printing.issuing import preview_paper  # noqa: PLC0415 - typesetting, on its thread
    from printing.printers.preview import render_pages  # noqa: PLC0415 - as above

    pdf = preview_paper(desk, dossier, form, size=size)
    return PreviewedPaper(tuple(render_pages(pdf, dpi=RASTER_DPI)))
