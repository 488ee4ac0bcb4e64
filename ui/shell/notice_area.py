"""Under the header: what went wrong or needs a person, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.notice import Notice, NoticeKind
from ui.theme.tokens import L, S

MOST = 2
"""More at once would push the work off the screen: the oldest that can be closed goes."""


class NoticeArea(QWidget):
    """One notice a subject: a newer one of the same subject takes its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: dict[str, Notice] = {}
        self._closable: set[str] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(L, S, L, 0)
        self._column.setSpacing(S)
        self.hide()

    def show_notice(
        self,
        subject: str,
        kind: NoticeKind,
        title: str,
        text: str = "",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        closable: bool = True,
    ) -> None:
        """Show it at the bottom of the others."""
        self.remove(subject)
        notice = Notice(kind, title, text, action=action, closable=closable)
        notice.closed.connect(lambda: self.remove(subject))
        if on_action is not None:
            notice.acted.connect(on_action)
        self._notices[subject] = notice
        if closable:
            self._closable.add(subject)
        self._column.addWidget(notice)
        self._drop_oldest()
        self.show()

    def remove(self, subject: str) -> None:
        """It is settled, or read."""
        notice = self._notices.pop(subject, None)
        self._closable.discard(subject)
        if notice is not None:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._notices))

    def subjects(self) -> list[str]:
        """What is shown, from the top."""
        return list(self._notices)

    def notice(self, subject: str) -> Notice | None:
        """The notice of a subject."""
        return self._notices.get(subject)

    def _drop_oldest(self) -> None:
        while len(self._notices) > MOST and self._closable:
            self.remove(next(name for name in self._notices if name in self._closable))
