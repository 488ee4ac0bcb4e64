"""A text field that offers texts given before: the arrow down puts in the last one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.components.text_field import TextField


class OfferedField(TextField):
    """↓ shows the next offer, ↑ the one before; what is typed oneself is left alone."""

    def __init__(
        self, label: str, *, required: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, required=required, parent=parent)
        self._offers: tuple[str, ...] = ()
        self.editor.installEventFilter(self)

    def set_offers(self, offers: tuple[str, ...]) -> None:
        """The texts to offer, the first one first."""
        self._offers = offers
        self.editor.setPlaceholderText(
            self.tr("↓ for: {text}").format(text=offers[0]) if offers else ""
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows go through the offers."""
        if (
            watched is self.editor
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}
        ):
            return self._offer(1 if event.key() == Qt.Key.Key_Down else -1)
        return super().eventFilter(watched, event)

    def _offer(self, by: int) -> bool:
        text = self.text()
        if not self._offers or (text and text not in self._offers):
            return False
        at = self._offers.index(text) + by if text else 0
        self.set_text(self._offers[max(0, min(at, len(self._offers) - 1))])
        self.edited.emit(self.text())
        return True
