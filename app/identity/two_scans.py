"""Two scans that run together in one text: the same card twice is one, two cards are an error."""

from __future__ import annotations

import re

from app.errors import InvalidInput
from app.identity.card_shape import heads_in
from app.identity.repairs import SEPARATOR

_EDGES = " \t\r\n\x02\x03\ufeff|"
_BLANKS = " \t\r\n"
_SCAN = re.compile(r"\W{0,8}\d{12}.{12}", re.ASCII | re.DOTALL)
_NUMBER_AND_BAR = re.compile(r"\d{12}\|", re.ASCII)


def once(text: str) -> str | None:
    """A text that is the same scan over and over, once; None where it is not."""
    half = text
    while _SCAN.match(half):
        middle = (len(half) + 1) // 2
        first, second = half[:middle].strip(_BLANKS), half[middle:].strip(_BLANKS)
        if first != second:
            break
        half = first
    return half if half != text else None


def one_of_two(text: str) -> str | None:
    """The card that ``text`` holds twice, or beside a part of itself.

    None where it holds one. Raises InvalidInput (``two_cards``) where two are different.
    """
    heads = heads_in(text)
    if not heads:
        return None
    starts = sorted({*heads, *_begun_again(text, heads[0])})
    before = text[: starts[0]].strip(_EDGES)
    if _NUMBER_AND_BAR.search(before) is None:
        before = ""  # a prefix, not a scan
    if len(starts) == 1 and not before:
        return None
    ends = [*starts[1:], len(text)]
    scans = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    parts = [scan.strip(_EDGES) for scan in scans]
    longest = max(parts, key=len)
    if not all(longest.startswith(part) for part in (*parts, before)):
        raise InvalidInput(
            "two_cards",
            "Có hai thẻ khác nhau trong một lần quét.",
            field="text",
            advice="Quét lại từng thẻ một.",
        )
    return scans[parts.index(longest)].rstrip()


def _begun_again(text: str, first: int) -> list[int]:
    """Where the same number begins once more, right behind what is no bar: a scan that broke off.

    Behind a bar it may be a field of the newer card, which names its holder's family.
    """
    again = text[first : first + 12] + SEPARATOR
    starts, at = [], text.find(again, first + 1)
    while at >= 0:
        if text[at - 1] != SEPARATOR:
            starts.append(at)
        at = text.find(again, at + 1)
    return starts
