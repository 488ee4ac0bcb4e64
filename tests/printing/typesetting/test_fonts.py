"""The shipped fonts."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from app.errors import EnvironmentFault
from printing.typesetting import fonts
from printing.typesetting.fonts import (
    FONTS,
    REPLACEMENT,
    Face,
    check_fonts,
    font,
    printable,
    vietnamese_letters,
    width_pt,
)


def test_there_are_134_vietnamese_letters_beyond_ascii() -> None:
    """67 letters with marks, small and capital."""
    letters = vietnamese_letters()
    assert len(set(letters)) == 134
    assert all(unicodedata.normalize("NFC", letter) == letter for letter in letters)


@pytest.mark.parametrize("face", Face)
def test_every_face_has_every_vietnamese_letter(face: Face) -> None:
    """Liberation 1.x lacked about eighty of them."""
    known = font(face).charToGlyph
    assert [letter for letter in vietnamese_letters() if ord(letter) not in known] == []
    assert ord(REPLACEMENT) in known


def test_the_licence_lies_beside_the_fonts() -> None:
    """The OFL asks for it."""
    text = (FONTS / "LICENSE-OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Red Hat" in text


def test_widths_are_those_of_times_new_roman() -> None:
    """'A' is 1479/2048 of the size in the metric original."""
    assert width_pt("A", Face.REGULAR, 2048) == pytest.approx(1479, abs=0.6)
    assert width_pt("", Face.BOLD, 12) == 0


def test_text_is_composed_and_what_cannot_be_shown_is_marked() -> None:
    """NFD input, blanks of all kinds, and letters that the fonts lack."""
    assert printable(unicodedata.normalize("NFD", "Đặng  Thị\n Hường\u00a0")) == "Đặng Thị Hường"
    assert printable("Lý 李 Văn") == f"Lý {REPLACEMENT} Văn"


def test_signs_that_cannot_be_seen_are_left_out() -> None:
    """A direction mark in a name would make another name of the paper's text."""
    assert printable("Trần \u202eVăn\u202c \u200bTú\ufeff") == "Trần Văn Tú"


def test_doctor_hears_that_the_fonts_are_complete() -> None:
    """The check names the fonts where all is well."""
    assert "134" in check_fonts()


def test_a_missing_font_is_the_machines_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A broken installation is told from a bug."""
    monkeypatch.setattr(fonts, "FONTS", tmp_path)
    font.cache_clear()
    try:
        with pytest.raises(EnvironmentFault, match="không đọc được phông"):
            check_fonts()
    finally:
        font.cache_clear()
