"""Everything that is pressed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.components.button import Button, ButtonKind
from ui.components.icon_button import IconButton
from ui.components.status_pill import StatusKind, StatusPill
from ui.theme.palette import current_colours

Show = Callable[..., QWidget]


def _pill() -> StatusPill:
    pill = StatusPill()
    pill.show_status(StatusKind.GOOD, "Network on")
    return pill


MAKERS: dict[str, Callable[[], QAbstractButton]] = {
    **{kind: partial(Button, "Print", kind, icon="printer", key="F8") for kind in ButtonKind},
    "icon": lambda: IconButton("x", "Close"),
    "pill": _pill,
}


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_press_it(show: Show, name: str, key: Qt.Key) -> None:
    """Reached by Tab, pressed without the mouse, once."""
    before, button = QLineEdit(), MAKERS[name]()
    show(before, button)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert button.hasFocus()
    heard: list[None] = []
    button.clicked.connect(lambda: heard.append(None))
    QTest.keyClick(button, key)
    assert len(heard) == 1


@pytest.mark.parametrize("name", MAKERS)
def test_the_mouse_presses_it(show: Show, qtbot: QtBot, name: str) -> None:
    """Once."""
    button = MAKERS[name]()
    show(button)
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("name", MAKERS)
def test_a_disabled_one_does_nothing(show: Show, name: str) -> None:
    """Neither by key nor by mouse."""
    button = MAKERS[name]()
    button.setEnabled(False)
    show(button)
    heard: list[None] = []
    button.clicked.connect(lambda: heard.append(None))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == []


@pytest.mark.parametrize("name", MAKERS)
def test_the_focus_is_seen(show: Show, name: str) -> None:
    """A ring in the focus colour at the edge, nothing grows."""
    before, button = QLineEdit(), MAKERS[name]()
    show(before, button)
    before.setFocus()
    size = button.size()
    focus = current_colours().focus
    edge = (button.width() // 2, 0)
    assert button.grab().toImage().pixelColor(*edge).name() != focus
    button.setFocus(Qt.FocusReason.TabFocusReason)
    image = button.grab().toImage()
    assert [image.pixelColor(edge[0], y).name() for y in (0, 1)] == [focus] * 2
    assert button.size() == size


def test_a_buttons_name_and_key_are_told() -> None:
    """The key is its description."""
    button = Button("Receive and print", ButtonKind.PRIMARY, key="F8")
    assert button.accessibleName() == "Receive and print"
    assert button.accessibleDescription() == "F8"
    button.set_label("Print again")
    assert (button.text(), button.accessibleName()) == ("Print again", "Print again")


def test_a_button_has_room_for_all_it_shows() -> None:
    """Icon and key make it wider; it is never made smaller than that."""
    plain = Button("Print")
    full = Button("Print", icon="printer", key="F8")
    assert full.sizeHint().width() > plain.sizeHint().width() + 40
    assert full.minimumSizeHint() == full.sizeHint()
    full.set_icon("")
    assert full.sizeHint().width() < Button("Print", icon="printer", key="F8").sizeHint().width()


@pytest.mark.parametrize("kind", StatusKind)
def test_a_standing_is_told_by_word_and_icon(show: Show, kind: StatusKind) -> None:
    """Not by colour alone; the detail is the tool tip and the description."""
    pill = StatusPill()
    pill.show_status(kind, "12 wait", "The server does not answer")
    show(pill)
    assert pill.kind() is kind
    assert pill.text() == pill.accessibleName() == "12 wait"
    assert pill.toolTip() == pill.accessibleDescription() == "The server does not answer"


def test_an_icon_button_says_what_it_does() -> None:
    """It has no text: name and tool tip say it."""
    button = IconButton("eye", "Show")
    assert (button.accessibleName(), button.toolTip()) == ("Show", "Show")
    button.show_icon("eye-off", "Hide")
    assert (button.accessibleName(), button.toolTip()) == ("Hide", "Hide")
