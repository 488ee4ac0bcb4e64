"""F1: the keys of the page that is shown, and how its work goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button import Button
from ui.components.key_hint import KeyHint
from ui.components.text_label import TextLabel
from ui.help.page_help import HelpTexts
from ui.shell.overlay import Overlay
from ui.theme.tokens import XL, M, S, TextRole

_WIDTH = 640


class HelpCard(Overlay):
    """Shows the help of one page at a time; Esc, F1 or its button closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=_WIDTH)
        self._texts = HelpTexts(self)
        self._content: QWidget | None = None
        self._close = Button(self.tr("Close"), key="Esc")
        self._close.clicked.connect(self.close_card)
        self._column = QVBoxLayout(self.card)
        self._column.setContentsMargins(XL, XL, XL, XL)
        self._column.setSpacing(M)
        self._column.addSpacing(S)
        self._column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)

    def show_help(self, page: str, title: str) -> None:
        """Open with the help of ``page``, which is called ``title``."""
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = self._build_content(page, title)
        self._column.insertWidget(0, self._content)
        self.open(self._close)

    def _build_content(self, page: str, title: str) -> QWidget:
        help_of_page = self._texts.of(page)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(TextLabel(title, TextRole.TITLE))
        for line in help_of_page.lines:
            column.addWidget(TextLabel(line))
        column.addSpacing(S)
        halves = QHBoxLayout()
        halves.setSpacing(XL)
        if help_of_page.keys:
            halves.addLayout(self._keys(self.tr("Keys of this page"), help_of_page.keys), 1)
        halves.addLayout(self._keys(self.tr("Keys everywhere"), self._texts.everywhere()), 1)
        column.addLayout(halves)
        return content

    def _keys(self, title: str, keys: tuple[tuple[str, str], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(S)
        grid.setColumnStretch(1, 1)
        grid.addWidget(TextLabel(title, TextRole.SECTION), 0, 0, 1, 2)
        for row, (key, what) in enumerate(keys, start=1):
            grid.addWidget(KeyHint(key), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(TextLabel(what), row, 1)
        grid.setRowStretch(len(keys) + 1, 1)
        return grid
