"""Amounts in Vietnamese words, as they stand on receipts: "Bốn trăm hai mươi nghìn đồng"."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from app.errors import InvalidInput

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
MAX_AMOUNT_DONG = 10**15 - 1
_GROUPS = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))


class WordStyle(Struct, frozen=True, forbid_unknown_fields=True):
    """Where people speak in two ways.

    ``zero_tens``: 105 is "một trăm linh năm" or "… lẻ năm"; ``four``: 24 is "hai mươi tư" or
    "… bốn" (14 is always "mười bốn").
    """

    zero_tens: Literal["linh", "lẻ"] = "linh"
    four: Literal["tư", "bốn"] = "tư"


USUAL_STYLE = WordStyle()


def amount_in_words(amount_dong: int, style: WordStyle = USUAL_STYLE) -> str:
    """Write whole đồng in words, capitalised: mốt, tư, lăm, linh, nghìn, triệu, tỷ.

    Raises InvalidInput (``bad_amount``) below 0 and from 10¹⁵ on.
    """
    if not 0 <= amount_dong <= MAX_AMOUNT_DONG:
        raise InvalidInput("bad_amount", "Số tiền ngoài phạm vi đọc được.", field="amount")
    words = _number(amount_dong, style) or ["không"]
    return " ".join([*words, "đồng"]).capitalize()


def _number(value: int, style: WordStyle) -> list[str]:
    """The words of ``value``; none for zero. Above 10⁹ the billions are a number of their own."""
    billions, rest = divmod(value, 10**9)
    words = [*_number(billions, style), "tỷ"] if billions else []
    for size, name in _GROUPS:
        group, rest = divmod(rest, size)
        if group:
            words += _group(group, style, padded=bool(words))
            words += [name] if name else []
    return words


def _group(group: int, style: WordStyle, *, padded: bool) -> list[str]:
    """Three digits; ``padded``: something stands before them, so "không trăm" is spoken."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds or padded else []
    if tens == 0:
        if units and words:
            words.append(style.zero_tens)
        return words + ([DIGITS[units]] if units else [])
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    return words + ([_unit(units, style, tens=tens)] if units else [])


def _unit(units: int, style: WordStyle, *, tens: int) -> str:
    """A last digit after mười or mươi."""
    if units == 5:
        return "lăm"
    if tens == 1:
        return DIGITS[units]
    return {1: "mốt", 4: style.four}.get(units, DIGITS[units])
