"""Time limits and amounts as other systems write them: read where certain, else None.

``03 (ba) ngày làm việc kể từ ngày nhận đủ hồ sơ``, ``0,5`` + ``WORKING_DAY``, ``Ngay trong ngày``.
A text that names two limits is not one limit.
"""

from __future__ import annotations

import re

from app.catalogue.folding import fold
from app.deadlines.rule import MAX_AMOUNT, DeadlineRule, Unit

_UNITS = {
    "ngay lam viec": Unit.WORKING_DAY,
    "working_day": Unit.WORKING_DAY,
    "working day": Unit.WORKING_DAY,
    "ngay": Unit.CALENDAR_DAY,
    "day": Unit.CALENDAR_DAY,
    "calendar_day": Unit.CALENDAR_DAY,
    "gio lam viec": Unit.WORKING_HOUR,
    "working_hour": Unit.WORKING_HOUR,
    "gio": Unit.HOUR,
    "hour": Unit.HOUR,
    "thang": Unit.MONTH,
    "month": Unit.MONTH,
}
_LIMIT = re.compile(
    r"(?<![\d/.,])(?P<amount>\d{1,5}(?:[.,]\d{1,2})?|1/2)\s*(?:\([^)]{1,40}\)\s*)?"
    r"(?P<unit>ngay lam viec|gio lam viec|ngay|gio|thang)(?![a-z])"
)
_TRAILING_HOUR = re.compile(r"(?:sau|truoc)\s+\d{1,2}\s*gio(?:\s*\d{0,2}\s*phut)?")
_SAME_DAY = re.compile(r"\b(?:ngay trong ngay|trong ngay lam viec|trong ngay)\b")
_HALVES = {"0.5": 1, "1/2": 1, "1.5": 3, "2.5": 5}
_AMOUNT = re.compile(r"\d{1,3}(?:[. ,]\d{3})*|\d{1,10}", re.ASCII)
_MAX_DONG = 1_000_000_000


def read_limit(amount: str, unit: str) -> DeadlineRule | None:
    """``amount`` with ``unit`` in its own field; either may be the whole text."""
    known = _UNITS.get(" ".join(fold(unit).split()))
    if known is not None and amount:
        return _rule(amount.strip(), known)
    return read_limit_text(f"{amount} {unit}")


def read_limit_text(text: str) -> DeadlineRule | None:
    """The one limit that a text names."""
    folded = _TRAILING_HOUR.sub(" ", " ".join(fold(text).split()))
    found = list(_LIMIT.finditer(folded))
    if len(found) == 1:
        return _rule(found[0]["amount"], _UNITS[found[0]["unit"]])
    if not found and _SAME_DAY.search(folded):
        return DeadlineRule(Unit.SAME_DAY)
    return None


def _rule(amount: str, unit: Unit) -> DeadlineRule | None:
    amount = amount.replace(",", ".")
    amount = amount.rstrip("0").rstrip(".") if "." in amount else amount
    if amount in _HALVES:
        if unit is Unit.WORKING_DAY:
            return DeadlineRule(Unit.HALF_WORKING_DAY, _HALVES[amount])
        return None
    if not (amount.isascii() and amount.isdecimal() and 1 <= int(amount) <= MAX_AMOUNT):
        return None
    return DeadlineRule(unit, int(amount))


def read_dong(text: str) -> int | None:
    """Whole đồng: ``8000``, ``8.000``, ``8,000 đ``; None where it is none, or two."""
    folded = fold(text).replace("vnd", " ").replace("dong", " ").rstrip(" d.")
    text = folded.strip()
    text = re.sub(r"[.,]0{1,2}\Z", "", text) if re.search(r"\d{4,}[.,]0{1,2}\Z", text) else text
    if _AMOUNT.fullmatch(text) is None:
        return None
    amount = int(re.sub(r"[., ]", "", text))
    return amount if amount <= _MAX_DONG else None
