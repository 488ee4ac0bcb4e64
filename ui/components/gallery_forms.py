"""Sections of the gallery: fields in their states, choices, ticks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.components.choice_field import ChoiceField
from ui.components.field import Field
from ui.components.number_field import NumberField
from ui.components.panel import Panel
from ui.components.password_field import PasswordField
from ui.components.text_field import TextField
from ui.theme.tokens import XS, L


class FieldsSection(Panel):
    """A field at rest, with hint, error, warning, read-only, disabled; a long message."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Fields"), parent=parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(XS)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, field in enumerate(self._fields()):
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(grid)

    def _fields(self) -> list[Field]:
        name = TextField(self.tr("Full name"), required=True)
        name.set_text("Đặng Thị Ngọc Vân")
        number = TextField(self.tr("Identity number"), required=True)
        number.set_text("0010880123")
        number.set_error(self.tr("12 digits are needed, there are 10"))
        phone = TextField(self.tr("Phone"), hint=self.tr("For a message when the result is ready"))
        birth = TextField(self.tr("Date of birth"), placeholder=self.tr("day/month/year"))
        address = TextField(self.tr("Address"))
        address.set_text("Thôn Đoài, xã Ẵn Hữu")
        address.set_warning(
            self.tr(
                "The card says another commune than the one that this desk belongs to: ask for"
                " the residence, then go on."
            )
        )
        code = TextField(self.tr("Dossier code"))
        code.set_text("000.01.15.H26-261124-0007")
        code.set_read_only(read_only=True)
        owner = TextField(self.tr("Owner"))
        owner.set_text("Trần Văn Ước")
        owner.setEnabled(False)
        password = PasswordField(self.tr("Password"))
        password.set_text("tam giac")
        password.set_warning(self.tr("Caps Lock is on"))
        return [name, number, phone, birth, address, code, owner, password]


class ChoicesSection(Panel):
    """Choices, numbers, longer texts, ticks and radio buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Choices"), parent=parent)
        row = QHBoxLayout()
        row.setSpacing(L)
        choices = [
            ("direct", self.tr("At the counter")),
            ("online", self.tr("From the portal")),
            ("post", self.tr("By post")),
        ]
        row.addWidget(ChoiceField(self.tr("Way of submitting"), choices), 2)
        pages = NumberField(self.tr("Pages"), low=0, high=10_000)
        pages.set_value(1250)
        row.addWidget(pages, 1)
        off = ChoiceField(self.tr("Printer"), choices)
        off.setEnabled(False)
        row.addWidget(off, 2)
        self.body.addLayout(row)
        note = QPlainTextEdit("Người nộp bổ sung giấy chứng sinh bản chính trước 25/11.")
        note.setFixedHeight(64)
        note.setTabChangesFocus(True)
        self.body.addWidget(Field(self.tr("Note"), note))
        self.body.addLayout(self._ticks())

    def _ticks(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(L)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(0)
            row.addLayout(column, 1)
        done = QCheckBox(self.tr("Original of the birth certificate"))
        done.setChecked(True)
        part = QCheckBox(self.tr("Some of the papers"))
        part.setTristate(True)
        part.setCheckState(Qt.CheckState.PartiallyChecked)
        off = QCheckBox(self.tr("Looked up in the registry"))
        off.setChecked(True)
        off.setEnabled(False)
        for tick in (done, QCheckBox(self.tr("Copy of the marriage certificate")), part, off):
            left.addWidget(tick)
        first = QRadioButton(self.tr("For oneself"))
        first.setChecked(True)
        never = QRadioButton(self.tr("By the portal"))
        never.setEnabled(False)
        for radio in (first, QRadioButton(self.tr("For somebody else")), never):
            right.addWidget(radio)
        right.addStretch(1)
        return row
