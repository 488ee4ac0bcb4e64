"""A form in a low window."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.sign_in.by_keys import show
from ui.components.following_scroll import FollowingScroll
from ui.components.text_field import TextField


def test_the_focused_field_is_in_view_with_its_message(qtbot: QtBot) -> None:
    """Whichever way the focus came."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    fields = [TextField(f"Field {number}") for number in range(12)]
    for field in fields:
        column.addWidget(field)
    area = FollowingScroll(inside)
    show(qtbot, area, 400, 300)
    for field in (*fields, *reversed(fields)):
        field.setFocus()
        top = field.mapTo(area.viewport(), field.rect().topLeft()).y()
        assert area.viewport().height() >= top + field.height()
        assert field.editor.mapTo(area.viewport(), field.editor.rect().topLeft()).y() >= 0
