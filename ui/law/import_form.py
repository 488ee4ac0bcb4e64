"""What is to be imported: file, kind, and for procedures their format and first day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.drafts.reading import shown_date
from app.errors import InvalidInput, QmcError
from app.identity.card_dates import read_card_date
from app.provincial_law.importing import CALENDAR, FEES, PROCEDURES, UNITS
from ui.components.button import Button
from ui.components.choice_field import ChoiceField
from ui.components.field import Field
from ui.components.text_field import TextField
from ui.law.law_work import WantedImport
from ui.theme.tokens import M, S

_WIDEST = 272
_OPENCPS, _BY_NAME = "opencps", "by_name"


class ImportForm(QWidget):
    """What a file says is asked for by who holds the form."""

    edited = Signal()
    """Something else is wanted now: a difference that is shown is not of this."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._connect()
        self._fit()

    def begin(self, today: date) -> None:
        """Empty, for another file."""
        self.file.set_text("")
        self.parts.set_text("")
        self.valid_from.set_text(shown_date(today.isoformat()))
        self.clear_messages()
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_act(self, button: Button) -> None:
        """What is done with the fields stands behind the last of them."""
        self._rest.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._rest.addStretch(1)

    def wanted(self) -> WantedImport:
        """What it says; raises InvalidInput naming the field."""
        if not self.file.text().strip():
            raise InvalidInput("missing", self.tr("Choose a file."), field="file")
        if not self.kind.value():
            raise InvalidInput("missing", self.tr("Choose what is in the file."), field="kind")
        is_procedures = self.kind.value() == PROCEDURES
        format_name = self.format.value() if is_procedures else ""
        return WantedImport(
            kind=self.kind.value(),
            file=self.file.text().strip(),
            format_name="" if format_name == _BY_NAME else format_name,
            parts=self.parts.text().strip() if format_name == _OPENCPS else "",
            valid_from=self._day() if is_procedures else None,
        )

    def show_error(self, error: QmcError) -> bool:
        """Say it under the field that is wrong; False where none of these is."""
        field = self._fields().get(error.field or "")
        if field is None or not field.isVisibleTo(self):
            return False
        field.set_error(" ".join(part for part in (error.message, error.advice) if part))
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_messages(self) -> None:
        """Nothing is wrong."""
        for field in self._fields().values():
            field.clear_message()

    def _build(self) -> None:
        self.file = TextField(self.tr("File"), required=True)
        self.choose = Button(self.tr("Choose…"), icon="file-search")
        self.kind = ChoiceField(
            self.tr("What is in it"),
            [
                (PROCEDURES, self.tr("Procedures")),
                (CALENDAR, self.tr("Working calendar")),
                (FEES, self.tr("Fees of the council")),
                (UNITS, self.tr("Administrative units")),
            ],
            required=True,
            placeholder=self.tr("Choose"),
        )
        self.format = ChoiceField(
            self.tr("Kind of file"),
            [
                (_BY_NAME, self.tr("By its name")),
                ("laythutuc", self.tr("National database (LayThuTuc)")),
                (_OPENCPS, self.tr("OpenCPS")),
                ("sheet", self.tr("A sheet (xlsx, csv)")),
            ],
        )
        self.valid_from = TextField(self.tr("Counts from"))
        self.parts = TextField(
            self.tr("File of the papers"), hint=self.tr("OpenCPS has them in a file of their own")
        )
        top = QHBoxLayout()
        top.setSpacing(S)
        top.addWidget(self.file, 1)
        top.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignVCenter)
        self._rest = QHBoxLayout()
        self._rest.setSpacing(M)
        for field in (self.kind, self.format, self.valid_from, self.parts):
            field.setMaximumWidth(_WIDEST)
            self._rest.addWidget(field, 2, Qt.AlignmentFlag.AlignTop)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(0)
        column_of_all.addLayout(top)
        column_of_all.addLayout(self._rest)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._on_choose_clicked)
        for text in (self.file, self.valid_from, self.parts):
            text.edited.connect(self._on_edited)
        for choice in (self.kind, self.format):
            choice.chosen.connect(self._on_edited)

    def _on_edited(self) -> None:
        self.clear_messages()
        self._fit()
        self.edited.emit()

    def _on_choose_clicked(self) -> None:
        before = self.file.text().strip()
        start = str(Path(before).expanduser().parent) if before else str(Path.home())
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import from a file…"), start)
        if name:
            self.file.set_text(name)
            self._on_edited()
            self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """Only procedures have a format and a first day, only OpenCPS a second file."""
        is_procedures = self.kind.value() == PROCEDURES
        self.format.setVisible(is_procedures)
        self.valid_from.setVisible(is_procedures)
        self.parts.setVisible(is_procedures and self.format.value() == _OPENCPS)

    def _day(self) -> date:
        text, wrong = read_card_date(self.valid_from.text())
        try:
            return date.fromisoformat(text)
        except ValueError:
            why = wrong or self.tr("a whole day is wanted: 01/07/2026")
            raise InvalidInput(
                "bad_date", self.tr("Not a day: {why}.").format(why=why), field="from"
            ) from None

    def _fields(self) -> dict[str, Field]:
        return {
            "file": self.file,
            "kind": self.kind,
            "format": self.format,
            "from": self.valid_from,
            "parts": self.parts,
        }
