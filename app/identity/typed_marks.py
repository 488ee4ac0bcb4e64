"""Undo texts that came as the keys of an input method: ``Nguyeenx`` (Telex), ``Nguye64n`` (VNI).

The evidence is the name: no letter of the whole text has a mark, every word of the name is a
Vietnamese syllable once its keys are read, and at least one can be nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from app.identity.repairs import SEPARATOR, Repair
from app.identity.syllables import TONES, is_bare_syllable, is_syllable, with_tone
from app.identity.typed_keys import NAME_FIELDS

MAX_WORD = 12
MAX_NAME_WORDS = 20
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_TELEX_TONES = dict(zip("sfrxj", TONES, strict=True))
_VNI_TONES = dict(zip("12345", TONES, strict=True))
_VNI_MARKS = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}}
_TELEX_W = {"a": "ă", "o": "ơ", "u": "ư"}
_TELEX_TWICE = {"a": "â", "e": "ê", "o": "ô"}


def undo_typed_marks(text: str) -> tuple[str, Repair] | None:
    """The text with its letters, and which method's keys stood for them."""
    if not text.isascii() or SEPARATOR not in text:
        return None
    fields = text.split(SEPARATOR, 64)
    for repair, read in ((Repair.TELEX, _telex), (Repair.VNI, _vni)):
        if any(_is_typed_name(fields[at], read) for at in NAME_FIELDS if at < len(fields)):
            return SEPARATOR.join(_read_words(field, read) for field in fields), repair
    return None


def _is_typed_name(field: str, read: Callable[[str], str]) -> bool:
    words = field.split()
    if not 0 < len(words) <= MAX_NAME_WORDS or not all(_WORD.fullmatch(word) for word in words):
        return False
    readings = [_reading(word, read) for word in words]
    return any(readings) and all(
        reading or is_bare_syllable(word) for word, reading in zip(words, readings, strict=True)
    )


def _read_words(field: str, read: Callable[[str], str]) -> str:
    return _WORD.sub(lambda match: _reading(match[0], read) or match[0], field)


def _reading(word: str, read: Callable[[str], str]) -> str:
    """The syllable that ``word``'s keys stand for; empty where it is one as it stands, or none."""
    if not 2 <= len(word) <= MAX_WORD or is_bare_syllable(word):
        return ""
    syllable = read(word)
    return syllable if syllable != word and is_syllable(syllable) else ""


def _telex(word: str) -> str:
    letters, tone = "", ""
    for letter in word:
        key = letter.lower()
        if key in _TELEX_TONES and _ends_in_rime(letters):
            tone = _TELEX_TONES[key]
        elif key == "w":
            letters = _marked(letters, _TELEX_W)
        elif key in _TELEX_TWICE and key in letters.lower()[1 - len(word) :]:
            letters = _marked(letters, {key: _TELEX_TWICE[key]})
        elif key == "d" and letters.lower().startswith("d"):
            letters = ("Đ" if letters[0].isupper() else "đ") + letters[1:]
        else:
            letters += letter
    return with_tone(letters, tone)


def _vni(word: str) -> str:
    letters, tone = "", ""
    for letter in word:
        if letter in _VNI_TONES:
            tone = _VNI_TONES[letter]
        elif letter in _VNI_MARKS:
            letters = _marked(letters, _VNI_MARKS[letter])
        elif letter == "9" and letters.lower().startswith("d"):
            letters = ("Đ" if letters[0].isupper() else "đ") + letters[1:]
        else:
            letters += letter
    return with_tone(letters, tone)


def _ends_in_rime(letters: str) -> bool:
    return any(letter.lower() in "aăâeêioôơuưy" for letter in letters)


def _marked(letters: str, marks: dict[str, str]) -> str:
    """The last letter that can bear the mark, marked; ``uo`` becomes ``ươ`` in one."""
    lower = letters.lower()
    if "o" in marks and "u" in marks and "uo" in lower:
        at = lower.rindex("uo")
        pair = "".join(
            mark.upper() if letter.isupper() else mark
            for letter, mark in zip(letters[at : at + 2], "ươ", strict=True)
        )
        return letters[:at] + pair + letters[at + 2 :]
    at = max(lower.rfind(letter) for letter in marks)
    if at < 0:
        return letters
    mark = marks[lower[at]]
    return letters[:at] + (mark.upper() if letters[at].isupper() else mark) + letters[at + 1 :]
