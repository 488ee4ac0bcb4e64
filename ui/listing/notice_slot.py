"""The place in a view for one message: what an action came to."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import QmcError
from ui.components.notice import Notice, NoticeKind

GONE_AFTER_MS = 8_000
"""A success is read by then; what needs a person stays until it is closed or replaced."""


class NoticeSlot(QWidget):
    """Shows the newest message; takes no room without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice: Notice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GONE_AFTER_MS)
        self._timer.timeout.connect(self.clear)
        self.hide()

    def show_message(self, kind: NoticeKind, title: str, text: str = "") -> None:
        """Show a message in place of the one before."""
        self.clear()
        notice = Notice(kind, title, text, closable=True)
        notice.closed.connect(self.clear)
        self._notice = notice
        self._column.addWidget(notice)
        self.show()
        if kind is NoticeKind.SUCCESS:
            self._timer.start()

    def show_error(self, error: QmcError) -> None:
        """Show what went wrong and what can be done."""
        self.show_message(NoticeKind.DANGER, error.message, error.advice or "")

    def text(self) -> str:
        """The title that is shown; "" for none."""
        return "" if self._notice is None else self._notice.accessibleName()

    def clear(self) -> None:
        """Show nothing."""
        self._timer.stop()
        notice, self._notice = self._notice, None
        if notice is not None:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.hide()
