"""Undo what the state of a keyboard does to a whole text: its width, its blanks, Caps Lock."""

from __future__ import annotations

import re
import unicodedata

from app.identity.repairs import SEPARATOR

_TO_ASCII = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}
_ASCII_GRAPHIC = re.compile(r"[!-~]")
_WIDE = re.compile(r"[\uff01-\uff5e]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
_BLANK = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVERTED_SEX = re.compile(r"\|[ ]*n(?:AM|Ữ|U)[ ]*(?:\||\Z)")
NAME_FIELDS = (1, 2)
"""Where the name stands: third, or second on a card without the old number."""


def undo_full_width(text: str) -> str | None:
    """ASCII in the width of East Asian letters, where not one character stands in its own."""
    if _ASCII_GRAPHIC.search(text) or not _WIDE.search(text):
        return None
    return text.translate(_TO_ASCII)


def undo_blanks(text: str) -> str:
    """Every kind of blank as a plain one; what can't be seen goes."""
    return _BLANK.sub(" ", _INVISIBLE.sub("", text))


def undo_caps_lock(text: str) -> str | None:
    """Letters in the wrong case, where the sex or every word of the name says so.

    A driver that types letters with marks by their number leaves those as they are: then only the
    ASCII letters are swapped.
    """
    fields = text.split(SEPARATOR, 12)
    names = [fields[at] for at in NAME_FIELDS if at < len(fields) and _is_name(fields[at])]
    if not names:
        return None
    words = names[0].split()
    longer = [word for word in words if len(word) > 1]  # one letter alone says nothing
    inverted = bool(longer) and not all(_is_written(word) for word in longer)
    inverted = inverted or (bool(longer) and all(_is_inverted(word) for word in longer))
    if not (inverted or _INVERTED_SEX.search(text)):
        return None
    for swap in (str.swapcase, _swap_ascii):
        if _is_written_alike([swap(word) for word in words]):
            swapped = unicodedata.normalize("NFC", swap(text))
            return None if _INVERTED_SEX.search(swapped) else swapped
    return None


def _is_name(field: str) -> bool:
    return any(letter.isalpha() for letter in field) and not any(
        letter.isdigit() for letter in field
    )


def _is_inverted(word: str) -> bool:
    """``tRƯƠNG``, or ``tRươNG`` where only the ASCII letters were typed as keys."""
    first, rest = word[0], [letter for letter in word[1:] if letter.isascii()]
    return first == first.lower() and bool(rest) and "".join(rest).isupper()


def _is_written(word: str) -> bool:
    """As people write names: ``Trương``, ``TRƯƠNG``, ``trương``."""
    return word.isupper() or word.islower() or word == word[:1].upper() + word[1:].lower()


def _is_written_alike(words: list[str]) -> bool:
    """All in capitals, all in small letters, or each with a capital."""
    if not all(map(_is_written, words)):
        return False
    longer = [word for word in words if len(word) > 1]
    return len({(word[0].isupper(), word.isupper()) for word in longer}) < 2


def _swap_ascii(text: str) -> str:
    return "".join(letter.swapcase() if letter.isascii() else letter for letter in text)
