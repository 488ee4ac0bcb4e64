"""Whoever hears the window instead of seeing it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from app.reception.register import receive_draft
from tests.desks import MORNING, OFFICER
from tests.ui.shell.rig import CTRL, K, Shell
from tests.ui.shell.samples import certified_copy


def nameless(root: QWidget) -> list[str]:
    """The visible widgets that keys reach and a screen reader has no word for."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in [root, *root.findChildren(QWidget)]
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not name_of(widget)
    ]


def name_of(widget: QWidget) -> str:
    """What a screen reader says of the widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


@pytest.mark.parametrize("page", ["reception", "today", "drafts", "queue", "accounts", "settings"])
def test_every_control_of_a_page_has_a_name(shell: Shell, page: str) -> None:
    """On every page, with the frame around it."""
    receive_draft(shell.desk, certified_copy(MORNING, OFFICER))
    assert shell.main.show_page(page)
    shell.settle()
    assert nameless(shell.main) == []


def test_every_control_of_a_dossier_has_a_name(shell: Shell) -> None:
    """With its history and its acts."""
    received = receive_draft(shell.desk, certified_copy(MORNING, OFFICER))
    shell.main.open_dossier(received.dossier)
    shell.settle()
    assert nameless(shell.main) == []


def test_palette_and_help_have_names(shell: Shell) -> None:
    """The cards over the page too."""
    shell.press(K.Key_K, CTRL)
    assert nameless(shell.main) == []
    shell.press(K.Key_F1)
    assert nameless(shell.main) == []
