"""The list of names under the field for the name."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.sign_in.account_choices import SIGN_IN_NAME, AccountChoices
from ui.theme.palette import current_colours
from ui.theme.tokens import M, S, text_on

_ROWS = 6
_ROW = 38
_EDGE = 4


class ChoiceList(QListView):
    """Lies over ``over`` under the field; the keys stay with the field."""

    picked = Signal(int)
    """A row was clicked."""

    def __init__(self, model: AccountChoices, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setModel(model)
        self.setItemDelegate(_TwoNames(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_under(self, field: QWidget) -> None:
        """Show the rows right under ``field``, as many as there are, six at most."""
        rows = self.model().rowCount()
        if not rows:
            self.hide()
            return
        corner = field.mapTo(self._over, QPoint(0, field.height() + 3))
        height = min(rows, _ROWS) * _ROW + _EDGE
        self.setGeometry(QRect(corner, QSize(field.width(), height)))
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Go ``by`` rows down."""
        rows = self.model().rowCount()
        row = min(max(self.currentIndex().row() + by, 0), rows - 1)
        self.setCurrentIndex(self.model().index(row, 0))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.picked.emit(index.row())


class _TwoNames(QStyledItemDelegate):
    """The person's name at the left, the sign-in name, quieter, at the right."""

    def sizeHint(  # noqa: N802 - Qt's name
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - every row is as high
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - as above
    ) -> QSize:
        """One row."""
        return QSize(0, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground and both names."""
        colours = current_colours()
        rect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = "selected" if chosen else "surface"
        painter.save()
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selected))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 5, 5)
        inner = rect.adjusted(M, 0, -M, 0)
        quiet = str(index.data(SIGN_IN_NAME))
        width = painter.fontMetrics().horizontalAdvance(quiet)
        painter.setPen(QColor(text_on(colours, "muted", ground)))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, quiet)
        painter.setPen(QColor(text_on(colours, "text", ground)))
        room = inner.adjusted(0, 0, -width - S, 0)
        name = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()
