"""A wedge over the application, and a form with the focus in its first field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.scanner.form import Form, Heard
from ui.scanner.wedge import Wedge


@pytest.fixture
def wedge(qapp: QApplication) -> Iterator[Wedge]:
    made = Wedge(qapp, now_ms=lambda: 0)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture
def heard(wedge: Wedge) -> Heard:
    return Heard(wedge)


@pytest.fixture
def form(qtbot: QtBot, heard: Heard) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.line.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    return made
