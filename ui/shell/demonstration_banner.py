"""The line above everything of a demonstration: nothing here is real."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.demonstration.officer import PASSWORD, SIGN_IN_NAME


class DemonstrationBanner(QLabel):
    """While nobody is signed in, it says how to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "banner")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_outside()

    def show_outside(self) -> None:
        """Nobody is signed in."""
        self.setText(
            self.tr(
                "DEMONSTRATION · every person is fictitious · sign in as {name},"
                " password {password}"
            ).format(name=SIGN_IN_NAME, password=PASSWORD)
        )

    def show_inside(self) -> None:
        """An officer works."""
        self.setText(self.tr("DEMONSTRATION · every person is fictitious, nothing here is real"))
