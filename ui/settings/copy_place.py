"""Where a second copy of unsent work goes: a stick, a share of another counter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.carrying.copy_words import CopyWords
from ui.components.button import Button, ButtonKind
from ui.components.password_field import PasswordField
from ui.components.text_field import TextField
from ui.components.text_label import TextLabel
from ui.theme.tokens import M, S, TextRole

if TYPE_CHECKING:
    from datetime import date

    from app.errors import QmcError
    from sync.carrying.copying import CopyStanding


class CopyPlace(QWidget):
    """Folder, passphrase, and whether the copy is there."""

    chosen = Signal(object, object)
    """Path, and the passphrase (None where none was typed): copy there from now on."""
    stopped = Signal()
    """Copy nothing any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = CopyWords(self)
        self._build()
        self._browse.clicked.connect(self._on_browse_clicked)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.stop.clicked.connect(self.stopped)

    def show_standing(self, standing: CopyStanding, today: date) -> None:
        """How it stands; what is being typed is left alone."""
        text = self._words.of(standing, today)
        said = text.title if standing.folder else self.tr("No second copy is kept")
        self._said.setText(said)
        self.stop.setVisible(bool(standing.folder))
        if not self.folder.editor.isModified():
            self.folder.set_text(standing.folder)

    def show_error(self, error: QmcError) -> bool:
        """Say it under the field that is wrong; False where neither is."""
        field = {"folder": self.folder, "passphrase": self.passphrase}.get(error.field or "")
        if field is None:
            return False
        field.set_error(" ".join(part for part in (error.message, error.advice) if part))
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def begin(self) -> None:
        """What was typed counts, or is dropped."""
        for field in (self.folder, self.passphrase):
            field.clear_message()
        self.passphrase.set_text("")
        self.folder.editor.setModified(False)

    def _build(self) -> None:
        self._said = TextLabel("", TextRole.MUTED)
        self.folder = TextField(self.tr("Folder on a stick or another machine"))
        self._browse = Button(self.tr("Choose…"), ButtonKind.SECONDARY, icon="file-search")
        self.passphrase = PasswordField(
            self.tr("Passphrase"), hint=self.tr("With it another counter can open the copy, too")
        )
        self.copy = Button(self.tr("Copy there"), icon="copy")
        self.stop = Button(self.tr("Copy no more"), ButtonKind.SECONDARY)
        self.stop.hide()
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.folder, 1)
        row.addWidget(self._browse, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(M)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.stop)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._said)
        column.addLayout(row)
        column.addWidget(self.passphrase)
        column.addLayout(buttons)

    def _on_browse_clicked(self) -> None:
        start = self.folder.text().strip() or str(Path.home())
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of the second copy"), start)
        if name:
            self.folder.set_text(name)
            self.folder.editor.setModified(True)

    def _on_copy_clicked(self) -> None:
        typed = self.folder.text().strip()
        if typed:
            self.chosen.emit(Path(typed), self.passphrase.text() or None)
        else:
            self.folder.set_error(self.tr("Choose a folder."))
