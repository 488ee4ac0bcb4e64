"""The window's keys, its pages, and who sees which."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.accounts.roles import Role
from app.reception.register import receive_draft
from tests.desks import MORNING, OFFICER
from tests.ui.shell.rig import CTRL, K, Shell, focused, open_shell
from tests.ui.shell.samples import certified_copy
from ui.shell.rail_button import RailButton


def test_f2_f3_f4_and_f1_do_what_they_say(shell: Shell) -> None:
    """Reception, search, today's list, help."""
    assert shell.page == "reception"
    shell.press(K.Key_F4)
    assert shell.page == "today"
    shell.press(K.Key_F2)
    assert shell.page == "reception"
    shell.press(K.Key_F3)
    search = shell.main.header.findChild(type(focused()))
    assert search is focused()
    shell.press(K.Key_F1)
    assert shell.main.help_card.isVisible()
    shell.press(K.Key_F1)
    assert not shell.main.help_card.isVisible()


def test_f2_comes_back_to_the_dossier_at_hand_and_begins_another_only_there(shell: Shell) -> None:
    """A look at today's list must not put aside what is half typed."""
    shell.type("001090")
    shell.press(K.Key_F4)
    shell.press(K.Key_F2)
    shell.main.save()
    shell.settle()
    assert len(shell.desk.store.drafts.all()) == 1
    shell.type("000001")
    shell.press(K.Key_F2)
    shell.type("002")
    shell.main.save()
    shell.settle()
    assert len(shell.desk.store.drafts.all()) == 2


@pytest.mark.parametrize(
    ("roles", "pages"),
    [
        ({Role.OFFICER}, ["reception", "today", "drafts", "queue", "settings"]),
        ({Role.INSPECTOR}, ["today", "queue", "settings"]),
        ({Role.ADMINISTRATOR}, ["accounts", "settings"]),
        (
            {Role.OFFICER, Role.ADMINISTRATOR},
            ["reception", "today", "drafts", "queue", "accounts", "settings"],
        ),
    ],
)
def test_a_page_for_which_the_role_is_missing_is_not_there(
    qtbot: QtBot, tmp_path: Path, roles: set[Role], pages: list[str]
) -> None:
    """docs/adr/0012: the window hides what a role may not do; its key does nothing either."""
    with open_shell(qtbot, tmp_path, roles=frozenset(roles)) as shell:
        offered = [name for name in _NAMES if shell.main.rail.button(name) is not None]
        assert offered == pages
        if "reception" not in pages:
            before = shell.page
            shell.press(K.Key_F2)
            assert shell.page == before != "reception"


def test_a_page_is_built_when_it_is_shown_first_and_kept(shell: Shell) -> None:
    """Opening the window does not wait for lists that nobody looks at."""
    assert shell.main.deck.built("today") is None
    shell.press(K.Key_F4)
    built = shell.main.deck.built("today")
    assert built is not None
    shell.press(K.Key_F2)
    shell.press(K.Key_F4)
    assert shell.main.deck.built("today") is built


def test_the_rail_marks_the_page_that_is_shown(shell: Shell) -> None:
    """Also when a key brought it."""
    shell.press(K.Key_F4)
    marked = [one.text() for one in shell.main.rail.findChildren(RailButton) if one.isChecked()]
    today = shell.main.rail.button("today")
    assert today is not None
    assert marked == [today.text()]


def test_help_names_the_keys_of_the_page_that_is_shown(shell: Shell) -> None:
    """Three lines of how, and the keys."""
    shell.press(K.Key_F1)
    reception = _texts(shell)
    shell.press(K.Key_Escape)
    shell.press(K.Key_F4)
    shell.press(K.Key_F1)
    today = _texts(shell)
    assert "F8" in reception
    assert "F8" not in today
    assert "Ctrl+K" in today


def test_escape_goes_back_from_a_dossier_to_where_it_was_opened(shell: Shell) -> None:
    """By keys there and back."""
    received = receive_draft(shell.desk, certified_copy(MORNING, OFFICER))
    assert received.code is not None
    shell.press(K.Key_F4)
    shell.scan(received.code)
    shell.qtbot.waitUntil(lambda: shell.page == "dossier")
    shell.settle()
    shell.press(K.Key_Escape)
    assert shell.page == "today"


def test_the_own_password_is_in_the_settings(shell: Shell) -> None:
    """Every role has one."""
    shell.press(K.Key_K, CTRL)
    shell.type("change pass")
    shell.press(K.Key_Return)
    assert shell.page == "settings"


def test_building_the_window_flashes_no_other_window(qtbot: QtBot, tmp_path: Path) -> None:
    """A widget shown before it has a parent would be a window of its own for a moment."""
    app = QApplication.instance()
    assert app is not None
    watch = _Windows()
    app.installEventFilter(watch)
    try:
        with open_shell(qtbot, tmp_path) as shell:
            for name in _NAMES:
                shell.main.show_page(name)
                shell.settle()
    finally:
        app.removeEventFilter(watch)
    assert watch.shown == {"Window"}


class _Windows(QObject):
    """Notes the kind of every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Nothing is kept from anybody."""
        is_window = isinstance(watched, QWidget) and watched.isWindow()
        if is_window and event.type() == QEvent.Type.Show:
            self.shown.add(type(watched).__name__)
        return False


def _texts(shell: Shell) -> list[str]:
    labels = shell.main.help_card.card.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


_NAMES = ("reception", "today", "drafts", "queue", "accounts", "settings")
