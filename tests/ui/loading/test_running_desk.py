"""The desk takes over from the sign-in view, whichever of the two was ready first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock.time import FixedClock
from tests.desks import MORNING, open_desk
from tests.ui.listing.place import account
from tests.workplaces import open_workplace
from ui.loading.running_desk import RunningDesk
from ui.reception.reception_page import ReceptionPage
from ui.shell.window import Window
from ui.sign_in.sign_in_view import SignInView
from ui.theme.theme import apply_theme
from ui.theme.tokens import Scheme


@pytest.mark.parametrize("quick", [False, True])
def test_the_keys_are_for_the_first_field_however_quick_the_officer_is(
    qtbot: QtBot, tmp_path: Path, quick: bool
) -> None:
    """``quick``: the password was right before the desk was put together; what is typed next is
    not for the search field."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, Scheme.LIGHT)
    with (
        open_desk(tmp_path / "desk", clock=FixedClock(MORNING)) as desk,
        open_workplace(desk) as workplace,
    ):
        window, view = Window("Quầy một cửa"), SignInView()
        qtbot.addWidget(window)
        window.show_view(view)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        view.focus_first()
        parent = QObject()
        if quick:
            workplace.sign_in(account(), "unlock")
        running = RunningDesk(app, window, view, workplace, parent=parent)
        if not quick:
            workplace.sign_in(account(), "unlock")
            window.show_view(running.main)
        page = window.findChild(ReceptionPage)
        assert page is not None
        try:
            assert page.form.path_of(QApplication.focusWidget()) == "submitter.id_number"
        finally:
            running.stop()
            workplace.sign_out()
            qtbot.waitUntil(lambda: not workplace.operations.pending)
