"""Fictitious citizens, and the text that a scanner reads from their cards.

Names are drawn from common given and family names; numbers end in a plain running number, which
no issued card has. Streets are real words, houses and persons are not.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

FAMILY_NAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý",
)  # fmt: skip
MALE_NAMES = (
    "Văn An",
    "Đức Bình",
    "Quốc Cường",
    "Minh Đạt",
    "Hữu Phước",
    "Công Thành",
    "Xuân Trường",
)
FEMALE_NAMES = ("Thị Ánh", "Thị Hường", "Ngọc Diệp", "Thùy Linh", "Thị Mỹ", "Kim Oanh", "Thị Quỳnh")
PROVINCES = ("001", "031", "036", "038", "040", "042", "079")
STREETS = (
    "Tràng Thi", "Lê Lợi", "Hàng Bông", "Nguyễn Trãi", "Trần Hưng Đạo", "Phố Huế", "Đê La Thành",
)  # fmt: skip
WARDS = ("Phường Hoa Sữa", "Xã Bình Yên", "Phường Đông Ngàn")


@dataclass(frozen=True, slots=True)
class Citizen:
    """A fictitious person; ``number`` is the 12-digit one, consistent with sex and birth year."""

    name: str
    number: str
    old_number: str
    birth: date
    sex: str
    address: str
    issued: date
    phone: str

    def card_text(self, *, new_card: bool) -> str:
        """The text of the card's QR code: 7 fields (chip CCCD) or 11 (căn cước of 2024)."""
        fields = [
            self.number,
            self.old_number,
            self.name,
            f"{self.birth:%d%m%Y}",
            self.sex,
            self.address,
            f"{self.issued:%d%m%Y}",
        ]
        return "|".join(fields + [""] * 4 if new_card else fields)


def citizen(index: int) -> Citizen:
    """The fictitious citizen of this number, from 0; the same on every machine."""
    dice = random.Random(f"citizen {index}")  # noqa: S311 - fictitious people, nothing secret
    female = dice.random() < 0.5
    born = date(1950, 1, 1) + timedelta(days=dice.randrange(365 * 57))
    century_and_sex = (2 if born.year >= 2000 else 0) + int(female)
    given = dice.choice(FEMALE_NAMES if female else MALE_NAMES)
    return Citizen(
        name=f"{dice.choice(FAMILY_NAMES)} {given}",
        number=f"{dice.choice(PROVINCES)}{century_and_sex}{born:%y}{index + 1:06d}",
        old_number="" if dice.random() < 0.4 else f"{index + 1:09d}",
        birth=born,
        sex="Nữ" if female else "Nam",
        address=f"Số {dice.randrange(1, 200)} {dice.choice(STREETS)}, {dice.choice(WARDS)}, Hà Nội",
        issued=date(2021, 4, 15) + timedelta(days=dice.randrange(1200)),
        phone=f"0900{index % 1_000_000:06d}",
    )


def alt_codes(text: str) -> str:
    """Every byte above 127 typed as ``0`` and three digits (an Alt code that nobody composed)."""
    return "".join(chr(byte) if byte < 128 else f"0{byte:03d}" for byte in text.encode("utf-8"))


def misread_bytes(text: str) -> str:
    """UTF-8 read as Latin-1."""
    return text.encode("utf-8").decode("latin-1")


def entities(text: str) -> str:
    """Letters beyond ASCII as HTML entities."""
    return "".join(letter if letter.isascii() else f"&#{ord(letter)};" for letter in text)


def percent(text: str) -> str:
    """Percent-encoded, but for what separates fields and words."""
    return quote(text, safe="|, /")


def decomposed(text: str) -> str:
    """NFD: letters and tone marks apart."""
    return unicodedata.normalize("NFD", text)


DAMAGES: tuple[Callable[[str], str], ...] = (
    alt_codes,
    misread_bytes,
    entities,
    percent,
    decomposed,
)
"""What keyboard scanners are known to do to Vietnamese text."""


def scanned_text(index: int) -> str:
    """What the desk gets from the card of citizen ``index``: every third one is damaged."""
    text = citizen(index).card_text(new_card=index % 2 == 1)
    if index % 3 == 2:
        text = DAMAGES[(index // 3) % len(DAMAGES)](text)
    return text + ("\r\n" if index % 4 == 0 else "")
