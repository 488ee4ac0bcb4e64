"""A list that is read and chosen from by key."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from ui.components.list_table import ListTable
from ui.theme.theme import apply_theme
from ui.theme.tokens import Scheme

Show = Callable[..., QWidget]
LONG = "Xác nhận tình trạng hôn nhân của công dân Việt Nam đang cư trú ở nước ngoài"


@pytest.fixture
def table(qapp: QApplication) -> ListTable:
    model = QStandardItemModel(0, 2)
    model.setHorizontalHeaderLabels(["Code", "Procedure"])
    for code, procedure in (("0007", LONG), ("0006", "Khai sinh"), ("0005", "Kết hôn")):
        model.appendRow([QStandardItem(code), QStandardItem(procedure)])
    made = ListTable(model)
    model.setParent(made)
    return made


def test_arrows_choose_and_enter_opens(show: Show, qtbot: QtBot, table: ListTable) -> None:
    """Whole rows; Enter says which."""
    show(table)
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current_row() == 1
    assert len(table.selectionModel().selectedRows()) == 1
    with qtbot.waitSignal(table.row_activated) as heard:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert heard.args == [1]


def test_enter_without_a_row_opens_nothing(show: Show, qtbot: QtBot, table: ListTable) -> None:
    """There is nothing to open."""
    show(table)
    table.setFocus()
    table.setCurrentIndex(table.model().index(-1, -1))
    with qtbot.assertNotEmitted(table.row_activated):
        QTest.keyClick(table, Qt.Key.Key_Enter)
    assert table.current_row() == -1


def test_a_double_click_opens(show: Show, qtbot: QtBot, table: ListTable) -> None:
    """A single click only chooses."""
    show(table)
    place = table.visualRect(table.model().index(2, 0)).center()
    with qtbot.assertNotEmitted(table.row_activated):
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.current_row() == 2
    with qtbot.waitSignal(table.row_activated) as heard:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == [2]


def test_tab_leaves_the_list(show: Show, table: ListTable) -> None:
    """A list is one stop, not one for each cell."""
    after = QLineEdit()
    show(table, after)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_cut_text_is_told_in_full(show: Show, qapp: QApplication, table: ListTable) -> None:
    """Its tool tip has all of it."""
    show(table)
    table.setColumnWidth(0, 200)
    place = table.visualRect(table.model().index(0, 1)).center()
    where = table.viewport().mapToGlobal(place)
    qapp.sendEvent(table.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, where))
    assert QToolTip.text() == f"<qt>{escape(LONG)}</qt>"  # so that no name is read as a tag
    short = table.visualRect(table.model().index(1, 0)).center()
    where = table.viewport().mapToGlobal(short + QPoint(0, 0))
    qapp.sendEvent(table.viewport(), QHelpEvent(QEvent.Type.ToolTip, short, where))
    assert QToolTip.text() != "0006"
    QToolTip.hideText()


def test_rows_grow_with_the_text(qapp: QApplication, show: Show, table: ListTable) -> None:
    """At 200 % a row has room for its letters."""
    show(table)
    before = table.rowHeight(0)
    apply_theme(qapp, Scheme.LIGHT, text_scale=2)
    assert table.rowHeight(0) >= before + table.fontMetrics().height() // 2 - 2
    assert table.rowHeight(0) > table.fontMetrics().height() * 1.4
