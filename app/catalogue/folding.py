"""Folding for search: case, tone marks and đ → d, whether the text is NFC or NFD."""

from __future__ import annotations

import unicodedata

_D_STROKE = str.maketrans({"đ": "d", "ð": "d"})
"""U+00F0 is not a Vietnamese letter, but old files have it in place of đ."""


def fold(text: str) -> str:
    """Return ``text`` in lower case without marks: ``Đặng Văn`` → ``dang van``."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.translate(_D_STROKE)
