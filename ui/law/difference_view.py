"""What an import would change, to be read before it is applied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.components.empty_state import EmptyState
from ui.components.text_label import TextLabel
from ui.law.difference_model import DifferenceModel
from ui.law.difference_rows import RowKind
from ui.law.law_words import LawWords
from ui.law.law_work import SeenDifference
from ui.listing.row_table import Column, RowTable
from ui.theme.tokens import S, TextRole

_DETAIL_LINES = 5


class DifferenceView(QWidget):
    """A line that sums up, the list, and all of the row that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = LawWords(self)
        self._build()
        self.table.key_chosen.connect(self._on_row_chosen)

    def show_difference(self, seen: SeenDifference) -> None:
        """This from now on."""
        self._sum.setText(self._summed(seen))
        self.model.show_rows([])
        self.model.show_rows(seen.rows)
        self._stack.setCurrentIndex(0 if seen.rows else 1)
        if seen.rows:
            self.table.selectRow(0)
        self._detail_area.setVisible(bool(seen.rows))

    def summary(self) -> str:
        """The line that sums up."""
        return self._sum.text()

    def detail(self) -> str:
        """All of the row that is chosen."""
        return self._detail.text()

    def _build(self) -> None:
        self._sum = TextLabel("", TextRole.STRONG)
        self.model = DifferenceModel(self)
        self.table = RowTable(
            self.model,
            (
                Column(self._words.mark(RowKind.MOVED).word, mark=True),
                Column("G01.826.107-261123-0000"),
                Column(share=4),
                Column(share=5),
                Column(share=6),
            ),
        )
        self.table.setAccessibleName(self.tr("Difference"))
        empty = EmptyState(
            "circle-check",
            self.tr("No difference"),
            self.tr("All that the file says is in force here already."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        self._detail = TextLabel("", TextRole.BODY)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._detail_area = QScrollArea()
        self._detail_area.setWidget(self._detail)
        self._detail_area.setWidgetResizable(True)
        self._detail_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines = _DETAIL_LINES * self._detail.fontMetrics().lineSpacing()
        self._detail_area.setFixedHeight(lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._sum)
        column.addWidget(self._stack, 1)
        column.addWidget(self._detail_area)

    def _summed(self, seen: SeenDifference) -> str:
        counts = [(kind, seen.counts[kind]) for kind in RowKind]
        said = [self._words.count(kind, count) for kind, count in counts if count]
        if not seen.changes_law:
            said.insert(0, self.tr("nothing changes"))
        return f"{seen.document.name}: {', '.join(said)}"

    def _on_row_chosen(self, key: str) -> None:
        row = self.model.row_at(self.model.number_of(key))
        self._detail.setText("" if row is None else self._words.whole(row))
        self._detail_area.verticalScrollBar().setValue(0)
