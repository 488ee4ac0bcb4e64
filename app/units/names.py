"""How names of units are compared: without case, marks and spelling habits, and with their marks.

A *plain* word has neither case nor marks, apostrophes are gone, and ``y`` after a consonant is
``i`` (Mỹ, Mĩ; Quý, Quí). A *marked* word keeps its marks, the tone behind the syllable, so that
``hòa`` and ``hoà`` are the same word.
"""

from __future__ import annotations

import re
import unicodedata

from app.catalogue.folding import fold

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
_Y_AFTER_CONSONANT = re.compile(r"^(qu|[bcdghklmnpqrstvx]+)y$")
_TONES = {"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"}
_LETTERS = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))]
_PLAIN = str.maketrans({letter: fold(letter) for letter in _LETTERS if letter.isalpha()})


def plain_word(word: str) -> str:
    """One word without case and marks, NFC or NFD."""
    if not word.isascii():
        word = unicodedata.normalize("NFC", word).translate(_PLAIN)
    word = word.lower()
    if word.isdecimal():
        return word.lstrip("0") or "0"
    return _Y_AFTER_CONSONANT.sub(r"\1i", word) if word.endswith("y") else word


def marked_word(word: str) -> str:
    """One word with its marks, the tone last; the same for both ways of placing the tone."""
    lower = word.casefold()
    if lower.isascii():
        return plain_word(lower)
    letters, tones = "", ""
    for letter in unicodedata.normalize("NFD", lower):
        if letter in _TONES:
            tones += _TONES[letter]
        else:
            letters += letter
    if letters.isascii():
        letters = plain_word(letters)
    return unicodedata.normalize("NFC", letters) + tones


def name_words(name: str) -> list[str]:
    """The words of a name as written, apostrophes and hyphens gone: ``Phan Rang - Tháp Chàm``."""
    return _WORD.findall(unicodedata.normalize("NFC", name.translate(_APOSTROPHES)))


def plain_name(name: str) -> str:
    """The plain words of a name, one blank between: ``phan rang thap cham``."""
    return " ".join(plain_word(word) for word in name_words(name))


def marked_name(name: str) -> tuple[str, ...]:
    """The marked words of a name."""
    return tuple(marked_word(word) for word in name_words(name))
