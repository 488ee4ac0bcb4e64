"""At 1366×768 nothing of the receipt that matters is scrolled out of sight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication, QScrollArea, QStyle, QStyleOptionFrame
from pytestqt.qtbot import QtBot

from tests.ui.reception.counter import CARD, OTHER_CARD, Counter, K, open_counter
from ui.start import TRANSLATION

SHIFT = Qt.KeyboardModifier.ShiftModifier
SMALLEST = (1170, 714)
"""The page beside navigation and head, in px."""
TEXT_MARGIN = 2
"""What QLineEdit leaves free at either side of its text, in px."""
MARRIAGE, LINKED, HOUSEHOLD = "1.000894", "2.000986", "1.004222"


def begin(counter: Counter, code: str) -> None:
    """Somebody hands in for another one, and the phone number is wrong."""
    counter.scan(CARD)
    counter.page.form.focus_field("submitter.phone")
    counter.enter_data("12")
    counter.press(K.Key_F5, SHIFT)
    counter.scan(OTHER_CARD)
    counter.page.form.focus_field("procedure")
    counter.type(code)
    counter.press(K.Key_Return)
    counter.qtbot.wait(1)


@pytest.mark.parametrize("code", [MARRIAGE, LINKED, HOUSEHOLD])
def test_with_an_authoriser_and_a_problem_nothing_scrolls(counter: Counter, code: str) -> None:
    """ADR 0014: the whole job without scrolling; papers that don't fit are counted."""
    counter.page.resize(*SMALLEST)
    begin(counter, code)
    side = counter.page.side
    assert side.problems.texts()
    counter.qtbot.waitUntil(lambda: side.paper.verticalScrollBar().maximum() == 0)
    areas = counter.page.findChildren(QScrollArea)
    around = [area for area in areas if area.isAncestorOf(counter.page.form)]
    assert [area.verticalScrollBar().maximum() for area in around] == [0]


def test_papers_are_counted_only_where_their_names_do_not_fit(counter: Counter) -> None:
    """A higher window names them again, and so does a narrow one, which scrolls as a whole."""
    counter.page.resize(*SMALLEST)
    begin(counter, MARRIAGE)
    receipt = counter.page.side.receipt
    counter.qtbot.waitUntil(lambda: receipt.papers() == "03 papers: 01 originals, 02 looked up")
    counter.page.resize(1170, 1000)
    counter.qtbot.waitUntil(lambda: "hai bên có thể khai chung" in receipt.papers())
    counter.page.resize(*SMALLEST)
    counter.qtbot.waitUntil(lambda: receipt.papers().startswith("03 papers"))
    counter.page.resize(900, 714)
    counter.qtbot.waitUntil(lambda: "hai bên có thể khai chung" in receipt.papers())


@pytest.fixture
def vietnamese(qapp: QApplication) -> Iterator[None]:
    """The window's own words, which are longer."""
    translator = QTranslator()
    assert translator.load(str(TRANSLATION))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize("who", [SHIFT, Qt.KeyboardModifier.NoModifier])
def test_nothing_is_cut_at_the_side_at_150_percent(
    qtbot: QtBot, tmp_path: Path, who: Qt.KeyboardModifier
) -> None:
    """1920 px are 1280 then, and the form, which scrolls, has a bar beside it."""
    with open_counter(qtbot, tmp_path) as counter:
        counter.page.resize(1084, 600)
        counter.scan(CARD)
        counter.press(K.Key_F5, who)
        counter.scan(OTHER_CARD)
        counter.page.form.focus_field("procedure")
        counter.type(MARRIAGE)
        counter.press(K.Key_Return)
        qtbot.wait(1)
        holder = counter.page.form.parentWidget()
        assert holder is not None
        room = holder.parentWidget()
        assert room is not None
        assert counter.page.form.minimumSizeHint().width() <= room.width()
        number = counter.page.form.people.form(counter.page.form.people.shown()).id_number.editor
        inner = QStyleOptionFrame()
        number.initStyleOption(inner)
        element = QStyle.SubElement.SE_LineEditContents
        seen = number.style().subElementRect(element, inner, number).width() - 2 * TEXT_MARGIN
        assert seen >= number.fontMetrics().horizontalAdvance(number.text())


def test_a_phone_number_is_told_from_an_identity_number(counter: Counter) -> None:
    """Without a number the receipt says by what the person is known, as the paper does."""
    for path, said in (("name", "Lò Thị Mỷ"), ("phone", "0912345678")):
        counter.page.form.focus_field(f"submitter.{path}")
        counter.enter_data(said)
    counter.page.form.focus_field("submitter.no_id_kind")
    counter.press(K.Key_Down)
    counter.press(K.Key_Down)
    counter.page.flow.assess_now()
    spoken = counter.page.side.receipt.spoken()
    assert "no number: " in spoken
    assert "phone 0912345678" in spoken
