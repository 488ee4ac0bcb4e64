"""The preview: the whole page at first, nearer by a key, away by Esc."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from printing.printers.preview import PageImage
from tests.ui.reception.counter import CARD, Counter, K, open_counter
from ui.preview.preview_dialog import NEAREST, PreviewDialog
from ui.preview.rasterised import PreviewedPaper, page_picture


def page(shade: int = 255) -> PageImage:
    """A page of one grey, rows padded as pdfium pads them."""
    return PageImage(210, 297, 212, bytes([shade]) * 212 * 297)


@pytest.fixture
def dialog(qtbot: QtBot) -> PreviewDialog:
    """Two pages."""
    made = PreviewDialog(PreviewedPaper((page(), page(0))))
    qtbot.addWidget(made)
    made.resize(600, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_padding_of_rows_is_not_shown() -> None:
    """Width, height and shade of the picture are the page's."""
    picture = page_picture(page(7))
    assert (picture.width(), picture.height()) == (210, 297)
    assert picture.pixelColor(209, 296).lightness() == 7


def test_it_opens_with_the_whole_page(dialog: PreviewDialog) -> None:
    """Neither bar is needed; the page keeps fitting when the dialog is resized."""
    before = dialog.zoom
    dialog.resize(500, 400)
    assert dialog.zoom < before


def test_plus_and_minus_zoom_within_bounds(dialog: PreviewDialog) -> None:
    """Nearer up to a bound, farther down to the whole page, 0 fits."""
    fitting = dialog.zoom
    dialog.resize(400, 300)
    fitting = dialog.zoom
    for _ in range(20):
        QTest.keyClicks(dialog, "+")
    assert dialog.zoom == NEAREST
    for _ in range(20):
        QTest.keyClicks(dialog, "-")
    assert dialog.zoom == fitting
    QTest.keyClicks(dialog, "+")
    QTest.keyClicks(dialog, "0")
    assert dialog.zoom == fitting


def test_pages_are_turned_by_page_down(dialog: PreviewDialog) -> None:
    """It stops at the ends."""
    for expected in (1, 1):
        QTest.keyClick(dialog, K.Key_PageDown)
        assert dialog.page == expected
    QTest.keyClick(dialog, K.Key_PageUp)
    assert dialog.page == 0


def test_escape_closes_it(dialog: PreviewDialog) -> None:
    """As does F6, which opened it."""
    QTest.keyClick(dialog, K.Key_Escape)
    assert not dialog.isVisible()
    dialog.show()
    QTest.keyClick(dialog, K.Key_F6)
    assert not dialog.isVisible()


def test_f6_shows_the_paper_of_the_draft_and_records_nothing(counter: Counter) -> None:
    """What is typed, as a page; the store knows of no dossier and no printing."""
    counter.scan(CARD)
    counter.type("xac nh")
    counter.press(K.Key_Return)
    counter.press(K.Key_F6)
    counter.settle()
    dialog = counter.page.findChild(PreviewDialog)
    assert dialog is not None
    assert dialog.isVisible()
    QTest.keyClick(dialog, K.Key_Escape)
    assert counter.desk.store.search("", 5)[1] == 0
    assert counter.page.is_serving


def test_f6_after_receiving_shows_the_real_paper(qtbot: QtBot, tmp_path: Path) -> None:
    """Looking at it is no printing."""
    with open_counter(qtbot, tmp_path) as counter:
        counter.scan(CARD)
        counter.type("xac nh")
        counter.press(K.Key_Return)
        state = counter.receive()
        counter.press(K.Key_F6)
        counter.settle()
        dialog = counter.page.findChild(PreviewDialog)
        assert dialog is not None
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        after = counter.desk.store.dossier(state.id)
        assert after is not None
        assert after.prints == {"receipt": 1}


def test_forty_pages_are_paged_through_from_end_to_end(qtbot: QtBot) -> None:
    """End goes to the last one, Home to the first; the zoom stays while pages are turned."""
    made = PreviewDialog(PreviewedPaper(tuple(page(shade) for shade in range(40))))
    qtbot.addWidget(made)
    made.resize(600, 700)
    with qtbot.waitExposed(made):
        made.show()
    QTest.keyClicks(made, "+")
    near = made.zoom
    QTest.keyClick(made, K.Key_End)
    assert made.page == 39
    QTest.keyClick(made, K.Key_PageUp)
    assert made.page == 38
    assert made.zoom == near
    QTest.keyClick(made, K.Key_Home)
    assert made.page == 0


def test_a_roll_is_shown_whole_and_can_be_read(qtbot: QtBot) -> None:
    """A paper ten times as high as wide fits at first, and comes as near as any other."""
    roll = PageImage(60, 600, 60, bytes([255]) * 60 * 600)
    made = PreviewDialog(PreviewedPaper((roll,)))
    qtbot.addWidget(made)
    made.resize(600, 700)
    with qtbot.waitExposed(made):
        made.show()
    assert made.zoom <= 1.2
    for _ in range(10):
        QTest.keyClicks(made, "+")
    assert made.zoom == NEAREST
