"""The shapes that only a scanner types: nothing to load, so that the sign-in view may ask too."""

from __future__ import annotations

import re

_SEPARATOR = "|"
_SEPARATORS = 5
"""A card without the field of the old number has five, with it six or more; less is a part."""

# Identity cards, and health insurance cards, which are told to be another card. Of more digits
# the last twelve: a number that was being typed stands before them.
_CARD = re.compile(r"(?:\][A-Z]\d)?(?:\d{12}|[A-Z]{2}\d{13}|\d{10})\|", re.ASCII | re.IGNORECASE)
_OLD_NUMBER = re.compile(r"\|\d*\|", re.ASCII)
# The lines of a card (3 × 30) or a passport (2 × 44), joined or each with its line end.
_CARD_LINE_1 = r"[ACI][A-Z0-9<][A-Z<]{3}[A-Z0-9<]{25}"
_CARD_LINE_2 = r"[0-9<]{7}[MFX<][0-9]{7}[A-Z<]{3}[A-Z0-9<]{12}"
_PASSPORT_LINE_1 = r"P[A-Z<][A-Z<]{42}"
_ZONE = re.compile(
    rf"{_CARD_LINE_1}\n?{_CARD_LINE_2}\n?[A-Z<]{{30}}"
    rf"|{_PASSPORT_LINE_1}\n?[A-Z0-9<]{{9}}[0-9<][A-Z<]{{3}}[0-9<]{{7}}[MFX<][0-9<]{{7}}[A-Z0-9<]{{16}}",
    re.ASCII | re.IGNORECASE,
)
_ZONE_BEGUN = re.compile(
    rf"(?:{_CARD_LINE_1}(?:\n?{_CARD_LINE_2})?|{_PASSPORT_LINE_1})\Z", re.ASCII | re.IGNORECASE
)
_LONGEST_BEGUN = 61
_MOST_LOOKED_AT = 16_384
"""Twice the longest scan."""
_RECEIPT = re.compile(r"HTTPS?://[^/\s]+/[^/\s]{1,48}/\d{200,}/?", re.ASCII | re.IGNORECASE)


def card_at(text: str) -> int | None:
    """Where in ``text`` a card begins, whole or cut; None without one."""
    card = _CARD.search(text)
    return None if card is None else card.start()


def whole_card_at(text: str) -> int | None:
    """Where in ``text`` a card begins that has all of its fields; None without one."""
    card = _CARD.search(text)
    if card is None:
        return None
    has_old_number = _OLD_NUMBER.match(text, card.end() - 1) is not None
    is_whole = text.count(_SEPARATOR, card.start()) >= _SEPARATORS + has_old_number
    return card.start() if is_whole else None


def zone_at(text: str) -> int | None:
    """Where in ``text`` a whole machine-readable zone begins; None without one."""
    zone = _ZONE.search(text)
    return None if zone is None else zone.start()


def is_zone_begun(text: str) -> bool:
    """Whether ``text`` ends with the first line or lines of a zone, and more must follow."""
    tail = text[-_LONGEST_BEGUN:]
    begun = _ZONE_BEGUN.search(tail)
    return begun is not None and "<" in begun[0]


def holds_scan(text: str) -> bool:
    """Whether a whole card or a receipt's QR stands in ``text``: nobody's name or password."""
    text = text[:_MOST_LOOKED_AT]
    found = whole_card_at(text), zone_at(text)
    return found != (None, None) or _RECEIPT.search(text) is not None
