"""Undo what keyboard-wedge scanners and their drivers do to Vietnamese text.

Every repair needs evidence that the *whole* text was damaged that way: a scanner never damages one
letter and leaves the next. Typed bytes, typed code points and percent-encoding leave pure ASCII, so
a text with one good Vietnamese letter is never touched by them, and digits that stand in a good
address ("Tổ 0198") stay. All passes are linear.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from app.identity.letters import VIETNAMESE

LOST = "\ufffd"
"""Stands for a letter that the scanner swallowed."""
SEPARATOR = "|"
MAX_ROUNDS = 16
"""Each undoing shortens the text, misread bytes by half: 8,192 characters are read in 13 rounds."""


class Repair(StrEnum):
    """The kinds of damage that are undone, by name."""

    ALT_CODES = "alt_codes"  # each UTF-8 byte typed as 0 and three digits: Tr0198017601980161ng
    BLANKS = "blanks"  # no-break and invisible blanks in place of blanks
    CAPS_LOCK = "caps_lock"  # tRƯƠNG
    CODE_POINTS = "code_points"  # each letter typed as its decimal code point: Nguy7877n
    DECOMPOSED = "decomposed"  # NFD
    FILLER = "filler"  # the < of a machine-readable line typed as another character
    FULL_WIDTH = "full_width"  # every ASCII character in its East Asian width
    HTML_ENTITIES = "html_entities"  # &#7885;
    MOJIBAKE = "mojibake"  # UTF-8 read as Windows-1252 or Windows-1258
    PERCENT_ENCODING = "percent_encoding"  # %E1%BB%8D
    REPEATED = "repeated"  # the same card twice in one text
    SEPARATORS = "separators"  # the bar typed as another character, or not at all
    TELEX = "telex"  # the keys of an input method in place of letters: Nguyeenx
    VNI = "vni"  # Nguye64n


class Repaired(Struct, frozen=True):
    """The text in NFC and what was undone. It has LOST where a letter could not be brought back."""

    text: str
    repairs: tuple[Repair, ...]


def repair_text(text: str) -> Repaired:
    """Undo every damage that ``text`` gives evidence of; good text comes back unchanged."""
    done: list[Repair] = []
    for _ in range(MAX_ROUNDS):
        before = text
        for repair, undo in _UNDO:
            undone = undo(text)
            if undone is not None and undone != text:
                text = undone
                done.append(repair)
        composed = unicodedata.normalize("NFC", text)
        if composed != text and text == before:  # letters first: a decomposed misreading is none
            done.append(Repair.DECOMPOSED)
            text = composed
        if text == before:
            break
    return Repaired(text, tuple(dict.fromkeys(done)))


def _has_vietnamese(text: str) -> bool:
    """Whether a letter of Vietnamese is in ``text``, also a decomposed one."""
    return any(letter in VIETNAMESE for letter in unicodedata.normalize("NFC", "a" + text))


# --- percent-encoding -------------------------------------------------------------------------

_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


def _undo_percent(text: str) -> str | None:
    if not text.isascii() or "%" not in text:
        return None
    decoded = "".join(_percent_run(run) or "" for run in _PERCENT.findall(text))
    no_separator = SEPARATOR not in text and SEPARATOR in decoded
    no_space = " " not in text and " " in decoded
    if not (_has_vietnamese(decoded) or no_separator or no_space):
        return None
    if " " not in text and "%20" not in text:
        text = text.replace("+", " ")  # form encoding
    return _PERCENT.sub(lambda match: _percent_run(match[0]) or match[0], text)


def _percent_run(run: str) -> str | None:
    try:
        return bytes.fromhex(run.replace("%", "")).decode()
    except UnicodeDecodeError:
        return None


# --- HTML entities ----------------------------------------------------------------------------

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});", re.ASCII)


def _undo_entities(text: str) -> str | None:
    decoded = "".join(html.unescape(entity) for entity in _ENTITY.findall(text))
    if not (_has_vietnamese(decoded) or (SEPARATOR not in text and SEPARATOR in decoded)):
        return None
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


# --- UTF-8 read as a Windows code page --------------------------------------------------------


def _code_page(name: str) -> dict[str, int]:
    """Character → byte. Bytes without a character are read as C1 controls."""
    table: dict[str, int] = {}
    for byte in range(256):
        try:
            table[bytes([byte]).decode(name)] = byte
        except UnicodeDecodeError:
            table[chr(byte)] = byte
    for byte in range(0x80, 0xA0):  # ISO 8859-1 has the controls in place of the letters
        table.setdefault(chr(byte), byte)
    return table


_CODE_PAGES = (_code_page("cp1252"), _code_page("cp1258"))  # 1258 is Vietnamese Windows' own


def _undo_mojibake(text: str) -> str | None:
    if text.isascii():
        return None
    for table in _CODE_PAGES:
        bytes_read = [table.get(letter) for letter in text]
        data = bytes(byte for byte in bytes_read if byte is not None)
        if len(data) == len(bytes_read):
            decoded = data.decode(errors="replace")
            good = sum(not letter.isascii() and letter != LOST for letter in decoded)
            if good > decoded.count(LOST) and _has_vietnamese(decoded):
                return decoded
    return None


# --- bytes typed as 0 and three digits (Alt codes) --------------------------------------------

_NEXT = r"0(?:12[89]|1[3-8]\d|19[01])"
_OF_TWO = r"0(?:19[4-9]|2[01]\d|22[0-3])"
_OF_THREE = r"0(?:22[4-9]|23\d)"
_OF_FOUR = r"024[0-4]"
_TYPED = re.compile(
    rf"(?:{_OF_TWO}{_NEXT}|{_OF_THREE}{_NEXT}{_NEXT}|{_OF_FOUR}{_NEXT}{_NEXT}{_NEXT})+", re.ASCII
)
# Of À…Ý, Ă and three-byte letters the last byte is swallowed where Windows-1252 has a glyph.
_SWALLOWED = re.compile(
    r"(?<=[^\W\d_])(?:019[56]|0225018[67])(?!\d)|(?:019[56]|0225018[67])(?=[^\W\d_])"
)


# Two bytes of a three-byte letter with a letter beside them: nothing else looks like that.
_TORN = re.compile(r"(?<=[^\W\d_])0225018[67](?!\d)|(?<!\d)0225018[67](?=[^\W\d_])")


def _undo_alt_codes(text: str) -> str | None:
    if not text.isascii():
        return None
    fields = text.split(SEPARATOR)
    worded = [field if _has_letter(field) else "" for field in fields]
    evident = any(
        _touches_letter(field, match) and _has_vietnamese(_typed(match) or "")
        for field in worded
        for match in _TYPED.finditer(field)
    ) or any(_TORN.search(field) for field in worded)
    if not evident:
        return None
    return SEPARATOR.join(
        _SWALLOWED.sub(LOST, _TYPED.sub(_typed_in_place, field)) if words else field
        for field, words in zip(fields, worded, strict=True)
    )


def _typed(match: re.Match[str]) -> str | None:
    digits = match[0]
    data = bytes(int(digits[at : at + 4]) for at in range(0, len(digits), 4))
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _typed_in_place(match: re.Match[str]) -> str:
    before, after = _neighbours(match.string, match)
    inside_number = before.isdigit() and after.isdigit()
    return match[0] if inside_number else _typed(match) or match[0]


# --- letters typed as decimal code points -----------------------------------------------------

_DIGITS = re.compile(r"\d+", re.ASCII)
_CODES = re.compile(r"(?:7[89]\d\d|[1-4]\d\d)+", re.ASCII)
_ONE_CODE = re.compile(r"7\d\d\d|\d\d\d", re.ASCII)
_FEMALE = ("N7919", "N7918", "n7919")
_NAME_FIELDS = (1, 2)
"""Where the name stands: third, or second on a card without the old number."""


def _undo_code_points(text: str) -> str | None:
    if not text.isascii():
        return None
    fields = text.split(SEPARATOR)
    named = [_name_like(index, field) for index, field in enumerate(fields)]
    if not any(named) and not any(
        field in _FEMALE or _has_code_inside_word(field) for field in fields
    ):
        return None

    def replace(whole: bool) -> Callable[[re.Match[str]], str]:  # noqa: FBT001 - one local use
        def one(match: re.Match[str]) -> str:
            if whole or _touches_letter(match.string, match):
                return _codes(match[0]) or match[0]
            return match[0]

        return one

    return SEPARATOR.join(
        _DIGITS.sub(replace(is_name), field) if _has_letter(field) else field
        for field, is_name in zip(fields, named, strict=True)
    )


def _name_like(index: int, field: str) -> bool:
    """A name has no digits: where it has, and all are codes, the text was typed by code points."""
    runs = list(_DIGITS.finditer(field))
    return (
        index in _NAME_FIELDS
        and _has_letter(field)
        and all(_codes(run[0]) for run in runs)
        and any(_touches_letter(field, run) for run in runs)
    )


def _has_code_inside_word(field: str) -> bool:
    """Whether letters of one case stand on both sides of a four-digit code of the same case."""
    for match in _DIGITS.finditer(field):
        before, after = _neighbours(field, match)
        letters = _codes(match[0]) if len(match[0]) >= 4 and before and after else None
        if letters and before.isalpha() and after.isalpha():
            around = before + letters + after
            if around.islower() or around.isupper() or (letters + after).islower():
                return True
    return False


def _codes(digits: str) -> str | None:
    """The letters of a run of code points; None where it is anything else."""
    if _CODES.fullmatch(digits) is None:
        return None
    letters = "".join(chr(int(code)) for code in _ONE_CODE.findall(digits))
    return letters if all(letter in VIETNAMESE for letter in letters) else None


def _has_letter(field: str) -> bool:
    return any(letter.isalpha() for letter in field)


def _neighbours(text: str, match: re.Match[str]) -> tuple[str, str]:
    start, end = match.span()
    return text[start - 1 : start] if start else "", text[end : end + 1]


def _touches_letter(text: str, match: re.Match[str]) -> bool:
    before, after = _neighbours(text, match)
    return before.isalpha() or after.isalpha()


_UNDO: tuple[tuple[Repair, Callable[[str], str | None]], ...] = (
    (Repair.PERCENT_ENCODING, _undo_percent),
    (Repair.HTML_ENTITIES, _undo_entities),
    (Repair.MOJIBAKE, _undo_mojibake),
    (Repair.ALT_CODES, _undo_alt_codes),
    (Repair.CODE_POINTS, _undo_code_points),
)
