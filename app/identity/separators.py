"""Bring back the bars between a card's fields: typed as another character, doubled, or lost.

Only where what comes out is surely a card (``card_shape.is_card``), and the text as it stands
is not.
"""

from __future__ import annotations

import re

from app.identity.card_shape import (
    is_barred_card,
    is_card,
    is_damaged_card,
    is_date,
)
from app.identity.repairs import SEPARATOR

MAX_BETWEEN = 3
_IN_WORDS = " ,;.-'/"
"""These stand in addresses too."""
_BEHIND_NUMBER = re.compile(r"\d{12}(?P<one>[^\w\s]|[\t\n¦§°µçÇªº~])", re.ASCII)
_BETWEEN = rf"[^\w]{{0,{MAX_BETWEEN}}}"
_ANCHORS = re.compile(
    rf"(?P<number>\d{{12}}){_BETWEEN}(?P<old>\d{{9}})?{_BETWEEN}"
    rf"(?P<name>[^\W\d_][^\d|]{{1,200}}?){_BETWEEN}"
    rf"(?P<birth>\d{{8}}|\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{4}}){_BETWEEN}"
    r"(?P<sex>nam|nữ|nu)(?P<rest>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_ISSUED = re.compile(r"\d{8}\Z|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}\Z", re.ASCII)
_ISSUED_BEHIND = re.compile(
    r"(?<!\d)(?:\d{4}|\d{2}/\d{2}/)(?:201[6-9]|20[2-9]\d)\Z", re.ASCII
)  # cards with a QR were first issued in 2021, their law is of 2014
_JUNK = " \t\r\n|~¦§°\\,;*#$^><-_/"


def undo_separators(text: str) -> str | None:
    """The text with its bars; None where they stand, or where it can't be certain."""
    if is_barred_card(text):
        return _last_lost(text)
    text = text.replace("\r\n", "\n")
    return _doubled(text) or _one_character(text) or _lost(text) or _last_lost(text)


def _doubled(text: str) -> str | None:
    fields = text.split(SEPARATOR, 32)
    odd, even = fields[1::2], fields[::2]
    if len(fields) < 9 or any(odd) or not is_card(even):
        return None
    return SEPARATOR.join(even)


def _one_character(text: str) -> str | None:
    """The character behind the number stands for every bar; a text may still have other ones."""
    match = _BEHIND_NUMBER.match(text)
    if match is None or match["one"] == SEPARATOR or SEPARATOR in text:
        return None
    fields = text.split(match["one"], 64)
    is_certain = is_card(fields) or (match["one"] not in _IN_WORDS and is_damaged_card(fields))
    return SEPARATOR.join(fields) if is_certain else None


def _lost(text: str) -> str | None:
    """Number, name, birth and sex follow each other; the address ends before the last date."""
    match = _ANCHORS.match(text)
    if match is None or not is_date(match["birth"]):
        return None
    rest = match["rest"].strip(_JUNK)
    issued = _ISSUED.search(rest)
    if issued is not None and not is_date(issued[0]):
        issued = None
    address = rest[: issued.start()].rstrip(_JUNK) if issued is not None else rest
    if SEPARATOR in address:  # bars stand on both sides of the issue date: more fields follow
        return _lost_before_sex(match, rest)
    name = match["name"].strip(_JUNK)
    parts = (match["number"], match["old"] or "", name, match["birth"], match["sex"], address)
    fields = [*parts, issued[0] if issued is not None else ""]
    return SEPARATOR.join(fields) if is_card(fields) else None


def _last_lost(text: str) -> str | None:
    """The bar before the issue date: an address that ends in a date of a card, and no date behind
    it."""
    fields = text.split(SEPARATOR, 16)
    if len(fields) < 5:
        return None
    at = 4 + (fields[1].strip().isdecimal() or not fields[1].strip())
    if len(fields) <= at or any(is_date(field) for field in fields[at + 1 : at + 2]):
        return None
    address = fields[at].strip(_JUNK)
    issued = _ISSUED_BEHIND.search(address)
    if issued is None or not is_date(issued[0]):
        return None
    before = address[: issued.start()].rstrip(_JUNK)
    parted = [*fields[:at], before, issued[0], *fields[at + 1 :]]
    return SEPARATOR.join(parted) if is_card(parted) else None


def _lost_before_sex(match: re.Match[str], rest: str) -> str | None:
    """The bars behind the address stand, some before it are lost."""
    name = match["name"].strip(_JUNK)
    parts = [match["number"], match["old"] or "", name, match["birth"], match["sex"]]
    fields = [*parts, *rest.split(SEPARATOR, 32)]
    return SEPARATOR.join(fields) if is_card(fields) else None
