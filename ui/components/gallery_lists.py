"""Sections of the gallery: a table, progress, nothing there."""

from __future__ import annotations

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.components.empty_state import EmptyState
from ui.components.list_table import ListTable
from ui.components.panel import Panel
from ui.components.progress import ProgressLine

_ROWS = (
    ("000.01.15.H26-261124-0007", "Đặng Thị Ngọc Vân", "Đăng ký khai sinh"),
    (
        "000.01.15.H26-261124-0006",
        "Trần Văn Ước",
        "Xác nhận tình trạng hôn nhân để kết hôn ở nước ngoài",
    ),
    ("000.01.15.H26-261124-0005", "Nguyễn Hoàng Uyên Khuê", "Đăng ký kết hôn"),
    ("000.01.15.H26-261124-0004", "Lê Quốc Ấn", "Đăng ký thường trú"),
)


class TableSection(Panel):
    """A list with a chosen row and a cell that is cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("List"), parent=parent)
        model = QStandardItemModel(0, 3, self)
        model.setHorizontalHeaderLabels(
            [self.tr("Code"), self.tr("Submitter"), self.tr("Procedure")]
        )
        for row in _ROWS:
            model.appendRow([QStandardItem(text) for text in row])
        self.table = ListTable(model)
        self.table.setAccessibleName(self.tr("List"))
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.selectRow(1)
        rows = (
            self.table.verticalHeader().length() + self.table.horizontalHeader().sizeHint().height()
        )
        self.table.setFixedHeight(rows + 4)
        self.body.addWidget(self.table)


class ProgressSection(Panel):
    """A known and an unknown length."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Progress"), parent=parent)
        known = ProgressLine(self.tr("Sending the dossiers that waited"))
        known.set_progress(7, 12)
        self.body.addWidget(known)
        self.body.addWidget(ProgressLine(self.tr("Looking for printers")))


class EmptySection(Panel):
    """A list without rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Nothing there"), parent=parent)
        self.body.addWidget(
            EmptyState(
                "inbox",
                self.tr("No dossier today yet"),
                self.tr("Scan an identity card, or press F2."),
                self.tr("New dossier"),
            )
        )
