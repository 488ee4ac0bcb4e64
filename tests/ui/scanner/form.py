"""A form with every kind of widget that a scan can hit, and who hears the scans."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.scanner.wedge import Wedge


class Form(QWidget):
    """A form with every kind of widget that a scan can hit."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.combo.addItems(["", "Chính chủ", "Ủy quyền"])
        self.kind = QComboBox()
        self.kind.addItems(["Bản chính", "0791", "Nộp sau"])
        self.spin = QSpinBox(maximum=500)
        self.list = QListWidget()
        self.list.addItems(["A", "0 trang", "079", "Hộ tịch"])
        self.button = QPushButton("Tiếp nhận")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.pressed = 0
        self.returns = 0
        self.button.clicked.connect(self._on_button_clicked)
        self.line.returnPressed.connect(self._on_line_return_pressed)
        layout = QVBoxLayout(self)
        for widget in (
            self.line,
            self.notes,
            self.combo,
            self.kind,
            self.spin,
            self.list,
            self.button,
            self.password,
        ):
            layout.addWidget(widget)

    def _on_button_clicked(self) -> None:
        self.pressed += 1

    def _on_line_return_pressed(self) -> None:
        self.returns += 1


class Heard:
    """The scans that were told."""

    def __init__(self, wedge: Wedge) -> None:
        self._scans: list[str] = []
        wedge.scanned.connect(self._scans.append)

    @property
    def scans(self) -> list[str]:
        """What was told so far; what is queued comes now."""
        QApplication.processEvents()
        return self._scans
