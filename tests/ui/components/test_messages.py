"""Notices, empty states, panels, labels, progress."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ui.components.elided_label import ElidedLabel
from ui.components.empty_state import EmptyState
from ui.components.key_hint import KeyHint
from ui.components.notice import Notice, NoticeKind
from ui.components.panel import Panel
from ui.components.progress import ProgressLine
from ui.components.text_label import TextLabel

Show = Callable[..., QWidget]
LONG = "Xác nhận tình trạng hôn nhân của công dân Việt Nam đang cư trú ở nước ngoài"


@pytest.mark.parametrize("kind", NoticeKind)
def test_a_notice_acts_and_closes_by_key(show: Show, qtbot: QtBot, kind: NoticeKind) -> None:
    """Action first, then the cross; the cross hides the notice."""
    notice = Notice(kind, "The printer does not answer", "Check", action="Again", closable=True)
    show(notice)
    action, cross = notice.findChild(QPushButton), notice.findChild(QToolButton)
    assert isinstance(action, QPushButton)
    assert isinstance(cross, QToolButton)
    action.setFocus()
    with qtbot.waitSignal(notice.acted):
        QTest.keyClick(action, Qt.Key.Key_Return)
    QTest.keyClick(action, Qt.Key.Key_Tab)
    assert cross.hasFocus()
    with qtbot.waitSignal(notice.closed):
        QTest.keyClick(cross, Qt.Key.Key_Space)
    assert not notice.isVisible()


def test_a_notice_is_read_out() -> None:
    """Title as name, text as description."""
    notice = Notice(NoticeKind.INFO, "Title", "Text")
    assert (notice.accessibleName(), notice.accessibleDescription()) == ("Title", "Text")
    notice.set_message("Other")
    assert (notice.accessibleName(), notice.accessibleDescription()) == ("Other", "")


def test_a_notice_without_action_has_nothing_to_press() -> None:
    """Tab passes by."""
    notice = Notice(NoticeKind.INFO, "Title")
    assert notice.findChild(QPushButton) is None
    assert notice.findChild(QToolButton) is None


def test_an_empty_state_offers_what_to_do(show: Show, qtbot: QtBot) -> None:
    """Its action is pressed by key."""
    state = EmptyState("inbox", "No dossier today", "Press F2", "New dossier")
    show(state)
    action = state.findChild(QPushButton)
    assert isinstance(action, QPushButton)
    action.setFocus()
    with qtbot.waitSignal(state.acted):
        QTest.keyClick(action, Qt.Key.Key_Return)
    state.set_message("Nothing found")
    assert "Nothing found" in [label.text() for label in state.findChildren(TextLabel)]


def test_a_text_that_does_not_fit_is_told_in_the_tool_tip(show: Show) -> None:
    """And only then."""
    label = ElidedLabel(LONG)
    page = show(label)
    page.resize(160, 60)
    assert label.shown_text().endswith("…")
    assert label.toolTip() == LONG
    label.setText("Khai sinh")
    assert label.shown_text() == "Khai sinh"
    assert label.toolTip() == ""


def test_a_code_is_cut_in_its_middle(show: Show) -> None:
    """Agency and sequence are what people compare."""
    label = ElidedLabel("000.01.15.H26-261124-0007")
    label.set_elide_mode(Qt.TextElideMode.ElideMiddle)
    page = show(label)
    page.resize(150, 60)
    assert label.shown_text().startswith("000")
    assert label.shown_text().endswith("7")


def test_what_citizens_wrote_is_never_read_as_markup() -> None:
    """A name with angle brackets is shown as it is."""
    assert TextLabel("<b>Vân</b>").textFormat() == Qt.TextFormat.PlainText
    assert KeyHint("<F8>").textFormat() == Qt.TextFormat.PlainText


def test_a_panel_has_a_title_or_none(show: Show) -> None:
    """Without one there is no empty line; its accessible name is the title."""
    panel = Panel("Submitter")
    panel.body.addWidget(TextLabel("Body"))
    show(panel)
    assert panel.accessibleName() == "Submitter"
    tall = panel.sizeHint().height()
    panel.set_title("")
    assert panel.sizeHint().height() < tall


def test_progress_counts_and_may_know_nothing(show: Show) -> None:
    """With a total it says how many; without one the bar has no end."""
    line = ProgressLine("Sending")
    show(line)
    bar = line.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    assert bar.accessibleName() == "Sending"
    assert bar.maximum() == 0
    line.set_progress(3, 12)
    assert (bar.value(), bar.maximum()) == (3, 12)
    assert "3 of 12" in [label.text() for label in line.findChildren(TextLabel)]
    line.set_progress(99, 12)
    assert bar.value() == 12
    line.set_progress(0, 0)
    assert bar.maximum() == 0
    line.set_text("Reading")
    assert bar.accessibleName() == "Reading"


def test_a_bar_without_an_end_moves_only_while_it_is_seen(show: Show, qtbot: QtBot) -> None:
    """A hidden one costs no time."""
    line = ProgressLine("Looking")
    page = show(line)
    bar = line.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    first = bar.grab().toImage()
    qtbot.waitUntil(lambda: bar.grab().toImage() != first)
    page.hide()
    timers = [child for child in bar.children() if child.inherits("QTimer")]
    assert [timer.property("active") for timer in timers] == [False]
