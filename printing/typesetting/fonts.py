"""The shipped fonts (Liberation Serif 2, metrically Times New Roman): faces, letters, widths.

NĐ 30/2020 asks for Times New Roman. How they are embedded: ``embedding.py``.
"""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from app.errors import EnvironmentFault

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"

REPLACEMENT = "□"
"""Stands for a letter that the fonts do not have, as a box for a person to fill in."""
MAX_CACHED_WORDS = 8_192
LONGEST_CACHED_WORD = 40


class Face(Enum):
    """The four faces; the value is the font's name in a PDF and the file's stem."""

    REGULAR = "LiberationSerif-Regular"
    BOLD = "LiberationSerif-Bold"
    ITALIC = "LiberationSerif-Italic"
    BOLD_ITALIC = "LiberationSerif-BoldItalic"

    # A face is looked up for every word; Enum's own hash is written in Python.
    __hash__ = object.__hash__


def vietnamese_letters() -> list[str]:
    """The 134 precomposed letters beyond ASCII, both cases, in code order."""
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    small = {unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in tones} | {"đ"}
    letters = small | {letter.upper() for letter in small}
    return sorted(letter for letter in letters if not letter.isascii())


@cache
def font(face: Face) -> Any:
    """The font of ``face`` as reportlab parses it, read at first use.

    Raises EnvironmentFault (``fonts``) where its file can't be read.
    """
    try:
        return TTFontFace(str(FONTS / f"{face.value}.ttf"))
    except (TTFError, OSError) as fault:
        raise _broken(f"không đọc được phông {face.value}") from fault


@cache
def _widths(face: Face) -> dict[str, float]:
    return {chr(code): width / 1000 for code, width in font(face).charWidths.items()}


def width_pt(text: str, face: Face, size_pt: float) -> float:
    """How wide ``text`` is, in points."""
    if len(text) <= LONGEST_CACHED_WORD:
        return size_pt * _word_width(text, face)
    return size_pt * _unit_width(text, face)


def _unit_width(text: str, face: Face) -> float:
    widths = _widths(face)
    return sum([widths.get(letter, 0.5) for letter in text])


_word_width = lru_cache(maxsize=MAX_CACHED_WORDS)(_unit_width)


def printable(text: str) -> str:
    """``text`` in NFC, blanks collapsed, and what the fonts can't show replaced by a box.

    Signs that are no letters (direction marks, joiners) are left out: they turn a name round where
    it is read back.
    """
    known = _widths(Face.REGULAR)
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    if not composed.isprintable():
        composed = "".join([one for one in composed if unicodedata.category(one) != "Cf"])
    return "".join([letter if letter in known else REPLACEMENT for letter in composed])


def check_fonts() -> str:
    """Say which fonts are used; EnvironmentFault (``fonts``) where a file or letter is missing."""
    wanted = {ord(letter) for letter in vietnamese_letters()}
    for face in Face:
        if not wanted <= font(face).charToGlyph.keys():
            raise _broken(f"phông {face.value} thiếu chữ tiếng Việt")
    return f"Liberation Serif, đủ {len(wanted)} chữ tiếng Việt"


def _broken(why: str) -> EnvironmentFault:
    return EnvironmentFault("fonts", f"Phông chữ hỏng: {why}.", advice="Cài đặt lại chương trình.")
