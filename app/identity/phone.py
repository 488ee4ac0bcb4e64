"""Read a phone number as people write it; what looks wrong is a warning, nothing is refused.

Numbering plan: TT 22/2014/TT-BTTTT; conversions of 2017 (landlines) and 2018 (mobiles).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum

from msgspec import Struct

from app.identity.phone_book import (
    LANDLINE_DIGITS,
    MOBILE_DIGITS,
    AreaCode,
    MobilePrefix,
    PhoneBook,
    phone_book,
)

MAX_TEXT = 100
LEAST_DIGITS = 3
MOST_DIGITS = 15
"""Of an international number, with its country code (ITU-T E.164)."""
_SERVICE_DIGITS = frozenset({8, 9, 10})
_BETWEEN_NUMBERS = re.compile(r"[/;,|\n]|\s[-–]\s|\s(?:hoặc|hay|và)\s", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:máy lẻ|số lẻ|nhánh|ext|#).*", re.IGNORECASE | re.DOTALL)
_OLD_CITY = re.compile(r"\(?08\)?[\s.\-–]+\d{4}[\s.\-–]*\d{4}\Z", re.ASCII)
"""How landlines were written there until 2017; 081 to 085 and 088 are mobiles today."""
_TRUNK_ZERO = re.compile(r"\(0\)")
_OTHERS = re.compile(r"[^\d+\s.()\-–]", re.ASCII)
_NOT_DIGITS = re.compile(r"\D", re.ASCII)
_BLANKS = re.compile(r"\s+")


class PhoneKind(StrEnum):
    """What a number can be."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    SERVICE = "service"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


class Phone(Struct, frozen=True):
    """A number: digits alone (a foreign one with ``+``), in groups, and what is to be said of it.

    ``today`` is the number that is dialled now, where it was converted; else the same. Empty texts
    have an empty number.
    """

    number: str
    display: str
    kind: PhoneKind
    warning: str = ""
    today: str = ""


def read_phone(text: str, on: date, book: PhoneBook | None = None) -> Phone:
    """Read the first number in ``text`` as it could be dialled ``on`` that day. Never raises."""
    first = _first_number(unicodedata.normalize("NFKC", text[:MAX_TEXT]))
    number, is_completed = _national(first)
    if not number:
        said = "Không đọc được số điện thoại." if text.strip() else ""
        return Phone("", "", PhoneKind.UNKNOWN, said)
    phone = _classified(number, on, book or phone_book())
    warnings = [phone.warning] if phone.warning else []
    if is_completed:
        warnings.insert(0, "Thiếu số 0 ở đầu số điện thoại.")
    if phone.kind is PhoneKind.MOBILE and _OLD_CITY.match(first):
        warnings.append(
            f"Nếu là số cố định cũ của TP. Hồ Chí Minh thì nay là 028 {number[2:6]} {number[6:]}."
        )
    if phone.kind is PhoneKind.UNKNOWN and _OTHERS.search(first):
        warnings.append("Số điện thoại có ký tự không phải chữ số.")
    return Phone(
        phone.number, phone.display, phone.kind, " ".join(warnings), phone.today or phone.number
    )


def _first_number(text: str) -> str:
    """The first of several numbers in one field, without the extension of a switchboard."""
    parts = [part for part in _BETWEEN_NUMBERS.split(text) if len(_digits(part)) >= LEAST_DIGITS]
    first = _EXTENSION.sub("", parts[0]).strip() if parts else ""
    if len(_digits(first)) <= MOST_DIGITS:
        return first
    groups = _BLANKS.split(first)
    for count in range(1, len(groups)):  # two numbers with nothing but a blank between them
        head = " ".join(groups[:count])
        if len(_digits(head)) >= MOBILE_DIGITS:
            return head
    return first


def _national(text: str) -> tuple[str, bool]:
    """Digits with the trunk zero, or ``+`` and a country's; whether the zero had to be added."""
    text = _TRUNK_ZERO.sub("", text)
    digits = _digits(text)
    if text.startswith("+") or digits.startswith("00"):
        digits = digits if text.startswith("+") else digits[2:]
        return _from_abroad(digits), False
    if digits.startswith("84") and len(digits) in {MOBILE_DIGITS + 1, LANDLINE_DIGITS + 1}:
        return "0" + digits[2:].removeprefix("0"), False
    if _is_without_zero(digits):
        return "0" + digits, True
    return digits, False


def _from_abroad(digits: str) -> str:
    if digits.startswith("84"):
        return "0" + digits[2:].removeprefix("0")
    return "+" + digits if digits else ""


def _is_without_zero(digits: str) -> bool:
    """A spreadsheet takes the zero of a number away."""
    if len(digits) == MOBILE_DIGITS - 1:
        return digits[0] in "35789"
    is_service = digits.startswith(("1800", "1900"))
    return len(digits) == MOBILE_DIGITS and digits[0] in "12" and not is_service


def _classified(number: str, on: date, book: PhoneBook) -> Phone:
    if number.startswith("+"):
        return _foreign(number)
    if book.mobile_prefix(number, on) is not None:
        return Phone(number, _grouped(number, 4, 3), PhoneKind.MOBILE)
    area = book.area_code(number)
    if area is not None:
        return Phone(number, _grouped_landline(number, area.prefix), PhoneKind.LANDLINE)
    return _of_before(number, on, book) or _service_or_unknown(number, book)


def _foreign(number: str) -> Phone:
    if LEAST_DIGITS + 4 < len(number) <= MOST_DIGITS + 1 and number[1] != "0":
        return Phone(number, number, PhoneKind.FOREIGN)
    return Phone(number, number, PhoneKind.UNKNOWN, _length_warning(number))


def _of_before(number: str, on: date, book: PhoneBook) -> Phone | None:
    old_mobile = book.old_mobile_prefix(number)
    if old_mobile is not None:
        return _converted(number, old_mobile, on, PhoneKind.MOBILE)
    old_area = book.old_area_code(number)
    if old_area is not None:
        return _converted(number, old_area, on, PhoneKind.LANDLINE)
    return None


def _service_or_unknown(number: str, book: PhoneBook) -> Phone:
    is_service = any(number.startswith(one.prefix) for one in book.service)
    if is_service and len(number) in _SERVICE_DIGITS:
        return Phone(number, _grouped(number, 4, 4), PhoneKind.SERVICE)
    return Phone(number, number, PhoneKind.UNKNOWN, _length_warning(number))


def _converted(number: str, entry: MobilePrefix | AreaCode, on: date, kind: PhoneKind) -> Phone:
    """A number of before a conversion: right on its day, with its successor afterwards."""
    today = entry.prefix + number[len(entry.was) :]
    is_mobile = kind is PhoneKind.MOBILE
    shown = _grouped(today, 4, 3) if is_mobile else _grouped_landline(today, entry.prefix)
    warning = ""
    if entry.was_until is not None and on > entry.was_until:
        what = "Đầu số" if is_mobile else "Mã vùng"
        warning = f"{what} cũ {entry.was} nay là {entry.prefix}: {shown}."
    display = _grouped_landline(number, entry.was)
    return Phone(number, display, kind, warning, today)


def _length_warning(number: str) -> str:
    count = len(_digits(number))
    if count == MOBILE_DIGITS and number.startswith("0"):
        return f"Đầu số {number[:3]} không có trong danh sách: hỏi lại số điện thoại."
    return (
        f"Số điện thoại có {count} chữ số; di động có {MOBILE_DIGITS},"
        f" cố định có {LANDLINE_DIGITS} (cả mã vùng): hỏi lại."
    )


def _grouped(number: str, first: int, size: int) -> str:
    rest = number[first:]
    return " ".join([number[:first], *(rest[at : at + size] for at in range(0, len(rest), size))])


def _grouped_landline(number: str, prefix: str) -> str:
    rest = number[len(prefix) :]
    return f"{prefix} {rest[:-4]} {rest[-4:]}"


def _digits(text: str) -> str:
    return _NOT_DIGITS.sub("", text)
