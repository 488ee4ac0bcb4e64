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


def holds_scan(text: str) -> bool:
    """Whether a whole card or a receipt's QR stands in ``text``: nobody's name or password."""
    return whole_card_at(text) is not None or _RECEIPT.search(text) is not None
