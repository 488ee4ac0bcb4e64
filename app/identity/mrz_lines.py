"""Find the lines of a machine-readable zone in what a reader typed (ICAO 9303 parts 4 to 6)."""

from __future__ import annotations

import re

FILLER = "<"
_FORMATS = ((3, 30), (2, 44), (2, 36))
"""TD1 (cards), TD3 (passports), TD2: how many lines of how many characters."""
_BIRTH_LINE = re.compile(r"[0-9<]{6}[0-9<][MFX<][0-9]{6}[0-9][A-Z<]{3}")
_DATES_LINE = re.compile(r"[A-Z0-9<]{9}[0-9<][A-Z<]{3}[0-9<]{6}[0-9<][MFX<][0-9<]{6}[0-9<]")
_FIRST = re.compile(r"[ACIP][A-Z0-9<][A-Z<]{3}[A-Z0-9<]")
_OTHERS = re.compile(r"[^A-Z0-9\s]")
_PADDED_LEAST = 3
"""A reader may leave out the fillers at the end; a name has more letters than this."""


def mrz_lines(text: str) -> tuple[list[str], bool] | None:
    """The lines in capitals, filled up; whether another character stood for ``<``; else None.

    Lines come with any line end, with blanks between them, or joined.
    """
    cleaned = _once(text.strip().upper())
    found = _lines_of(cleaned)
    if found is not None:
        return found, False
    others = set(_OTHERS.findall(cleaned))
    if FILLER in others or len(others) > 1:
        return None
    filler = others.pop() if others else " "
    found = _lines_of(cleaned.replace(filler, FILLER))
    return None if found is None else (found, True)


def _once(text: str) -> str:
    """One zone, where a reader typed the same one twice."""
    half = (len(text) + 1) // 2
    return text[:half].strip() if text[:half].strip() == text[half:].strip() else text


def _lines_of(text: str) -> list[str] | None:
    if FILLER not in text:
        return None
    parts = text.split()
    for count, width in _FORMATS:
        lines = _from_parts(parts, count, width)
        if lines is not None and _is_zone(lines, width):
            return lines
    return None


def _from_parts(parts: list[str], count: int, width: int) -> list[str] | None:
    if len(parts) == count and all(_PADDED_LEAST < len(part) <= width for part in parts):
        return [part.ljust(width, FILLER) for part in parts]
    joined = "".join(parts)
    if not width * (count - 1) + _PADDED_LEAST < len(joined) <= width * count:
        return None
    joined = joined.ljust(width * count, FILLER)
    return [joined[at : at + width] for at in range(0, width * count, width)]


def _is_zone(lines: list[str], width: int) -> bool:
    if _FIRST.match(lines[0]) is None or _OTHERS.search("".join(lines).replace(FILLER, "")):
        return False
    if lines[0].startswith("P") != (width == 44):
        return False
    dates = _BIRTH_LINE if len(lines) == 3 else _DATES_LINE
    return dates.match(lines[1]) is not None
