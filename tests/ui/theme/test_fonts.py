"""The shipped type."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtGui import QFontInfo, QFontMetrics, QPainterPath
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import (
    FACES,
    FAMILY,
    FONTS,
    font,
    footroom,
    grown,
    headroom,
    line_height,
    load_fonts,
)
from ui.theme.tokens import TYPE_SCALE, TextRole

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = {unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in TONES} | {"đ"}
LETTERS = sorted(SMALL | {letter.upper() for letter in SMALL})
COMBINING = [*TONES[1:], "\u0302", "\u0306", "\u031b"]
SIGNS = "0123456789₫–—…·•→×“”‘’«»°/\\()[]@#%&*+-_=.,:;!?<>|~^`'\""


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.mark.parametrize("role", TextRole)
def test_each_role_is_set_in_the_shipped_face_of_its_weight(role: TextRole) -> None:
    """No weight is faked by the system, no other family steps in."""
    info = QFontInfo(font(role))
    assert info.family() == FAMILY
    assert info.exactMatch()
    assert info.weight() == TYPE_SCALE[role].weight


@pytest.mark.parametrize("role", [TextRole.BODY, TextRole.LABEL, TextRole.STRONG])
def test_every_face_has_all_letters_of_vietnamese(role: TextRole) -> None:
    """All 134 precomposed letters beyond ASCII, the combining marks, and the signs we write."""
    metrics = QFontMetrics(font(role))
    assert len([letter for letter in LETTERS if not letter.isascii()]) == 134
    missing = [sign for sign in (*LETTERS, *COMBINING, *SIGNS) if not metrics.inFontUcs4(ord(sign))]
    assert missing == []


def test_loading_again_changes_nothing() -> None:
    """A switch of the scheme calls it each time."""
    load_fonts()
    assert QFontInfo(font(TextRole.BODY)).family() == FAMILY


def test_the_licence_lies_beside_the_fonts() -> None:
    """SIL OFL 1.1 asks for it."""
    text = (FONTS / "LICENSE-BeVietnamPro-OFL.txt").read_text("utf-8")
    assert "SIL Open Font License, Version 1.1" in text
    assert all((FONTS / f"BeVietnamPro-{face}.ttf").is_file() for face in FACES)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("role", TextRole)
def test_the_tallest_letter_fits_into_a_line(role: TextRole, scale: float) -> None:
    """The ascent and the headroom hold Ẳ, the descent and the room under it ỵ."""
    metrics = QFontMetrics(font(role, text_scale=scale))
    room = headroom(role, scale)
    for letter in LETTERS:
        outline = QPainterPath()
        outline.addText(0, 0, font(role, text_scale=scale), letter)
        box = outline.boundingRect()
        assert -box.top() <= metrics.ascent() + room, letter
        assert box.bottom() <= metrics.descent() + footroom(role, scale), letter
    assert line_height(role, scale) > metrics.height() + room


def test_sizes_beside_a_text_grow_with_it_and_never_shrink() -> None:
    """An icon of 18 px is 36 px beside a text of 200 %, and 18 px beside a small one."""
    assert grown(18, font(TextRole.BODY, text_scale=2)) == 36
    assert grown(18, font(TextRole.CAPTION)) == 18
