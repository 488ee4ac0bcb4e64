"""The list under the search field: perhaps a message, the rows, how many more there are."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from ui.components.icon_label import IconLabel
from ui.components.text_label import TextLabel
from ui.search.hit_model import HitModel
from ui.search.hit_row import HitRowPainter
from ui.theme.tokens import XS, M, S, TextRole

_LEAST_WIDTH = 680
_ROWS_SHOWN = 8


class SearchPopup(QFrame):
    """Lies over the window it belongs to; the keys stay with the field."""

    row_chosen = Signal(int)
    """A row was clicked; payload: its number."""

    def __init__(self, model: HitModel) -> None:
        super().__init__()
        self.setProperty("panel", "true")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = model
        self._build()
        self.list.clicked.connect(lambda index: self.row_chosen.emit(index.row()))
        self.hide()

    def say(self, icon: str = "", ink: str = "muted", title: str = "", text: str = "") -> None:
        """The message above the rows; without a title there is none."""
        self._icon.show_icon(icon, ink)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._message.setVisible(bool(title))

    def say_more(self, text: str) -> None:
        """The line under the rows; "" for none."""
        self._more.setText(text)
        self._more.setVisible(bool(text))

    def message(self) -> str:
        """The message's title; "" for none."""
        return self._title.text()

    def message_text(self) -> str:
        """What stands under the message's title."""
        return self._text.text()

    def more(self) -> str:
        """The line under the rows; "" for none."""
        return self._more.text()

    def mark(self, row: int) -> None:
        """Make a row the chosen one, as near as there is one; -1 for none."""
        count = self._model.rowCount()
        index = self._model.index(min(row, count - 1), 0) if row >= 0 and count else QModelIndex()
        self.list.setCurrentIndex(index)
        if index.isValid():
            self.list.scrollTo(index)

    def marked(self) -> int:
        """The chosen row; -1 for none."""
        return self.list.currentIndex().row()

    def open_under(self, field: QWidget) -> None:
        """Show it below ``field``, inside its window."""
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._fit_list()
        corner = field.mapTo(window, QPoint(0, field.height() + XS))
        width = min(max(field.width(), _LEAST_WIDTH), window.width() - 2 * S)
        left = max(S, min(corner.x(), window.width() - width - S))
        self.setFixedWidth(width)
        height = min(self._height_at(width), window.height() - corner.y() - S)
        self.setGeometry(QRect(left, corner.y(), width, height))
        self.show()
        self.raise_()

    def _height_at(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        wrapped = layout.hasHeightForWidth()
        return layout.totalHeightForWidth(width) if wrapped else layout.totalSizeHint().height()

    def _fit_list(self) -> None:
        rows = self._model.rowCount()
        self.list.setVisible(rows > 0)
        height = self.list.sizeHintForRow(0) if rows else 0
        self.list.setFixedHeight(height * min(rows, _ROWS_SHOWN))
        policy = Qt.ScrollBarPolicy
        self.list.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if rows > _ROWS_SHOWN else policy.ScrollBarAlwaysOff
        )

    def _build(self) -> None:
        self._icon = IconLabel(side=18, ground="surface")
        self._title = TextLabel("", TextRole.STRONG)
        self._text = TextLabel("", TextRole.MUTED)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._message = QWidget()
        row = QHBoxLayout(self._message)
        row.setContentsMargins(S + XS, S, S + XS, S)
        row.setSpacing(M)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(HitRowPainter(self.list))
        # The popup is the frame; a list of the theme would draw one of its own.
        self.list.setStyleSheet("QListView { border: 0; padding: 0; background: transparent; }")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Dossiers that were found"))
        self._more = TextLabel("", TextRole.CAPTION)
        self._more.setContentsMargins(S + XS, XS, S + XS, XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(XS, XS, XS, XS)
        column.setSpacing(0)
        column.addWidget(self._message)
        column.addWidget(self.list)
        column.addWidget(self._more)
        self.say()
        self.say_more("")
