"""A form that scrolls in a window too low for it, and follows the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui.theme.tokens import XXL

_AROUND = XXL
"""So much beside the focused field is shown, too: its message."""


class FollowingScroll(QScrollArea):
    """Whatever gets the focus inside is scrolled into view, by Tab or by Enter."""

    def __init__(self, inside: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        app = QApplication.instance()
        assert isinstance(app, QApplication), "there is no widget without one"
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        inside = self.widget()
        if new is not None and inside is not None and inside.isAncestorOf(new):
            # Not ensureWidgetVisible: it is content with the text cursor.
            middle = new.mapTo(inside, new.rect().center())
            self.ensureVisible(middle.x(), middle.y(), 0, new.height() // 2 + _AROUND)
