"""Asks for a passphrase, then for the file: unsent work goes out, or another counter's comes in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.carrying.pack import SUFFIX
from app.errors import QmcError
from ui.components.button import Button, ButtonKind
from ui.components.password_field import PasswordField
from ui.components.text_label import TextLabel
from ui.theme.tokens import M, S, TextRole


class CarryForm(QFrame):
    """In the page, under the list; Esc leaves it."""

    asked = Signal(object, object)
    """Path and passphrase (None where none was typed)."""
    left = Signal()
    """It has hidden itself and nothing is done."""

    def __init__(self, *, writes: bool, parent: QWidget | None = None) -> None:
        """``writes``: a file is written; otherwise one is read."""
        super().__init__(parent)
        self._writes = writes
        self.setProperty("notice", "info")
        self._build()
        self.choose.clicked.connect(self._on_choose_clicked)
        self.leave.clicked.connect(self._leave)
        self.hide()

    def begin(self) -> None:
        """Show it, empty."""
        self.passphrase.set_text("")
        self.passphrase.clear_message()
        self.set_busy(busy=False)
        self.show()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """While the file is written or read."""
        for part in (self.passphrase, self.choose, self.leave):
            part.setEnabled(not busy)

    def show_error(self, error: QmcError) -> bool:
        """Say it under the passphrase where it is that; False otherwise."""
        if error.field != "passphrase":
            return False
        said = " ".join(part for part in (error.message, error.advice) if part)
        self.passphrase.set_error(said)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        writes = self._writes
        title = self.tr("Write to a file") if writes else self.tr("Take in a file")
        why = (
            self.tr("The central can open it. With a passphrase another counter can, too.")
            if writes
            else self.tr("What another counter could not send goes out from here.")
        )
        self.passphrase = PasswordField(self.tr("Passphrase, if you want one"))
        if not writes:
            self.passphrase.set_label(self.tr("Passphrase, if it has one"))
        self.choose = Button(
            self.tr("Choose where…") if writes else self.tr("Choose the file…"),
            icon="save" if writes else "file-search",
        )
        self.leave = Button(self.tr("Leave it"), ButtonKind.SECONDARY, key="Esc")
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M, M, M)
        column.setSpacing(S)
        column.addWidget(TextLabel(title, TextRole.STRONG))
        column.addWidget(TextLabel(why, TextRole.CAPTION))
        column.addWidget(self.passphrase)
        column.addLayout(buttons)

    def _on_choose_clicked(self) -> None:
        files = self.tr("Unsent work") + f" (*{SUFFIX})"
        if self._writes:
            start = str(Path.home() / f"quay-mot-cua{SUFFIX}")
            name, _ = QFileDialog.getSaveFileName(self, self.tr("Write to a file"), start, files)
        else:
            start = str(Path.home())
            name, _ = QFileDialog.getOpenFileName(self, self.tr("Take in a file"), start, files)
        if name:
            self.asked.emit(Path(name), self.passphrase.text() or None)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
