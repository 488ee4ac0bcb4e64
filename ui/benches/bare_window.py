"""The least that PySide6 can do: a window with one line edit, until it takes a key."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ui.benches.typed_key import type_a_key


class BareWindow(QWidget):
    """One line edit that has the focus; types into it once it has been painted."""

    def __init__(self) -> None:
        super().__init__()
        self._painted = False
        field = QLineEdit()
        QVBoxLayout(self).addWidget(field)
        field.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The first one starts the typing, as soon as the event loop is back."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, lambda: type_a_key(self))


def main() -> int:
    """Show the window until it is closed."""
    app = QApplication(sys.argv[:1])
    window = BareWindow()
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
