"""Under a list: which keys do what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.components.key_hint import KeyHint
from ui.components.text_label import TextLabel
from ui.theme.tokens import L, S, TextRole


class KeyLine(QWidget):
    """Keys with what they do, in one quiet line."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        for number, (key, text) in enumerate(keys):
            if number:
                row.addSpacing(L - S)
            row.addWidget(KeyHint(key))
            row.addWidget(TextLabel(text, TextRole.CAPTION, wrap=False))
        row.addStretch(1)
