"""What of a citizen card the officer compares, in Vietnamese. Nothing of it refuses the card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from app.identity.letter_doubts import letter_warnings
from app.identity.repairs import LOST, Repair

NEW_CARD = date(2024, 7, 1)
"""From this day on children under 14 get cards too (Luật Căn cước 26/2023/QH15)."""
LEAST_AGE = 14
"""Of the holder of a card issued earlier (Luật Căn cước công dân 59/2014/QH13 Đ.19)."""
_DIGITS = re.compile(r"\d*\Z", re.ASCII)
_TO_COMPARE = (
    (Repair.CODE_POINTS, "Chữ được ghép lại từ mã số: so họ tên, địa chỉ với thẻ."),
    (Repair.TELEX, "Chữ được ghép lại từ phím gõ Telex: so họ tên, địa chỉ với thẻ."),
    (Repair.VNI, "Chữ được ghép lại từ phím gõ VNI: so họ tên, địa chỉ với thẻ."),
    (Repair.SEPARATORS, "Dấu ngăn giữa các mục bị mất hoặc gõ sai: so từng mục với thẻ."),
)
"""The repairs that could be wrong: of code points, "12272" may be a house number or 12Đ."""


def sex_and_date_warnings(
    parts: Mapping[str, str], *, sex: str, birth: str, issued: str
) -> list[str]:
    """``parts`` as they stand on the card, the others as read (dates ISO, or a year)."""
    warnings = []
    if not parts["sex"] and not parts["address"]:
        warnings.append("Mã QR chưa đọc hết: quét lại, hoặc so từng mục với thẻ.")
    elif not sex:
        read = parts["sex"][:20]
        warnings.append(f"Không đọc được giới tính {read!r}: so cả họ tên, địa chỉ với thẻ.")
    if len(issued) == len("YYYY"):
        warnings.append("Ngày cấp chỉ có năm: so với thẻ.")
    if not parts["birth"]:
        warnings.append("Không có ngày sinh.")
    if birth and issued and issued[: len(birth)] < birth:
        warnings.append("Ngày cấp trước ngày sinh.")
    elif len(birth) == len(issued) == 10 and _is_too_young(birth, issued):
        warnings.append(f"Thẻ cấp khi chưa đủ {LEAST_AGE} tuổi: so ngày sinh, ngày cấp.")
    return warnings


def _is_too_young(birth: str, issued: str) -> bool:
    least = f"{int(birth[:4]) + LEAST_AGE}{birth[4:]}"
    return issued < min(least, NEW_CARD.isoformat())


def text_warnings(parts: Mapping[str, str]) -> list[str]:
    """Of name, old number and address."""
    name, address = parts["name"], parts["address"]
    warnings = []
    if LOST in name + address:
        warnings.append("Có chữ bị mất khi quét: sửa họ tên, địa chỉ theo thẻ.")
    if any(letter.isdigit() for letter in name):
        warnings.append("Họ tên có chữ số: so họ tên, địa chỉ với thẻ.")
    if address and name.isascii() and address.isascii():
        warnings.append("Họ tên, địa chỉ không có dấu nào: so với thẻ.")
    if _DIGITS.match(parts["old_number"]) is None or len(parts["old_number"]) not in {0, 9, 12}:
        warnings.append("Số CMND cũ không có 9 chữ số.")
    if not address:
        warnings.append("Thẻ không có địa chỉ.")
    elif not parts["issued"]:
        warnings.append("Không có ngày cấp, mã QR có thể chưa đọc hết: so địa chỉ với thẻ.")
    return warnings + letter_warnings(name, address)


def repair_warnings(repairs: Iterable[Repair]) -> list[str]:
    """Of what was undone and could have been something else."""
    done = set(repairs)
    return [text for repair, text in _TO_COMPARE if repair in done]
