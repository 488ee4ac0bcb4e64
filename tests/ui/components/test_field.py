"""Label, editor, message."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from ui.components.choice_field import ChoiceField
from ui.components.field import Field
from ui.components.number_field import NumberField
from ui.components.password_field import PasswordField
from ui.components.text_field import TextField
from ui.theme.palette import current_colours
from ui.theme.theme import apply_theme
from ui.theme.tokens import Scheme

Show = Callable[..., QWidget]


def test_a_message_is_shown_and_taken_away(show: Show) -> None:
    """Error and warning replace the hint; taking them away brings it back."""
    field = TextField("Phone", hint="For a message")
    show(field)
    assert field.message() == "For a message"
    field.set_error("12 digits are needed")
    assert field.message() == "12 digits are needed"
    assert field.has_error()
    field.set_warning("Another commune")
    assert field.message() == "Another commune"
    assert not field.has_error()
    field.clear_message()
    assert field.message() == "For a message"


@pytest.mark.parametrize("kind", ["set_error", "set_warning"])
def test_an_empty_message_clears(show: Show, kind: str) -> None:
    """``set_error("")`` is what a form says when the problem is gone."""
    field = TextField("Phone", hint="For a message")
    getattr(field, kind)("Something")
    getattr(field, kind)("")
    assert field.message() == "For a message"
    assert not field.has_error()


def test_a_hint_does_not_push_an_error_away() -> None:
    """What is wrong is said until it is right."""
    field = TextField("Phone")
    field.set_error("Wrong")
    field.set_hint("Later")
    assert field.message() == "Wrong"
    field.clear_message()
    assert field.message() == "Later"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_form_does_not_jump_when_a_message_appears(
    qapp: QApplication, show: Show, scale: float
) -> None:
    """What stands under the field stays where it is, for each kind of message."""
    apply_theme(qapp, Scheme.LIGHT, text_scale=scale)
    field, below = TextField("Phone"), QLineEdit()
    page = show(field, below)
    page.setFixedHeight(page.sizeHint().height())
    place, height = below.y(), field.sizeHint().height()
    for say in (field.set_hint, field.set_error, field.set_warning):
        say("12 digits are needed")
        qapp.sendPostedEvents()
        assert below.y() == place
        assert field.sizeHint().height() == height


def test_a_long_message_wraps_and_is_never_cut(show: Show) -> None:
    """A message that needs more than its line takes it."""
    field = TextField("Số định danh")
    show(field)
    before = field.heightForWidth(300)
    field.set_error("Cần mười hai chữ số, mới có mười; xem lại mặt trước của thẻ căn cước. " * 3)
    assert field.heightForWidth(300) > before + 20


def test_screen_readers_hear_label_and_message() -> None:
    """The label is the editor's name, the message its description, whatever it is."""
    field = TextField("Identity number", hint="12 digits", required=True)
    assert field.editor.accessibleName() == "Identity number"
    assert field.editor.accessibleDescription() == "12 digits"
    field.set_error("There are 10")
    assert field.editor.accessibleDescription() == "There are 10"
    field.clear_message()
    assert field.editor.accessibleDescription() == "12 digits"
    field.set_label("Personal number")
    assert field.editor.accessibleName() == field.label_text() == "Personal number"


def test_the_label_is_the_buddy_of_its_editor() -> None:
    """Assistive technology finds the editor by its label."""
    field = TextField("Full name")
    buddies = [label.buddy() for label in field.findChildren(QLabel) if label.buddy() is not None]
    assert buddies == [field.editor]


def test_a_required_field_is_marked_by_a_sign() -> None:
    """Not by colour alone, and the sign has a name."""
    field = TextField("Name", required=True)
    marks = [label for label in field.findChildren(QLabel) if label.text() == "*"]
    assert [mark.accessibleName() for mark in marks] == ["required"]


@pytest.mark.parametrize(("kind", "ink"), [("set_error", "danger"), ("set_warning", "warning")])
def test_the_editors_edge_takes_the_messages_colour(show: Show, kind: str, ink: str) -> None:
    """And loses it again."""
    field, other = TextField("Name"), QLineEdit()
    show(other, field)
    other.setFocus()
    edge = current_colours()

    def middle_of_the_edge() -> str:
        image = field.editor.grab().toImage()
        return image.pixelColor(0, image.height() // 2).name()

    assert middle_of_the_edge() == edge.border
    getattr(field, kind)("Something")
    assert middle_of_the_edge() == getattr(edge, ink)
    field.clear_message()
    assert middle_of_the_edge() == edge.border


@pytest.mark.parametrize(
    "make",
    [
        lambda: TextField("Field"),
        lambda: PasswordField("Field"),
        lambda: ChoiceField("Field", [("a", "A")]),
        lambda: NumberField("Field", low=0, high=9),
        lambda: Field("Field", QPlainTextEdit()),
    ],
    ids=["text", "password", "choice", "number", "long text"],
)
def test_the_focus_is_seen_and_moves_no_text(show: Show, make: Callable[[], Field]) -> None:
    """A ring of 2 px in the focus colour; the editor keeps its size."""
    field, other = make(), QLineEdit()
    show(other, field)
    other.setFocus()
    size = field.editor.size()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    assert field.editor.hasFocus()
    assert field.editor.size() == size
    image = field.editor.grab().toImage()
    ring = [image.pixelColor(x, image.height() // 2).name() for x in (0, 1, 2)]
    assert ring[:2] == [current_colours().focus] * 2
    assert ring[2] == current_colours().surface
