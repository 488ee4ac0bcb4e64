"""The page with all components."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.components.gallery import Gallery
from ui.theme.theme import apply_theme
from ui.theme.tokens import COLOURS, Scheme


@pytest.mark.parametrize("scheme", Scheme)
def test_the_gallery_is_drawn_in_both_schemes(
    qapp: QApplication, qtbot: QtBot, scheme: Scheme
) -> None:
    """Without a warning of Qt, on the scheme's page."""
    apply_theme(qapp, scheme)
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.resize(1280, 900)
    gallery.show()
    assert gallery.grab().toImage().pixelColor(4, 4).name() == COLOURS[scheme].page


def test_a_switch_while_it_is_open_leaves_nothing_behind(qapp: QApplication, qtbot: QtBot) -> None:
    """Light, dark and light again is the same picture."""
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.resize(1280, 900)
    with qtbot.waitExposed(gallery):
        gallery.show()
    first = gallery.grab().toImage()
    apply_theme(qapp, Scheme.DARK)
    assert gallery.grab().toImage() != first
    apply_theme(qapp, Scheme.LIGHT)
    assert gallery.grab().toImage() == first


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot) -> None:
    """What Tab reaches, a screen reader can name."""
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.show()
    reached = [
        child
        for child in gallery.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.isVisibleTo(gallery)
        and not child.objectName().startswith("qt_")
    ]
    nameless = [
        type(child).__name__
        for child in reached
        if not child.accessibleName() and not (isinstance(child, QAbstractButton) and child.text())
    ]
    assert len(reached) > 15
    assert nameless == []


def test_nothing_asks_for_more_width_than_a_small_screen_has(qtbot: QtBot) -> None:
    """1366×768 is the commonest screen in a commune."""
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.resize(1366, 768)
    gallery.show()
    assert gallery.page.minimumSizeHint().width() <= 1366
