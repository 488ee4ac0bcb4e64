"""Read the QR of a health insurance card (thẻ bảo hiểm y tế).

``number|name|birth|1 or 2|address|place|from|to|…``, name and address as hexadecimal digits of
their UTF-8. The number has fifteen characters, or ten digits, or twelve where it is the personal
number.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from app.errors import InvalidInput
from app.identity.card_dates import read_card_date
from app.identity.card_reading import CardKind, CardReading
from app.identity.letter_doubts import letter_warnings
from app.identity.number import number_warnings
from app.identity.repairs import LOST, SEPARATOR, Repair

MAX_FIELDS = 32
MAX_FIELD = 500
_NUMBER = re.compile(r"(?:[A-Z]{2}\d{13}|\d{10}|\d{12})\Z", re.ASCII)
_HEX = re.compile(r"[0-9A-Fa-f]{4,}\Z")
_OTHER_BAR = re.compile(r"(?:[A-Z]{2}\d{13}|\d{10})(?P<one>[^\w\s|])[0-9A-Fa-f]{4,}(?P=one)", re.I)
_PLACE = 5
"""The field behind the address: where it is missing, the address may be a part."""
_SEXES = {"1": "Nam", "2": "Nữ"}
_CONTROL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def read_health_insurance(text: str, *, today: date) -> CardReading | None:
    """What the card says; None where ``text`` is none.

    Raises InvalidInput (``damaged_insurance_card``) where its name can't be brought back.
    """
    bar = _OTHER_BAR.match(text)
    mended = text.replace(bar["one"], SEPARATOR) if bar is not None else text
    fields = [field.strip() for field in mended.split(SEPARATOR, MAX_FIELDS)]
    fields[0] = fields[0].upper()
    if not _is_insurance_card(fields):
        return None
    warnings = _scan_warnings(mended, fields)
    fields += [""] * 8
    name, address = _decoded(fields[1]), _decoded(fields[4])
    if not any(letter.isalpha() for letter in name):
        raise InvalidInput(
            "damaged_insurance_card",
            "Mã QR của thẻ bảo hiểm y tế bị hỏng: không đọc được họ tên.",
            field="name",
            advice="Quét lại thẻ, hoặc nhập tay.",
        )
    birth, birth_problem = read_card_date(fields[2])
    expires, _ = read_card_date(fields[7])
    sex = _SEXES.get(fields[3], "")
    number = fields[0] if len(fields[0]) == 12 else ""
    warnings += _warnings(name, address, fields, sex, today)
    if birth_problem or not birth:
        warnings.append(f"Ngày sinh: {birth_problem or 'không có'}.")
    if expires and expires < today.isoformat():
        warnings.append(f"Thẻ bảo hiểm y tế đã hết hạn ngày {expires}.")
    warnings += number_warnings(number, sex=sex, birth=birth) if number else []
    warnings += letter_warnings(name, address)
    return CardReading(
        number=number,
        old_number="",
        name=name,
        birth=birth,
        sex=sex,
        address=address,
        issued="",
        repairs=(Repair.SEPARATORS.value,) if bar is not None else (),
        warnings=tuple(warnings),
        kind=CardKind.HEALTH_INSURANCE,
        expires=expires,
        insurance_number=fields[0],
    )


def _scan_warnings(text: str, fields: list[str]) -> list[str]:
    """Whether the scan broke off, or ran into another one."""
    if text.upper().count(fields[0] + SEPARATOR) > 1:
        return ["Hai lần quét dính vào nhau: so họ tên, địa chỉ với thẻ."]
    if len(fields) <= _PLACE:
        return ["Mã QR chưa đọc hết: so họ tên, địa chỉ với thẻ."]
    return []


def _is_insurance_card(fields: list[str]) -> bool:
    if len(fields) < 2 or _NUMBER.match(fields[0]) is None:
        return False
    if len(fields[0]) == 15:
        return True
    # A citizen card's number may have lost its zeros; its old number and name are no hexadecimal.
    if _HEX.match(fields[1]) is not None and not fields[1].isdecimal():
        return True
    return len(fields[0]) == 10 and len(fields) > 3 and fields[3] in _SEXES


def _decoded(field: str) -> str:
    """The text of the hexadecimal digits; as it stands where it has other letters."""
    cut = field[: len(field) // 2 * 2]
    if _HEX.match(cut) is None:
        return "" if _HEX.match(field[:8]) else _printable(field)
    return _printable(bytes.fromhex(cut).decode(errors="replace"))


def _printable(text: str) -> str:
    shown = (LOST if unicodedata.category(letter) in _CONTROL else letter for letter in text)
    return unicodedata.normalize("NFC", " ".join("".join(shown).split()))[:MAX_FIELD]


def _warnings(name: str, address: str, fields: list[str], sex: str, today: date) -> list[str]:
    warnings = ["Thẻ bảo hiểm y tế không có số định danh: nhập số, hoặc quét thẻ căn cước."]
    if len(fields[0]) == 12:
        warnings = []
    if _HEX.match(fields[1]) is None and LOST not in name:
        warnings.append("Họ tên trong mã không ở dạng của thẻ bảo hiểm y tế: so với thẻ.")
    elif LOST in name or len(fields[1]) % 2:
        warnings.append("Họ tên bị mất chữ khi quét: sửa theo thẻ.")
    if address and _HEX.match(fields[4][: len(fields[4]) // 2 * 2]) is None:
        warnings.append("Địa chỉ trong mã không ở dạng của thẻ bảo hiểm y tế: so với thẻ.")
    elif LOST in address or (fields[4] and not address) or len(fields[4]) % 2:
        warnings.append("Địa chỉ bị mất chữ khi quét: sửa theo thẻ.")
    if not sex:
        warnings.append(f"Không đọc được giới tính {fields[3][:20]!r}.")
    begins, _ = read_card_date(fields[6])
    if begins and begins > today.isoformat():
        warnings.append(f"Thẻ bảo hiểm y tế có giá trị từ ngày {begins}.")
    return warnings
