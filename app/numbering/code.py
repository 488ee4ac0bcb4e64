"""The dossier code (mã hồ sơ), as this and every other system of the country prints it.

``<agency e-ID>-<yyMMdd>-<sequence>`` (NĐ 118/2025 Đ.28): the agency competent to resolve, the day
of receipt, the running number of that day, at least four digits. From 25/1/2026 dossiers of
centralised systems have two digits of the system's owner before the sequence (TT 04/2025/TT-VPCP
Đ.23); nothing but the length tells them apart (docs/adr/0019).
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from app.errors import InvalidInput

MAX_CODE_LENGTH = 48
MAX_TYPED_LENGTH = 200
LEAST_DIGITS = 4
CENTRALISED_SINCE = date(2026, 1, 25)
HIGHEST_NATIONAL = 99_999
"""From ``CENTRALISED_SINCE`` on: one digit more would read as a centralised system's code."""

# The letter O stands nowhere: it is a 0 that was typed or scanned wrongly.
_NEW_ORDER = r"[A-NP-Z]\d{2}(?:\.[0-9A-NP-Z]{1,3}){0,3}"  # QĐ 20/2020/QĐ-TTg: H26.107
_OLD_ORDER = r"(?:[0-9A-NP-Z]{2,3}\.){1,3}[A-NP-Z]\d{2}"  # before: 000.00.01.H26, 38.98.H29
_NEW_ORDER_ONLY = re.compile(rf"{_NEW_ORDER}\Z", re.ASCII)
_AGENCY_ONLY = re.compile(rf"(?:{_NEW_ORDER}|{_OLD_ORDER})\Z", re.ASCII)
_CODE = re.compile(
    rf"(?P<agency>{_NEW_ORDER}|{_OLD_ORDER})-(?P<day>\d{{6}})-(?P<digits>\d{{4,9}})\Z", re.ASCII
)

_DASHES = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_TIDY: dict[int, int | str | None] = {
    **{0xFEE0 + sign: sign for sign in range(0x21, 0x7F)},  # full-width letters, digits, signs
    **{0xFEE0 + ord(letter): letter.upper() for letter in "abcdefghijklmnopqrstuvwxyz"},
    **{ord(letter): letter.upper() for letter in "abcdefghijklmnopqrstuvwxyz"},
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _INVISIBLE), None),
}
_LOOKALIKES: dict[str, str] = {"O": "0", "I": "1", "L": "1"}


class DossierCode(Struct, frozen=True, order=True):
    """A code taken apart. ``sequence`` counts within agency, day and system, from 1.

    ``system``: two digits of the agency that owns a centralised system, "" in the national
    pattern. ``width``: to how many digits the sequence is padded, four but where another system
    pads further: the text comes back digit by digit.
    """

    agency: str
    day: date
    sequence: int
    system: str = ""
    width: int = LEAST_DIGITS

    def __str__(self) -> str:
        day = self.day  # not by strftime, which takes longer than all the rest
        digits = f"{day.year % 100:02d}{day.month:02d}{day.day:02d}"
        return f"{self.agency}-{digits}-{self.system}{self.sequence:0{self.width}d}"

    @property
    def pattern(self) -> str:
        """``national`` (NĐ 118/2025 Đ.28) or ``centralised`` (TT 04/2025/TT-VPCP Đ.23)."""
        return "centralised" if self.system else "national"

    @property
    def is_of_a_series(self) -> bool:
        """Whether a leased series writes it so; else it is another system's number."""
        return not self.system and self.width == LEAST_DIGITS


def is_agency(text: str) -> bool:
    """Whether ``text`` has the shape of an agency's e-ID, in either order."""
    return _AGENCY_ONLY.match(text) is not None


def order_of(agency: str) -> str:
    """In which order the groups of an e-ID stand.

    ``2020``: from the province or ministry down (QĐ 20/2020/QĐ-TTg); ``before_2020``: up to it.
    """
    return "2020" if _NEW_ORDER_ONLY.match(agency) is not None else "before_2020"


def tidy_code(text: str) -> str:
    """``text`` as codes are written, whatever keyboard, scanner or document it came from.

    Capitals, plain dashes and digits, no blanks and nothing invisible. Letters and digits of other
    scripts stay as they are: they are no part of a code.
    """
    return "".join(text.translate(_TIDY).split())


def parse_code(text: str, *, field: str = "code") -> DossierCode:
    """Read a dossier code in any form that ``tidy_code`` knows; its text comes back by ``str``.

    Only the sequence may hold no blank: its length is open, and what follows the blank may be
    another number. Raises InvalidInput (``bad_code``) naming ``field``.
    """
    tidy = tidy_code(text) if len(text) <= MAX_TYPED_LENGTH else ""
    match = _CODE.match(tidy) if len(tidy) <= MAX_CODE_LENGTH else None
    if match is None:
        raise InvalidInput("bad_code", _why_not(text, tidy), field=field, advice=_advice(tidy))
    if len(_last_part(text).split()) > 1:
        raise InvalidInput(
            "bad_code", "Có khoảng trống bên trong số thứ tự của mã hồ sơ.", field=field
        )
    agency, day = match["agency"], _day(match["day"], field)
    system, digits = _split(agency, day, match["digits"])
    if int(digits) == 0:
        raise InvalidInput("bad_code", "Số thứ tự trong mã hồ sơ phải từ 0001", field=field)
    width = len(digits) if digits[0] == "0" else LEAST_DIGITS
    return DossierCode(agency, day, int(digits), system, width)


def _last_part(text: str) -> str:
    return text.translate(_TIDY).rpartition("-")[2]


def _day(digits: str, field: str) -> date:
    """The day; every code is of this century (the numbers began with TT 01/2018/TT-VPCP)."""
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        raise InvalidInput(
            "bad_code", f"Ngày trong mã hồ sơ không có trong lịch: {digits}", field=field
        ) from None


def _split(agency: str, day: date, digits: str) -> tuple[str, str]:
    """The system's two digits and the sequence.

    Đ.23's pattern begins with an e-ID of the order of 2020, and no agency has the number 00.
    """
    if (
        len(digits) < LEAST_DIGITS + 2
        or day < CENTRALISED_SINCE
        or order_of(agency) != "2020"
        or digits[:2] == "00"
        or int(digits[2:]) == 0
    ):
        return "", digits
    return digits[:2], digits[2:]


def _why_not(text: str, tidy: str) -> str:
    place = _confused_at(tidy)
    if place is None:
        return f"Không phải mã hồ sơ: {text.strip()[:40]!r} (mẫu: H26.107-261123-0001)"
    return (
        f"Ký tự thứ {place + 1} của {tidy} là chữ {tidy[place]}, ở đó phải là số"
        f" {_LOOKALIKES[tidy[place]]}."
    )


def _advice(tidy: str) -> str | None:
    if _confused_at(tidy) is None:
        return None
    return "So với mã in trên giấy, rồi quét lại hoặc gõ lại cho đúng."


def _confused_at(tidy: str) -> int | None:
    """Where a letter stands that looks like a digit, if all else is a code; it is not mended."""
    if len(tidy) > MAX_CODE_LENGTH:
        return None
    for letters in ("O", "OIL"):  # a group may have an I or L of its own, never an O
        mended = "".join(_LOOKALIKES[sign] if sign in letters else sign for sign in tidy)
        if mended != tidy and _CODE.match(mended):
            return next(at for at, sign in enumerate(tidy) if sign != mended[at])
    return None
