"""What is not certain in the catalogue: a list to search, and the whole text of one entry."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.provincial_law.overview import UnsureEntry
from ui.components.empty_state import EmptyState
from ui.components.panel import Panel
from ui.components.text_label import TextLabel
from ui.law.unsure_index import UnsureIndex
from ui.law.unsure_model import UnsureModel
from ui.listing.row_table import Column, RowTable
from ui.theme.tokens import S, TextRole
from ui.today.day_bar import FilterField
from ui.wording.shown_text import block, one_line

_FILTER_WIDTH = 240
_DETAIL_LINES = 4


class UnsurePanel(Panel):
    """Letters narrow the list; the entry that is chosen is written out under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._index = UnsureIndex()
        self._build()
        self.filter.textEdited.connect(self._show_matching)
        self.filter.left.connect(self.table.setFocus)
        self.table.key_chosen.connect(self._on_entry_chosen)

    def show_index(self, index: UnsureIndex) -> None:
        """These from now on; what is typed goes on to narrow them."""
        self._index = index
        self._show_matching(self.filter.text())

    def detail(self) -> str:
        """The text of the chosen entry."""
        return self._detail.text()

    def _build(self) -> None:
        self.filter = FilterField()
        self.filter.setFixedWidth(_FILTER_WIDTH)
        self.filter.setPlaceholderText(self.tr("Code, name, what is not certain"))
        self.filter.setAccessibleName(self.tr("Search what is not certain"))
        self.header.addWidget(self.filter)
        self.model = UnsureModel(self)
        self.table = RowTable(
            self.model,
            (
                Column("8.8888888"),
                Column(share=5),
                Column(share=6),
                Column(self.model.confidence("M").word, mark=True),
            ),
        )
        self.table.setAccessibleName(self.tr("Entries that are not certain"))
        self._empty = EmptyState("circle-check", "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self._empty)
        self._detail = TextLabel("", TextRole.BODY)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._detail.setMinimumHeight(_DETAIL_LINES * self._detail.fontMetrics().lineSpacing())
        under = QVBoxLayout()
        under.setSpacing(S)
        under.addWidget(self.stack, 1)
        under.addWidget(self._detail)
        self.body.addLayout(under, 1)

    def _show_matching(self, typed: str) -> None:
        found = self._index.matching(typed)
        self.set_title(self.tr("Not certain: {count}").format(count=len(found)))
        self.model.show_rows(found)
        if not found:
            self._empty.set_message(
                self.tr("Nothing has these letters") if typed.strip() else self.tr("All is certain")
            )
        self.stack.setCurrentIndex(0 if found else 1)
        if found and not self.table.chosen_key():
            self.table.selectRow(0)
        self._on_entry_chosen(self.table.chosen_key())

    def _on_entry_chosen(self, key: str) -> None:
        entry = self.model.row_at(self.model.number_of(key))
        self._detail.setText("" if entry is None else self._whole(entry))

    def _whole(self, entry: UnsureEntry) -> str:
        since = self.tr("from {day}").format(day=f"{entry.valid_from:%d/%m/%Y}")
        head = f"{entry.code} · {since} · {self.model.confidence(entry.confidence).word}"
        return f"{head}\n{one_line(entry.name)}\n{block(entry.unsure)}"
