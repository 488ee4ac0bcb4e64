"""The letters of Vietnamese that are not ASCII, as NFC."""

from __future__ import annotations

import unicodedata

_BASES = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")

VIETNAMESE = frozenset(
    letter
    for base in _BASES + _BASES.upper()
    for tone in _TONES
    if not (letter := unicodedata.normalize("NFC", base + tone)).isascii()
) | frozenset("đĐ")
"""The 134 letters with marks, small and capital."""
