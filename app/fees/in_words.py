"""Amounts in Vietnamese words, as they stand on receipts: "Bốn trăm hai mươi nghìn đồng"."""

from __future__ import annotations

from app.errors import InvalidInput

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
MAX_AMOUNT_DONG = 10**15 - 1
_GROUPS = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))


def amount_in_words(amount_dong: int) -> str:
    """Write whole đồng in words, capitalised: mốt, lăm, linh, nghìn, triệu, tỷ.

    Raises InvalidInput (``bad_amount``) below 0 and from 10¹⁵ on.
    """
    if not 0 <= amount_dong <= MAX_AMOUNT_DONG:
        raise InvalidInput("bad_amount", "Số tiền ngoài phạm vi đọc được.", field="amount")
    words = _number(amount_dong) or ["không"]
    return " ".join([*words, "đồng"]).capitalize()


def _number(value: int) -> list[str]:
    """The words of ``value``; none for zero. Above 10⁹ the billions are a number of their own."""
    billions, rest = divmod(value, 10**9)
    words = [*_number(billions), "tỷ"] if billions else []
    for size, name in _GROUPS:
        group, rest = divmod(rest, size)
        if group:
            words += _group(group, padded=bool(words))
            words += [name] if name else []
    return words


def _group(group: int, *, padded: bool) -> list[str]:
    """Three digits; ``padded``: something stands before them, so "không trăm" is spoken."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds or padded else []
    if tens == 0:
        if units and words:
            words.append("linh")
        return words + ([DIGITS[units]] if units else [])
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if units == 0:
        return words
    if units == 1 and tens > 1:
        return [*words, "mốt"]
    if units == 5:
        return [*words, "lăm"]
    return [*words, DIGITS[units]]
