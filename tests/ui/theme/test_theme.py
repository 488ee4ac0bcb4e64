"""The look as a whole: what a switch does, and that no letter is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.theme.contrast import contrast
from ui.components.button import Button
from ui.components.elided_label import ElidedLabel
from ui.components.field import Field
from ui.components.status_pill import StatusKind, StatusPill
from ui.components.text_label import TextLabel
from ui.theme.theme import apply_theme, system_scheme
from ui.theme.tokens import COLOURS, Scheme, TextRole, colour

TALL = "ẲỔ"


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, Scheme.LIGHT)
    yield
    apply_theme(qapp, Scheme.LIGHT)


def test_a_switch_reaches_widgets_that_are_open(qapp: QApplication, qtbot: QtBot) -> None:
    """The ground and the ink of an open editor change with the scheme."""
    editor = QLineEdit()
    qtbot.addWidget(editor)
    editor.show()
    grounds = []
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        apply_theme(qapp, scheme)
        image = editor.grab().toImage()
        grounds.append(image.pixelColor(image.width() // 2, image.height() // 2).name())
        assert qapp.palette().color(QPalette.ColorRole.Text).name() == COLOURS[scheme].text
    assert grounds == [COLOURS[scheme].surface for scheme in (Scheme.LIGHT, Scheme.DARK)]


def test_the_systems_scheme_is_light_or_dark(qapp: QApplication) -> None:
    """It follows what the system asks for."""
    try:
        for asked, scheme in (
            (Qt.ColorScheme.Dark, Scheme.DARK),
            (Qt.ColorScheme.Light, Scheme.LIGHT),
        ):
            qapp.styleHints().setColorScheme(asked)
            if qapp.styleHints().colorScheme() == asked:
                assert system_scheme(qapp) is scheme
        assert system_scheme(qapp) in Scheme
    finally:
        qapp.styleHints().unsetColorScheme()


def _line_edit() -> QWidget:
    return QLineEdit(TALL)


def _combo_box() -> QWidget:
    box = QComboBox()
    box.addItem(TALL)
    return box


def _spin_box() -> QWidget:
    box = QSpinBox()
    box.setPrefix(TALL)
    return box


def _pill() -> QWidget:
    pill = StatusPill()
    pill.show_status(StatusKind.GOOD, TALL)
    return pill


def _tool_button() -> QWidget:
    button = QToolButton()
    button.setText(TALL)
    return button


def _long_text() -> QWidget:
    return Field("", QPlainTextEdit(TALL))


MAKERS: dict[str, Callable[[], QWidget]] = {
    "QLineEdit": _line_edit,
    "QComboBox": _combo_box,
    "QSpinBox": _spin_box,
    "QPlainTextEdit": _long_text,
    "QPushButton": lambda: QPushButton(TALL),
    "QToolButton": _tool_button,
    "QCheckBox": lambda: QCheckBox(TALL),
    "QLabel": lambda: QLabel(TALL),
    "Button": lambda: Button(TALL),
    "StatusPill": _pill,
    **{f"TextLabel {role}": partial(TextLabel, TALL, role) for role in TextRole},
    **{f"ElidedLabel {role}": partial(ElidedLabel, TALL, role) for role in TextRole},
}


INKS = {
    "StatusPill": "success",
    "TextLabel muted": "muted",
    "TextLabel caption": "muted",
    "ElidedLabel muted": "muted",
    "ElidedLabel caption": "muted",
}
"""Of those whose text has another ink than ``text``."""


def ground_of(name: str) -> str:
    """The token of the ground on which a control's text lies in a window of its own."""
    if name == "StatusPill":
        return "success_soft"
    bare = "Label" in name or name in {"QToolButton", "QCheckBox"}
    return "page" if bare else "surface"


def ink_height(image: QImage, ink: str, left: int = 0) -> int:
    """From the first to the last row with a pixel that is nearer to the ink than an edge is."""
    rows = [
        y
        for y in range(image.height())
        if any(
            contrast(image.pixelColor(x, y).name(), ink) < 1.7 for x in range(left, image.width())
        )
    ]
    return rows[-1] - rows[0] + 1


def drawn_freely(font: QFont, ink: str, ground: str) -> QImage:
    """The text on a canvas without any bounds."""
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(20, 150, TALL)
    painter.end()
    return image


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", MAKERS)
def test_no_control_cuts_the_tallest_letters(
    qapp: QApplication, qtbot: QtBot, name: str, scale: float
) -> None:
    """The tone marks of Ẳ and Ổ rise above the ascent of the font; they must be whole."""
    apply_theme(qapp, Scheme.LIGHT, text_scale=scale)
    page = QWidget()
    qtbot.addWidget(page)
    widget = MAKERS[name]()
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a cursor would be as tall as a letter
    QVBoxLayout(page).addWidget(widget)
    page.show()
    ink = colour(COLOURS[Scheme.LIGHT], INKS.get(name, "text"))
    past_icon = 25 + round(16 * scale) if name == "StatusPill" else 0
    image = page.grab().toImage()
    free = drawn_freely(widget.font(), ink, colour(COLOURS[Scheme.LIGHT], ground_of(name)))
    assert ink_height(image, ink, past_icon) == ink_height(free, ink)
