"""What the fields say when something is typed or chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget

from app.errors import ProgramFault
from ui.components.choice_field import ChoiceField
from ui.components.number_field import NumberField
from ui.components.password_field import PasswordField
from ui.components.text_field import TextField

Show = Callable[..., QWidget]
CHOICES = [("direct", "At the counter"), ("online", "From the portal"), ("post", "By post")]


def test_typing_is_signalled_and_setting_is_not(show: Show) -> None:
    """``edited`` is the officer's doing."""
    field = TextField("Name")
    show(field)
    heard: list[str] = []
    field.edited.connect(heard.append)
    field.set_text("Vân")
    assert heard == []
    field.editor.setFocus()
    field.editor.end(False)
    QTest.keyClicks(field.editor, "12")
    assert heard == ["Vân1", "Vân12"]
    assert field.text() == "Vân12"


def test_enter_commits_once(show: Show) -> None:
    """Also after typing, where Qt speaks twice."""
    field = TextField("Name")
    show(field)
    heard: list[None] = []
    field.committed.connect(lambda: heard.append(None))
    field.editor.setFocus()
    QTest.keyClicks(field.editor, "1")
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    assert len(heard) == 1


def test_leaving_commits_only_what_was_changed(show: Show) -> None:
    """Walking through a form with Tab commits nothing."""
    field, other = TextField("Name"), QLineEdit()
    show(field, other)
    heard: list[None] = []
    field.committed.connect(lambda: heard.append(None))
    field.editor.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert heard == []
    field.editor.setFocus()
    QTest.keyClicks(field.editor, "1")
    QTest.keyClick(field.editor, Qt.Key.Key_Tab)
    assert len(heard) == 1


def test_a_long_text_shows_its_start_once_it_is_left(show: Show) -> None:
    """An address is told apart by its first words; set or walked through, it is read from there."""
    field, other = TextField("Address"), QLineEdit()
    show(field, other)
    other.setFocus()
    field.set_text("Số 27 ngõ 8 đường Hoa Ban, Phường Hoa Sữa, Hà Nội " * 4)
    assert field.editor.cursorPosition() == 0
    field.editor.setFocus(Qt.FocusReason.TabFocusReason)
    assert field.editor.hasSelectedText()
    QTest.keyClick(field.editor, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert field.editor.cursorPosition() == 0


def test_a_read_only_field_is_reached_and_copied_but_not_changed(show: Show) -> None:
    """A code is there to be copied."""
    field = TextField("Code")
    field.set_text("0007")
    field.set_read_only(read_only=True)
    show(QLineEdit(), field)
    field.setFocus()
    assert field.editor.hasFocus()
    QTest.keyClicks(field.editor, "1")
    assert field.text() == "0007"


def test_a_choice_by_key_is_signalled_with_its_value(show: Show) -> None:
    """The value, not the text."""
    field = ChoiceField("Way", CHOICES)
    show(field)
    heard: list[str] = []
    field.chosen.connect(heard.append)
    field.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_Down)
    assert heard == ["online"]
    field.set_value("post")
    assert heard == ["online"]
    assert field.value() == "post"


def test_a_choice_may_be_open(show: Show) -> None:
    """With a placeholder nothing is chosen until somebody chooses."""
    field = ChoiceField("Way", CHOICES, placeholder="Choose")
    show(field)
    assert field.value() == ""
    field.set_value("post")
    field.set_value("")
    assert field.value() == ""


def test_other_choices_keep_the_value_where_they_can() -> None:
    """A list that is read anew does not forget what was chosen."""
    field = ChoiceField("Way", CHOICES)
    field.set_value("post")
    field.set_choices(CHOICES[1:])
    assert field.value() == "post"
    field.set_choices(CHOICES[:1])
    assert field.value() == "direct"


def test_a_value_that_is_not_offered_is_our_bug() -> None:
    """It fails where it happens."""
    with pytest.raises(ProgramFault, match="fax"):
        ChoiceField("Way", CHOICES).set_value("fax")


def wheel(widget: QWidget) -> None:
    """One notch down over a widget."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        widget.mapToGlobal(at),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_only_the_field_that_has_the_focus(show: Show) -> None:
    """Scrolling a form must not change what was chosen under the pointer."""
    choice, number, other = ChoiceField("W", CHOICES), NumberField("N", low=0, high=9), QLineEdit()
    show(other, choice, number)
    number.set_value(5)
    other.setFocus()
    wheel(choice.editor)
    wheel(number.editor)
    assert (choice.value(), number.value()) == ("direct", 5)
    choice.setFocus()
    wheel(choice.editor)
    number.setFocus()
    wheel(number.editor)
    assert (choice.value(), number.value()) == ("online", 4)


def test_a_number_is_signalled_when_typed_and_kept_within_limits(show: Show) -> None:
    """Setting it is silent."""
    field = NumberField("Pages", low=1, high=20)
    show(field)
    heard: list[int] = []
    field.changed.connect(heard.append)
    field.set_value(99)
    assert field.value() == 20
    assert heard == []
    field.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_Down)
    assert heard == [19]


def test_a_password_is_hidden_until_the_eye_is_pressed(show: Show) -> None:
    """Tab reaches the eye, Space and Enter press it, its name says what it does."""
    field = PasswordField("Password")
    show(field)
    field.setFocus()
    QTest.keyClicks(field.editor, "abc")
    assert field.editor.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClick(field.editor, Qt.Key.Key_Tab)
    eye = field.findChild(QToolButton)
    assert isinstance(eye, QToolButton)
    assert eye.hasFocus()
    assert eye.accessibleName() == "Show the password"
    QTest.keyClick(eye, Qt.Key.Key_Space)
    assert field.editor.echoMode() == QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == "Hide the password"
    QTest.keyClick(eye, Qt.Key.Key_Return)
    assert field.editor.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClick(eye, Qt.Key.Key_Space)
    field.hide_text()
    assert field.editor.echoMode() == QLineEdit.EchoMode.Password
    assert field.text() == "abc"


def test_caps_lock_is_told_by_the_letters_it_makes(show: Show) -> None:
    """A capital without Shift warns; a small letter takes the warning away."""
    field, other = PasswordField("Password", hint="At least 8"), QLineEdit()
    show(field, other)
    field.setFocus()
    QTest.keyClicks(field.editor, "A")
    assert field.message() == "Caps Lock is on"
    QTest.keyClicks(field.editor, "a")
    assert field.message() == "At least 8"


def test_the_caps_lock_key_itself_warns(show: Show) -> None:
    """Before the first letter; leaving the field takes the warning along."""
    field, other = PasswordField("Password"), QLineEdit()
    show(field, other)
    field.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_CapsLock)
    assert field.message() == "Caps Lock is on"
    other.setFocus()
    assert field.message() == ""


def test_a_capital_with_shift_is_no_caps_lock(show: Show) -> None:
    """Passwords have capitals."""
    field = PasswordField("Password")
    show(field)
    field.setFocus()
    QTest.keyClicks(field.editor, "A", Qt.KeyboardModifier.ShiftModifier)
    assert field.text() == "A"
    assert field.message() == ""


def test_caps_lock_does_not_hide_an_error(show: Show) -> None:
    """What is wrong weighs more."""
    field = PasswordField("Password")
    show(field)
    field.set_error("Wrong password")
    field.setFocus()
    QTest.keyClicks(field.editor, "A")
    QTest.keyClicks(field.editor, "a")
    assert field.message() == "Wrong password"
