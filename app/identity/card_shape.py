"""How a card's fields look, so that a text whose bars were lost can still be told from others."""

from __future__ import annotations

import re

from app.catalogue.folding import fold
from app.identity.card_dates import read_card_date
from app.identity.repairs import SEPARATOR

SEX_WORDS = {"nam": "Nam", "nu": "Nữ", "male": "Nam", "female": "Nữ", "m": "Nam", "f": "Nữ"}
"""What stands for the sex, folded, and how it is written in Vietnamese."""

_NUMBER = re.compile(r"\d{12}\Z", re.ASCII)
_OLD_NUMBER = re.compile(r"(?:\d{9}|\d{12})?\Z", re.ASCII)
_DIGIT = re.compile(r"\d")
MAX_DAMAGED_SEX = 12
_BIRTH = r"(?:\d{8}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{4})"
_HEAD = re.compile(
    r"\d{12}\|(?:\d{0,12}\|)?[^|\d]{1,200}\|" + _BIRTH + r"\|[^|\d]{1,6}\|", re.ASCII
)


def sex_of(field: str) -> str:
    """``Nam``, ``Nữ``, or nothing."""
    return SEX_WORDS.get(fold(field.strip()), "")


def is_date(field: str) -> bool:
    """Whether ``field`` is a date, or a year, that can be."""
    read, problem = read_card_date(field)
    return bool(read) and not problem


def is_card(fields: list[str]) -> bool:
    """Whether the fields are surely a card's: number, name, birth and sex stand where they must,
    and behind the address nothing or a date."""
    fields = [field.strip() for field in fields]
    if len(fields) < 5 or _NUMBER.match(fields[0]) is None:
        return False
    if _OLD_NUMBER.match(fields[1]) is None:  # no old number: the name follows at once
        fields.insert(1, "")
    if len(fields) < 5 or not fields[2] or _DIGIT.search(fields[2]):
        return False
    ends_well = len(fields) < 7 or not fields[6] or is_date(fields[6])
    return is_date(fields[3]) and bool(sex_of(fields[4])) and ends_well


def is_damaged_card(fields: list[str]) -> bool:
    """Whether number, old number, birth and a short word stand where a card has them; its letters
    may be damaged."""
    fields = [field.strip() for field in fields]
    if not 6 <= len(fields) <= 12 or _NUMBER.match(fields[0]) is None:
        return False
    if _OLD_NUMBER.match(fields[1]) is None:
        fields.insert(1, "")
    return is_date(fields[3]) and 0 < len(fields[4]) <= MAX_DAMAGED_SEX and bool(fields[2])


def is_barred_card(text: str) -> bool:
    """Whether ``text`` with its bars is surely a card."""
    return is_card(text.split(SEPARATOR, 12))


def heads_in(text: str) -> list[int]:
    """Where in ``text`` a card's number, name, birth and sex begin, each between bars."""
    return [match.start() for match in _HEAD.finditer(text)]
