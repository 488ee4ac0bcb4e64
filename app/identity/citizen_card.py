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

from msgspec import Struct

from app.catalogue.folding import fold
from app.errors import InvalidInput
from app.identity.card_dates import read_card_date
from app.identity.number import number_warnings
from app.identity.repairs import LOST, SEPARATOR, Repair, repair_text

MAX_TEXT = 8_192
MAX_FIELDS = 64
MAX_FIELD = 500
_EDGES = " \t\r\n\x02\x03\ufeff"
_AIM_PREFIX = re.compile(r"\A\][A-Za-z]\d", re.ASCII)  # serial scanners say what they read: ]Q1
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
_SEXES = {"nam": "Nam", "nu": "Nữ"}


class CardReading(Struct, frozen=True):
    """What a card says. Dates are ISO; ``birth`` is ``YYYY`` where only the year is known.

    ``repairs`` names the damage that was undone (``Repair``); ``warnings`` tells the officer, in
    Vietnamese, what to compare with the card.
    """

    number: str
    old_number: str
    name: str
    birth: str
    sex: str
    address: str
    issued: str
    repairs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read_card(text: str, *, today: date | None = None) -> CardReading:
    """Read a card's text; dates after ``today`` are warned of where it is given.

    Raises InvalidInput: ``empty``, ``too_long``, ``another_card``, ``not_a_card``, ``bad_number``,
    ``control_character``; never anything else, in time linear in the (bounded) length.
    """
    stripped = _strip(text)
    _refuse_other_cards(stripped)
    repaired = repair_text(stripped)
    parts = _parts(repaired.text)
    number = parts["number"]
    if _NUMBER.match(number) is None:
        raise InvalidInput(
            "bad_number",
            f"Số định danh phải có 12 chữ số, đọc được {number[:20]!r}.",
            field="number",
            advice="Quét lại thẻ, hoặc nhập tay.",
        )
    warnings: list[str] = []
    sex = _SEXES.get(fold(parts["sex"]), "")
    if not sex:
        warnings.append(f"Không đọc được giới tính {parts['sex'][:20]!r}.")
    birth = _date(parts["birth"], "Ngày sinh", today, warnings)
    issued = _date(parts["issued"], "Ngày cấp", today, warnings)
    if not birth and not parts["birth"]:
        warnings.append("Không có ngày sinh.")
    if birth and issued and issued[: len(birth)] < birth:
        warnings.append("Ngày cấp trước ngày sinh.")
    warnings += number_warnings(number, sex=sex, birth=birth)
    warnings += _text_warnings(parts)
    if Repair.CODE_POINTS in repaired.repairs:  # "12272" may be a house number or 12Đ
        warnings.append("Chữ được ghép lại từ mã số: so họ tên, địa chỉ với thẻ.")
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


def _strip(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise InvalidInput("too_long", f"Dài quá {MAX_TEXT} ký tự.", field="text")
    stripped = text.strip(_EDGES)
    if not stripped:
        raise InvalidInput("empty", "Chưa có nội dung quét.", field="text")
    return _AIM_PREFIX.sub("", stripped)


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


def _text_warnings(parts: dict[str, str]) -> list[str]:
    warnings = []
    if LOST in parts["name"] + parts["address"]:
        warnings.append("Có chữ bị mất khi quét: sửa họ tên, địa chỉ theo thẻ.")
    if any(letter.isdigit() for letter in parts["name"]):
        warnings.append("Họ tên có chữ số: so với thẻ.")
    if _DIGITS.match(parts["old_number"]) is None or len(parts["old_number"]) not in {0, 9, 12}:
        warnings.append("Số CMND cũ không có 9 chữ số.")
    if not parts["address"]:
        warnings.append("Thẻ không có địa chỉ.")
    return warnings
