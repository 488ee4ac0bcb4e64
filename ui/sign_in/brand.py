"""The program's mark and name, and whose counter this is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.components.app_mark import AppMark
from ui.components.elided_label import ElidedLabel
from ui.components.text_label import TextLabel
from ui.theme.tokens import M, TextRole

_SIDE = 44


class Brand(QWidget):
    """Mark, name, and under it the counter and its commune once they are known."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._place = ElidedLabel("", TextRole.MUTED)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(self.tr("One-stop counter"), TextRole.TITLE, wrap=False))
        words.addWidget(self._place)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(AppMark(_SIDE), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        self.show_place("")

    def show_place(self, place: str) -> None:
        """Say whose counter it is; "" before that is known."""
        self._place.setText(place or self.tr("Receiving and returning dossiers"))
