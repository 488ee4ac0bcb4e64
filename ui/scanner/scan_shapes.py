"""What a scanner types, told from what people type: by its shape alone.

Two kinds. *Unmistakable*: nobody types five bars after a number, or a mark of 200 digits; such a
scan counts wherever it stands in a burst. *Plain*: a bare code, which people type too; it must be
the whole burst.
"""

from __future__ import annotations

import re

from app.errors import InvalidInput
from app.numbering.receipt_mark import read_code
from ui.scanner.unmistakable import card_at, whole_card_at, zone_at

LONGEST = 8_192
_WEB = re.compile(r"(?:\][CQ]\d)?HTTPS?://", re.ASCII | re.IGNORECASE)
_MARKED = re.compile(r"[^/\s]{1,48}/\d{9,}/?\Z", re.ASCII)
_CODE_BEGINS = re.compile(
    r"(?:\][CQ]\d?)?"
    r"(?:[A-Z]\d{0,2}|[A-Z]\d{2}[.\-][0-9A-Z.\-]{0,40}|\d{1,3}|\d{3}\.[0-9A-Z.\-]{0,40})\Z",
    re.ASCII | re.IGNORECASE,
)
_WORDS_BEGIN = ("CHM-", "HTTPS://", "HTTP://", "IDVNM", "P<")
_ZONE_BEGINS = re.compile(r"(?:I[D<]VNM|P<[A-Z]{3})[A-Z0-9<\n]*\Z", re.ASCII | re.IGNORECASE)


def unmistakable_at(text: str) -> int | None:
    """Where in ``text`` an unmistakable scan begins that goes to its end; None without one."""
    card = whole_card_at(text)
    zone = zone_at(text) if card is None else card
    if zone is not None:
        return zone
    web = _WEB.search(text)
    whole = web is not None and (_MARKED.search(text) or "=" in text[web.end() :])
    if web is not None and whole and _is_code(text[web.start() :]):
        return web.start()  # a mark, or another system's address with the code as a parameter
    return 0 if _MARKED.match(text) and _is_code(text) else None


def left_behind_at(text: str) -> int | None:
    """Where in the text of a field a scan begins that came in pieces, or broke off; else None.

    Somebody who is done with the field meant no such text: twelve digits and a bar are a card's
    beginning, whatever a slow keyboard lost behind them.
    """
    whole = unmistakable_at(text)
    return card_at(text) if whole is None else whole


def is_cut_card(text: str) -> bool:
    """Whether a card begins here, and not all of its fields follow."""
    return card_at(text) is not None and whole_card_at(text) is None


def is_plain(text: str) -> bool:
    """Whether ``text`` is a bare dossier code or a desk's reference, without a blank in it."""
    return "/" not in text and not any(letter.isspace() for letter in text) and _is_code(text)


def is_certain(text: str) -> bool:
    """Whether ``text`` ends within what can only become an unmistakable scan."""
    begins = _WEB.match(text) or _ZONE_BEGINS.match(text)
    return card_at(text) is not None or begins is not None


def may_become_scan(text: str) -> bool:
    """Whether a scan may begin with ``text``, as far as that can be said early.

    Only keys that nobody would miss for half a second wait for the answer.
    """
    upper = text.upper()
    return (
        (text.isascii() and text.isdigit() and len(text) <= 12)
        or is_certain(text)
        or _CODE_BEGINS.match(text) is not None
        or any(word.startswith(upper) or upper.startswith(word) for word in _WORDS_BEGIN)
    )


def _is_code(text: str) -> bool:
    try:
        read_code(text)
    except InvalidInput as error:
        return error.code == "bad_mark"  # a receipt all the same: the officer is told to scan again
    return True
