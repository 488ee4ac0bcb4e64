"""The dossier code (mã hồ sơ): ``<agency e-ID>-<yyMMdd>-<sequence>``.

NĐ 118/2025 Đ.28: the e-ID of the agency competent to resolve, the day of receipt, the running
number of that day. At least four digits, more where needed (TT 04/2025/TT-VPCP Đ.23).
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from app.errors import InvalidInput

MAX_CODE_LENGTH = 48

_AGENCY = (
    r"[A-Z]\d{2}(?:\.[0-9A-Z]{1,3}){0,3}"  # QĐ 20/2020/QĐ-TTg: H26.107
    r"|[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Z]\d{2}"  # before: 000.00.01.H26
)
_AGENCY_ONLY = re.compile(rf"(?:{_AGENCY})\Z", re.ASCII)
_CODE = re.compile(
    rf"(?P<agency>{_AGENCY})\s*-\s*(?P<day>\d{{6}})\s*-\s*(?P<sequence>\d{{4,9}})\Z", re.ASCII
)


class DossierCode(Struct, frozen=True, order=True):
    """A code taken apart. ``sequence`` counts within agency and day, from 1."""

    agency: str
    day: date
    sequence: int

    def __str__(self) -> str:
        return f"{self.agency}-{self.day:%y%m%d}-{self.sequence:04d}"


def is_agency(text: str) -> bool:
    """Whether ``text`` has the shape of an agency's e-ID (QĐ 20/2020/QĐ-TTg)."""
    return _AGENCY_ONLY.match(text) is not None


def parse_code(text: str, *, field: str = "code") -> DossierCode:
    """Read a dossier code; blanks around the dashes and lower case are accepted.

    Raises InvalidInput (``bad_code``) naming ``field``.
    """
    cleaned = text.strip().upper()
    match = _CODE.match(cleaned) if len(cleaned) <= MAX_CODE_LENGTH else None
    if match is None:
        raise InvalidInput(
            "bad_code",
            f"Không phải mã hồ sơ: {text.strip()[:40]!r} (mẫu: H26.107-261123-0001)",
            field=field,
        )
    digits = match["day"]
    try:
        day = date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        raise InvalidInput(
            "bad_code", f"Ngày trong mã hồ sơ không có trong lịch: {digits}", field=field
        ) from None
    sequence = int(match["sequence"])
    if sequence == 0:
        raise InvalidInput("bad_code", "Số thứ tự trong mã hồ sơ phải từ 0001", field=field)
    return DossierCode(match["agency"], day, sequence)
