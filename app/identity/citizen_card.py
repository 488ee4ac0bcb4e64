"""Read the QR text of a citizen card (CCCD 2021, Căn cước 2024) as a scanner typed it.

Fields between ``|``: number, old number (may be empty, or missing), name, birth, sex, address,
issued, and on the newer card more, which are not used. The text is data without a signature: it is
shown to the officer, who compares it with the card. Only what can't be a card is refused; all else
that looks wrong is a warning.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from app.catalogue.folding import fold
from app.errors import InvalidInput
from app.identity.card_dates import read_card_date
from app.identity.card_reading import CardReading
from app.identity.card_repairs import repair_card
from app.identity.card_shape import heads_in, sex_of
from app.identity.citizen_card_warnings import (
    repair_warnings,
    sex_and_date_warnings,
    text_warnings,
)
from app.identity.number import number_warnings
from app.identity.repairs import SEPARATOR

MAX_TEXT = 8_192
MAX_FIELDS = 64
MAX_FIELD = 500
_EDGES = " \t\r\n\x02\x03\ufeff"
MAX_PREFIX = 24
# Serial scanners say what they read: ]Q1. Telex makes ư of the bracket. Others are set up.
_PREFIX = re.compile(r"\A(?:[\]ưƯ][A-Za-z]\d|[^\w\s|%&+]{1,8}(?=\d{12}(?!\d)))")
_SUFFIX = re.compile(r"(?<=\d)[*#$;~^]{1,3}\Z")
_DIGIT = re.compile(r"\d", re.ASCII)
_NUMBER = re.compile(r"\d{12}\Z", re.ASCII)
_DIGITS = re.compile(r"\d*\Z", re.ASCII)
_INSURANCE = re.compile(r"(?:[A-Z]{2}\d{13}|\d{10})\Z", re.ASCII)
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){2,}\Z", re.ASCII)
_MRZ = re.compile(r"(?:I[D<]VNM|P<VNM)")
_NO_LETTER = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_PARTS = ("number", "old_number", "name", "birth", "sex", "address", "issued")
_LABELS = {
    "number": (
        "cccd",
        "so cccd",
        "can cuoc",
        "so can cuoc",
        "so dinh danh",
        "so dinh danh ca nhan",
    ),
    "old_number": ("cmnd", "so cmnd", "so cmnd cu"),
    "name": ("ho ten", "ho va ten", "ho, chu dem va ten", "ten"),
    "birth": ("ngay sinh", "ngay, thang, nam sinh", "nam sinh"),
    "sex": ("gioi tinh",),
    "address": ("dia chi", "dia chi thuong tru", "thuong tru", "noi thuong tru", "noi cu tru"),
    "issued": ("ngay cap",),
}
_PART_OF_LABEL = {label: part for part, labels in _LABELS.items() for label in labels}


def read_card(text: str, *, today: date | None = None) -> CardReading:
    """Read a card's text; dates after ``today`` are warned of where it is given.

    Raises InvalidInput: ``empty``, ``too_long``, ``another_card``, ``not_a_card``, ``bad_number``,
    ``two_cards``, ``control_character``; never anything else, in time linear in the (bounded)
    length.
    """
    stripped = stripped_scan(text)
    _refuse_other_cards(stripped)
    repaired = repair_card(stripped)
    parts = _parts(_without_prefix(repaired.text))
    number = parts["number"]
    if _NUMBER.match(number) is None:
        raise InvalidInput(
            "bad_number",
            f"Số định danh phải có 12 chữ số, đọc được {number[:20]!r}.",
            field="number",
            advice="Quét lại thẻ, hoặc nhập tay.",
        )
    warnings: list[str] = []
    sex = sex_of(parts["sex"])
    birth = _date(parts["birth"], "Ngày sinh", today, warnings)
    issued = _date(parts["issued"], "Ngày cấp", today, warnings)
    warnings += sex_and_date_warnings(parts, sex=sex, birth=birth, issued=issued)
    warnings += number_warnings(number, sex=sex, birth=birth)
    warnings += text_warnings(parts)
    warnings += repair_warnings(repaired.repairs)
    return CardReading(
        number=number,
        old_number=parts["old_number"],
        name=parts["name"],
        birth=birth,
        sex=sex,
        address=parts["address"],
        issued=issued,
        repairs=tuple(repair.value for repair in repaired.repairs),
        warnings=tuple(warnings),
    )


def stripped_scan(text: str) -> str:
    """``text`` without what a scanner puts around it. Raises InvalidInput: too_long, empty."""
    if len(text) > MAX_TEXT:
        raise InvalidInput("too_long", f"Dài quá {MAX_TEXT} ký tự.", field="text")
    stripped = text.strip(_EDGES)
    if not stripped:
        raise InvalidInput("empty", "Chưa có nội dung quét.", field="text")
    return _SUFFIX.sub("", _PREFIX.sub("", stripped))


def _without_prefix(text: str) -> str:
    """The text from its card on, where a few letters stand before it that were set up as prefix."""
    start = next(iter(heads_in(text)), 0)
    before = text[:start]
    is_prefix = start <= MAX_PREFIX and SEPARATOR not in before and not _DIGIT.search(before)
    return text[start:] if is_prefix else text


def _refuse_other_cards(text: str) -> None:
    fields = text.split(SEPARATOR, 2)
    if len(fields) > 1 and _INSURANCE.match(fields[0]) and _HEX.match(fields[1]):
        raise InvalidInput(
            "another_card",
            "Đây là mã QR của thẻ bảo hiểm y tế, không phải thẻ căn cước.",
            field="text",
            advice="Quét mã QR trên thẻ căn cước.",
        )
    if _MRZ.match(text):
        raise InvalidInput(
            "another_card",
            "Đây là dòng đọc máy (MRZ) của thẻ hoặc hộ chiếu, không phải mã QR.",
            field="text",
            advice="Quét mã QR trên thẻ căn cước.",
        )


def _parts(text: str) -> dict[str, str]:
    """The seven parts by name, missing ones empty; raises InvalidInput."""
    fields = [field.strip() for field in text.split(SEPARATOR, MAX_FIELDS)]
    if not 3 <= len(fields) <= MAX_FIELDS:
        raise InvalidInput(
            "not_a_card", "Đây không phải nội dung mã QR của thẻ căn cước.", field="text"
        )
    first, _ = _labelled(fields[0])
    if first is not None:
        found = dict(pair for field in fields if (pair := _labelled(field))[0] is not None)
        parts = {part: found.get(part, "") for part in _PARTS}
    else:
        if _DIGITS.match(fields[1]) is None:  # no old number: the name follows at once
            fields.insert(1, "")
        padded = [*fields, *[""] * len(_PARTS)]
        parts = dict(zip(_PARTS, padded, strict=False))
    for part, value in parts.items():
        _check_text(part, value)
    if not parts["name"]:
        raise InvalidInput("not_a_card", "Không đọc được họ tên trên thẻ.", field="name")
    return parts


def _labelled(field: str) -> tuple[str | None, str]:
    label, colon, value = field.partition(":")
    if not colon or len(label) > 40:
        return None, field
    return _PART_OF_LABEL.get(" ".join(fold(label).split())), value.strip()


def _check_text(part: str, value: str) -> None:
    if len(value) > MAX_FIELD:
        raise InvalidInput("too_long", f"Dài quá {MAX_FIELD} ký tự.", field=part)
    if any(unicodedata.category(letter) in _NO_LETTER for letter in value):
        raise InvalidInput(
            "control_character",
            "Có ký tự điều khiển, không phải chữ.",
            field=part,
            advice="Quét lại thẻ, hoặc nhập tay.",
        )


def _date(text: str, what: str, today: date | None, warnings: list[str]) -> str:
    read, problem = read_card_date(text)
    if problem:
        warnings.append(f"{what}: {problem}.")
    if today is not None and read > today.isoformat():
        warnings.append(f"{what} {read} ở tương lai.")
    return read
