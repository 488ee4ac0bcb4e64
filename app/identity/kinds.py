"""What kind of number stands in a form, and by what somebody without one was identified.

Problems are warnings in Vietnamese: nothing here refuses a number.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from msgspec import Struct

from app.identity.number import birth_place_warnings

_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SHAPES = (
    ("personal_number", re.compile(r"\d{12}\Z", re.ASCII)),
    ("old_identity", re.compile(r"\d{9}\Z", re.ASCII)),
    ("passport", re.compile(r"[A-Z]\d{7,8}\Z", re.ASCII)),
    ("tax_branch", re.compile(r"\d{10}-?\d{3}\Z", re.ASCII)),
    ("tax_code", re.compile(r"\d{10}\Z", re.ASCII)),
    ("health_insurance", re.compile(r"[A-Z]{2}\d{13}\Z", re.ASCII)),
)
MAX_NUMBER = 40
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_LOOKALIKES = str.maketrans("OIL", "011")
_NUMBERS = frozenset({9, 10, 12})


class NumberKind(StrEnum):
    """What a number can be, by its shape."""

    PERSONAL_NUMBER = "personal_number"  # số định danh, 12 digits
    OLD_IDENTITY = "old_identity"  # CMND, 9 digits
    PASSPORT = "passport"
    TAX_CODE = "tax_code"  # 10 digits, the last one a check digit
    TAX_BRANCH = "tax_branch"  # 13: a dependent unit of a tax code
    HOUSEHOLD_BUSINESS = "household_business"  # its owner's 12 digits, since 7/2025
    HEALTH_INSURANCE = "health_insurance"
    UNKNOWN = "unknown"


class NumberFound(Struct, frozen=True):
    """``number`` without blanks, in capitals; ``problems``: what to compare."""

    number: str
    kind: NumberKind
    problems: tuple[str, ...] = ()


class Proof(StrEnum):
    """By what a person without a number is identified (``no_id_kind``)."""

    KIN_CARD = "kin_card"  # giấy tờ của người thân
    WITNESS = "witness"  # người làm chứng
    FINGERPRINT = "fingerprint"  # điểm chỉ
    NEWBORN = "newborn"  # trẻ mới sinh
    OTHER = "other"


PROOF_WORDS = {
    Proof.KIN_CARD: "Giấy tờ của người thân đi cùng",
    Proof.WITNESS: "Có người làm chứng",
    Proof.FINGERPRINT: "Điểm chỉ thay chữ ký",
    Proof.NEWBORN: "Trẻ mới sinh, chưa có số định danh",
    Proof.OTHER: "Lý do khác",
}
"""What the papers say; ``OTHER`` says nothing for itself."""


def proof_words(kind: str, reason: str) -> str:
    """What is said of a person without a number: the kind in words, the reason, or both."""
    known = kind in set(Proof) and kind != Proof.OTHER
    words = PROOF_WORDS[Proof(kind)] if known else ""
    return ": ".join(text for text in (words, reason.strip()) if text)


def number_kind(text: str, *, organisation: bool = False) -> NumberFound:
    """Tell what ``text`` is by its shape; ``organisation`` tells twelve digits of a household
    business (hộ kinh doanh, TT 86/2024/TT-BTC) from a person's own. Never raises."""
    number = "".join(unicodedata.normalize("NFKC", text[:MAX_NUMBER]).split()).upper()
    number = _DASHES.sub("-", number)
    name = next((name for name, shape in _SHAPES if shape.match(number)), "unknown")
    kind = NumberKind(name)
    if kind is NumberKind.PERSONAL_NUMBER and organisation:
        kind = NumberKind.HOUSEHOLD_BUSINESS
    return NumberFound(number, kind, tuple(_problems(number, kind)))


def tax_check_digit(first_nine: str) -> int:
    """The tenth digit of a tax code; 10 where no code begins with these nine digits."""
    weighed = zip(first_nine, _TAX_WEIGHTS, strict=True)
    return 10 - sum(int(digit) * weight for digit, weight in weighed) % 11


def _problems(number: str, kind: NumberKind) -> list[str]:
    if kind in {NumberKind.TAX_CODE, NumberKind.TAX_BRANCH}:
        expected = tax_check_digit(number[:9])
        if expected > 9:
            return ["Không có mã số thuế nào có chín chữ số đầu này: so với giấy tờ."]
        if int(number[9]) != expected:
            said = f"Chữ số kiểm tra của mã số thuế là {number[9]}, tính ra {expected}"
            return [f"{said}: so với giấy tờ."]
    if kind in {NumberKind.PERSONAL_NUMBER, NumberKind.HOUSEHOLD_BUSINESS}:
        return birth_place_warnings(number)
    mended = number.translate(_LOOKALIKES)
    if mended != number and mended.isdecimal() and len(mended) in _NUMBERS:
        return ["Có chữ O, I hoặc L ở chỗ phải là số 0 hoặc 1: so với giấy tờ."]
    if kind is NumberKind.UNKNOWN and number.isascii() and number.isdecimal():
        return [f"Có {len(number)} chữ số: không phải số định danh (12), CMND (9), mã số thuế."]
    return []
