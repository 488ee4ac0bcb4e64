"""The window's program, and an officer at it who receives dossier after dossier by real keys.

Started as a process with the options of main.py; it says on stdout, a JSON line each, what has
happened: ``ready``, ``saved``, ``received``, ``printed`` with the citizen's number. It ends only by
being killed. ``FIRST`` in the environment is the first citizen, ``PAUSE_MS`` the longest pause
between two steps.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from main import main
from tests.ui.window_run import NAME, PASSWORD
from tests.ui.window_scenes import press, say, type_text, when
from ui.reception.receiving import Receipt
from ui.reception.reception_page import ReceptionPage
from ui.shell.main_window import MainWindow

F8_AT_ONCE = 20


class Officer:
    """Types, and tells what became of it."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._citizen = int(os.environ["FIRST"])
        self._pause_ms = int(os.environ["PAUSE_MS"])
        type_text(NAME)
        press(Qt.Key.Key_Return)
        type_text(PASSWORD)
        press(Qt.Key.Key_Return)
        when(self._is_in, self._begin)

    def _page(self) -> ReceptionPage | None:
        found = self._window.findChild(ReceptionPage)
        return found if isinstance(found, ReceptionPage) else None

    def _is_in(self) -> bool:
        desk = self._window.findChild(MainWindow)
        return isinstance(desk, MainWindow) and desk.isVisible() and self._page() is not None

    def _begin(self) -> None:
        page = self._page()
        assert page is not None
        page.flow.keeper.saved.connect(lambda draft: say(saved=draft.submitter.id_number))
        page.dossier_received.connect(self._on_received)
        page.flow.receipt_printed.connect(lambda receipt, _: say(printed=_number_of(receipt)))
        say(ready=True)
        self._next_citizen(page)

    def _on_received(self, receipt: Receipt) -> None:
        say(received=_number_of(receipt))
        page = self._page()
        assert page is not None
        QTimer.singleShot(0, lambda: self._next_citizen(page))

    def _next_citizen(self, page: ReceptionPage) -> None:
        self._citizen += 1
        number = f"0010900{self._citizen:05d}"
        page.activated()
        page.form.focus_field("submitter.id_number")
        steps: list[Callable[[], object]] = [
            lambda: type_text(number),
            lambda: press(Qt.Key.Key_Return),
            lambda: page.form.focus_field("submitter.name"),
            lambda: type_text("NGUYEN VAN THU"),
            lambda: page.form.focus_field("procedure"),
            lambda: type_text("sao y"),
            lambda: press(Qt.Key.Key_Return),
            _press_f8_again_and_again,
        ]
        self._go(steps)

    def _go(self, steps: list[Callable[[], object]]) -> None:
        if steps:
            steps[0]()
            pause = random.randint(0, self._pause_ms)
            QTimer.singleShot(pause, lambda: self._go(steps[1:]))


def _press_f8_again_and_again() -> None:
    for _ in range(F8_AT_ONCE):
        press(Qt.Key.Key_F8)


def _number_of(receipt: Receipt) -> str:
    application = receipt.dossier.application
    assert application is not None
    return application.submitter.id_number


if __name__ == "__main__":
    officers: list[Officer] = []
    sys.exit(main(sys.argv[1:], on_painted=lambda window: officers.append(Officer(window))))
