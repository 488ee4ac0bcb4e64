"""Rows are brought up to date one by one: nothing jumps, nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from ui.listing.row_model import RowModel
from ui.listing.row_table import Column, RowTable

Row = tuple[str, str]


class Letters(RowModel[Row]):
    """Key and text."""

    def titles(self) -> Sequence[str]:
        return "Key", "Text"

    def cell(self, row: Row, column: int, role: int) -> object:
        return row[column] if role == Qt.ItemDataRole.DisplayRole else None


def letters(*rows: Row) -> Letters:
    model = Letters(lambda row: row[0])
    model.show_rows(rows)
    return model


def texts(model: Letters) -> list[object]:
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_only_the_row_that_changed_is_told(qtbot: QtBot) -> None:
    """One ``dataChanged`` for one other row, and nothing else."""
    model = letters(("a", "1"), ("b", "2"), ("c", "3"))
    changed, reset = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)
    model.show_rows([("a", "1"), ("b", "two"), ("c", "3")])
    assert changed.count() == 1
    assert [index.row() for index in changed.at(0)[:2]] == [1, 1]
    assert reset.count() == 0
    model.show_rows([("a", "1"), ("b", "two"), ("c", "3")])
    assert changed.count() == 1


def test_a_new_row_on_top_moves_the_others_down(qtbot: QtBot) -> None:
    """What a view points at stays the same dossier."""
    model = letters(("a", "1"), ("b", "2"))
    chosen = QPersistentModelIndex(model.index(1, 0))
    model.show_rows([("new", "0"), ("a", "1"), ("b", "2")])
    assert (chosen.row(), chosen.data()) == (2, "b")


def test_another_order_is_a_reset(qtbot: QtBot) -> None:
    """Rows that change places are shown anew."""
    model = letters(("a", "1"), ("b", "2"))
    reset = QSignalSpy(model.modelReset)
    model.show_rows([("b", "2"), ("a", "1")])
    assert reset.count() == 1
    assert texts(model) == ["2", "1"]


ROWS = st.lists(
    st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("12")),
    unique_by=lambda row: row[0],
    max_size=10,
)


@settings(max_examples=150)
@given(steps=st.lists(ROWS, min_size=2, max_size=5))
def test_after_any_changes_the_table_is_what_was_asked_for(steps: list[list[Row]]) -> None:
    """Qt's own checker finds no wrong signal; what stayed is still pointed at."""
    model = letters()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in steps:
        before = {
            str(model.index(row, 0).data()): QPersistentModelIndex(model.index(row, 0))
            for row in range(model.rowCount())
        }
        model.show_rows(rows)
        assert list(model.rows()) == rows
        for key, index in before.items():
            assert not index.isValid() or index.data() == key
        assert [model.number_of(row[0]) for row in rows] == list(range(len(rows)))


def test_five_thousand_rows_are_one_reset(qtbot: QtBot) -> None:
    """A whole day that is filtered does not signal thousands of steps."""
    many = [(f"k{number}", str(number)) for number in range(5_000)]
    model = letters(*many)
    reset, removed = QSignalSpy(model.modelReset), QSignalSpy(model.rowsRemoved)
    model.show_rows(many[::2])
    assert (reset.count(), removed.count()) == (1, 0)
    assert model.rowCount() == 2_500


def test_the_model_answers_nothing_outside_of_itself(qtbot: QtBot) -> None:
    """Rows and keys that are not there."""
    model = letters(("a", "1"))
    assert (model.key_at(-1), model.key_at(1), model.number_of("z")) == ("", "", -1)
    assert model.row_at(9) is None
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0


@pytest.fixture
def table(qtbot: QtBot) -> RowTable:
    """A table on the screen."""
    model = letters(("a", "1"), ("b", "2"), ("c", "3"))
    table = RowTable(model, (Column("xxxx"), Column(share=1)))
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(400, 200)
    with qtbot.waitExposed(table):
        table.show()
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    return table


def test_coming_by_tab_chooses_the_first_row(table: RowTable, qtbot: QtBot) -> None:
    """The keys have something to move from."""
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert table.chosen_key() == "a"


def test_the_chosen_row_survives_a_reset(table: RowTable, qtbot: QtBot) -> None:
    """Another order, the same choice; one that is gone gives way to the first."""
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.choose("b")
    model = table.model()
    assert isinstance(model, Letters)
    model.show_rows([("c", "3"), ("b", "2"), ("a", "1")])
    assert table.chosen_key() == "b"
    model.show_rows([("x", "1"), ("y", "2")])
    assert table.chosen_key() == "x"


def test_columns_fill_the_table(table: RowTable, qtbot: QtBot) -> None:
    """What samples leave is shared; nothing is cut at the right."""
    widths = table.columnWidth(0) + table.columnWidth(1)
    assert table.viewport().width() - 2 <= widths <= table.viewport().width()
