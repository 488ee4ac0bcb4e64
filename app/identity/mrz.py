"""Read the machine-readable zone of a card or a passport (ICAO 9303).

Sizes: TD1 (3 × 30 characters), TD2 (2 × 36), TD3 (2 × 44). A wrong check digit is a warning that
names the right one: the officer compares. A Vietnamese card bears the personal number behind the
number of its blank, and a check digit of its own behind it.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from app.errors import InvalidInput
from app.identity.card_reading import CardKind, CardReading
from app.identity.mrz_lines import FILLER, mrz_lines
from app.identity.number import number_warnings
from app.identity.repairs import Repair

VIETNAM = "VNM"
_WEIGHTS = (7, 3, 1)
_SEXES = {"M": "Nam", "F": "Nữ"}
_PERSONAL = re.compile(r"\d{12}\Z", re.ASCII)
_BLANK = re.compile(r"\d{9}\Z", re.ASCII)
_PASSPORT = re.compile(r"[A-Z]\d{7,8}\Z", re.ASCII)
_OLD = re.compile(r"\d{9}\Z", re.ASCII)
_THRICE = re.compile(r"([A-Z])\1\1", re.ASCII)
_DIGIT = re.compile(r"[0-9]\Z")
_UNKNOWN = "00"


class _Zone(Struct, frozen=True):
    """The fields of a zone as they stand, with their check digits."""

    kind: CardKind
    issuer: str
    number: str
    number_check: str
    nationality: str
    birth: str
    birth_check: str
    sex: str
    expires: str
    expires_check: str
    optional: str
    optional_check: str
    composite: str
    composite_check: str
    name: str

    @property
    def states(self) -> set[str]:
        """Who issued it, and whose citizen its holder is."""
        return {self.issuer, self.nationality}


def read_mrz(text: str, *, today: date) -> CardReading | None:
    """What a zone says; None where ``text`` has none.

    ``today`` tells the century of a birth. Raises InvalidInput (``not_a_card``) without a name.
    """
    found = mrz_lines(text)
    if found is None:
        return None
    lines, is_filled = found
    zone = _td1(lines) if len(lines) == 3 else _td2_or_td3(lines)
    name, problem = _name(zone.name)
    if not name:
        raise InvalidInput("not_a_card", "Dòng đọc máy không có họ tên.", field="name")
    number, old_number = _personal_number(zone)
    birth = _birth(zone.birth, number, today)
    sex = _SEXES.get(zone.sex, "")
    expires = _day("20", zone.expires)
    warnings = [
        "Họ tên đọc từ dòng máy đọc không có dấu: ghi theo mặt thẻ.",
        *problem,
        *_check_warnings(zone),
        *(_vietnamese_warnings(zone, number or old_number) if VIETNAM in zone.states else ()),
        *_field_warnings(zone, birth, sex, expires, today),
        *(number_warnings(number, sex=sex, birth=birth) if number else ()),
    ]
    if is_filled:
        warnings.append("Ký tự < được gõ thành ký tự khác: so số và họ tên với thẻ.")
    return CardReading(
        number=number,
        old_number=old_number,
        name=name,
        birth=birth,
        sex=sex,
        address="",
        issued="",
        repairs=(Repair.FILLER.value,) if is_filled else (),
        warnings=tuple(warnings),
        kind=zone.kind,
        document_number=zone.number,
        expires=expires,
        nationality=zone.nationality.strip(FILLER),
    )


def check_digit(field: str) -> str:
    """The check digit of ``field`` (capitals, digits, ``<``): weights 7, 3, 1, modulo 10."""
    values = (0 if letter == FILLER else int(letter, 36) for letter in field)
    return str(sum(value * _WEIGHTS[at % 3] for at, value in enumerate(values)) % 10)


def _td1(lines: list[str]) -> _Zone:
    first, second, name = lines
    number, number_check, optional = first[5:14], first[14], first[15:30]
    if number_check == FILLER and optional.strip(FILLER):  # more than nine: it goes on behind
        rest = optional.split(FILLER, 1)[0]
        number, number_check = number + rest[:-1], rest[-1:]
        optional = optional[len(rest) :]
    return _Zone(
        kind=CardKind.MRZ_CARD,
        issuer=first[2:5],
        number=number.strip(FILLER),
        number_check=number_check,
        nationality=second[15:18],
        birth=second[:6],
        birth_check=second[6],
        sex=second[7],
        expires=second[8:14],
        expires_check=second[14],
        optional=optional,
        optional_check="",
        composite=first[5:30] + second[:7] + second[8:15] + second[18:29],
        composite_check=second[29],
        name=name,
    )


def _td2_or_td3(lines: list[str]) -> _Zone:
    first, second = lines
    is_passport = len(first) == 44
    has_number = is_passport and bool(second[28:42].strip(FILLER))
    return _Zone(
        kind=CardKind.MRZ_PASSPORT if is_passport else CardKind.MRZ_CARD,
        issuer=first[2:5],
        number=second[:9].strip(FILLER),
        number_check=second[9],
        nationality=second[10:13],
        birth=second[13:19],
        birth_check=second[19],
        sex=second[20],
        expires=second[21:27],
        expires_check=second[27],
        optional=second[28:42] if is_passport else second[28:35],
        optional_check=second[42] if has_number else "",
        composite=second[:10] + second[13:20] + second[21:-1],
        composite_check=second[-1],
        name=first[5:],
    )


def _personal_number(zone: _Zone) -> tuple[str, str]:
    """The Vietnamese personal number and the old nine-digit one, where the zone has them."""
    if VIETNAM not in zone.states:
        return "", ""
    optional = zone.optional.split(FILLER, 1)[0]
    if _PERSONAL.match(optional[:12]):
        return optional[:12], ""
    return "", optional if zone.kind is CardKind.MRZ_PASSPORT and _OLD.match(optional) else ""


def _name(field: str) -> tuple[str, list[str]]:
    """Family name first, as the zone has it; what is to be said of it."""
    name = " ".join(field.replace(FILLER, " ").split())
    if any(letter.isdigit() for letter in name):
        return name, ["Họ tên có chữ số: so với thẻ."]
    parts = [part for part in field.split(FILLER * 2) if part.strip(FILLER)]
    if len(parts) > 2 or _THRICE.search(name):  # a filler that was read as a letter
        return name, ["Họ tên có thể thừa chữ: so với thẻ."]
    if name and not field.endswith(FILLER):
        return name, ["Họ tên có thể bị cắt ngắn: so với thẻ."]
    return name, []


def _birth(field: str, number: str, today: date) -> str:
    """ISO, or ``YYYY``: in the century that the personal number says, else in the past."""
    if not field[:2].isdigit():
        return ""
    if number[4:6] == field[:2] and number:
        return _day(str(19 + int(number[3]) // 2), field)
    this_century = _day("20", field)
    return this_century if this_century <= today.isoformat() else _day("19", field)


def _day(century: str, field: str) -> str:
    """``YYMMDD`` as ISO; a year where month and day are unknown; empty where it can't be."""
    year, month, day = field[:2], field[2:4], field[4:6]
    if not year.isdigit():
        return ""
    if {month, day} <= {FILLER * 2, _UNKNOWN}:
        return century + year
    try:
        return date(int(century + year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _check_warnings(zone: _Zone) -> list[str]:
    optional = zone.optional
    checks = [
        ("số giấy tờ", zone.number.ljust(9, FILLER), zone.number_check),
        ("ngày sinh", zone.birth, zone.birth_check),
        ("ngày hết hạn", zone.expires, zone.expires_check),
        ("cả vùng đọc máy", zone.composite, zone.composite_check),
    ]
    if zone.optional_check:
        checks.append(("số định danh", optional, zone.optional_check))
    elif VIETNAM in zone.states and _PERSONAL.match(optional[:12]) and _DIGIT.match(optional[14:]):
        checks.append(("số định danh", optional[:12], optional[14]))
    return [
        f"Chữ số kiểm tra của {what} là {found}, tính ra {check_digit(field)}: so với thẻ."
        for what, field, found in checks
        if found != check_digit(field)
    ]


def _vietnamese_warnings(zone: _Zone, number: str) -> list[str]:
    """What no Vietnamese paper has; check digits take some letters for digits."""
    warnings = []
    if len(zone.states) > 1:
        states = f"Nước cấp {zone.issuer}, quốc tịch {zone.nationality}"
        warnings.append(f"{states}: so số và họ tên với giấy tờ.")
    shape = _PASSPORT if zone.kind is CardKind.MRZ_PASSPORT else _BLANK
    if shape.match(zone.number) is None:
        warnings.append(f"Số giấy tờ {zone.number!r} không đúng mẫu của Việt Nam: so với giấy tờ.")
    if not number:
        warnings.append("Không đọc được số định danh: nhập theo giấy tờ.")
    return warnings


def _field_warnings(zone: _Zone, birth: str, sex: str, expires: str, today: date) -> list[str]:
    warnings = []
    if not birth:
        warnings.append(f"Ngày sinh: không đọc được {zone.birth!r}.")
    elif birth > today.isoformat():
        warnings.append(f"Ngày sinh {birth} ở tương lai.")
    if not sex:
        warnings.append("Không đọc được giới tính.")
    if not expires:
        warnings.append(f"Ngày hết hạn: không đọc được {zone.expires!r}.")
    elif expires < today.isoformat()[: len(expires)]:
        warnings.append(f"Giấy tờ đã hết hạn ngày {expires}.")
    return warnings
