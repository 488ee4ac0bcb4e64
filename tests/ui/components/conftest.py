"""The components wear the look."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import apply_theme
from ui.theme.tokens import Scheme


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.LIGHT)


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[..., QWidget]]:
    """Put widgets under each other in a window, show it, and wait until it has the focus."""

    pages: list[QWidget] = []

    def show_widgets(*widgets: QWidget) -> QWidget:
        page = QWidget()
        pages.append(page)  # qtbot keeps none alive
        qtbot.addWidget(page)
        column = QVBoxLayout(page)
        for widget in widgets:
            column.addWidget(widget)
        page.resize(360, 200)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    yield show_widgets
    pages.clear()
