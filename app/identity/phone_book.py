"""The numbering plan of Vietnam with its dates (``resources/identity/phones.toml``)."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from app.dated_data.toml_table import RESOURCES, bad_data, in_force, read_bytes, read_table

PHONES = RESOURCES / "identity" / "phones.toml"
MOBILE_DIGITS = 10
LANDLINE_DIGITS = 11
_LONG_SUBSCRIBERS = {"04": 8, "08": 8}
"""Hà Nội and TP. Hồ Chí Minh; everywhere else a subscriber has seven digits."""

Prefix = Annotated[str, Meta(pattern=r"^[0-9]{2,4}$")]
Text = Annotated[str, Meta(min_length=1, max_length=200)]
Confidence = Annotated[str, Meta(pattern=r"^[HML]$")]


class Plan(Struct, frozen=True, forbid_unknown_fields=True):
    """What a list of prefixes rests on."""

    basis: Text
    confidence: Confidence


class MobilePrefix(Struct, frozen=True, forbid_unknown_fields=True):
    """Three digits of a ten-digit number. ``was``: the four digits before ``valid_from``, which
    could be dialled until ``was_until``. Subscribers keep their number when they change operator.
    """

    prefix: Prefix
    operator: Text
    valid_from: date | None = None
    was: str = ""
    was_until: date | None = None
    confidence: str = "H"


class AreaCode(Struct, frozen=True, forbid_unknown_fields=True):
    """The code of a province of before 1/7/2025. ``was``, ``was_until``: as above."""

    prefix: Prefix
    name: Text
    valid_from: date | None = None
    was: str = ""
    was_until: date | None = None
    confidence: str = "H"


class ServicePrefix(Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers that a business is called at."""

    prefix: Prefix
    name: Text
    confidence: str = "H"


class PhoneBook(Struct, frozen=True, forbid_unknown_fields=True):
    """All prefixes, each once."""

    mobile_plan: Plan
    area_plan: Plan
    mobile: list[MobilePrefix]
    area: list[AreaCode]
    service: list[ServicePrefix]

    def mobile_prefix(self, number: str, on: date) -> MobilePrefix | None:
        """Of a ten-digit number that could be dialled ``on`` that day."""
        if len(number) != MOBILE_DIGITS:
            return None
        return next(
            (
                entry
                for entry in self.mobile
                if number.startswith(entry.prefix)
                and in_force(on, entry.valid_from or date.min, None)
            ),
            None,
        )

    def old_mobile_prefix(self, number: str) -> MobilePrefix | None:
        """Of an eleven-digit mobile number of before 15/9/2018."""
        if len(number) != MOBILE_DIGITS + 1:
            return None
        return next(
            (entry for entry in self.mobile if entry.was and number.startswith(entry.was)), None
        )

    def area_code(self, number: str) -> AreaCode | None:
        """Of an eleven-digit landline number."""
        if len(number) != LANDLINE_DIGITS:
            return None
        return next((entry for entry in self.area if number.startswith(entry.prefix)), None)

    def old_area_code(self, number: str) -> AreaCode | None:
        """Of a landline number with the code of before 2017."""
        return next(
            (
                entry
                for entry in self.area
                if entry.was
                and number.startswith(entry.was)
                and len(number) == len(entry.was) + _LONG_SUBSCRIBERS.get(entry.was, 7)
            ),
            None,
        )


def load_phone_book(path: Path = PHONES) -> PhoneBook:
    """Read the plan. Raises InvalidInput (``bad_data``) or EnvironmentFault (``data_missing``)."""
    book = read_table(path, read_bytes(path), PhoneBook)
    seen: set[str] = set()
    prefixes = [entry.prefix for entry in book.mobile]
    prefixes += [entry.prefix for entry in book.area]
    prefixes += [entry.prefix for entry in book.service]
    for prefix in prefixes:
        if prefix in seen:
            raise bad_data(path, prefix, "đầu số ghi hai lần")
        seen.add(prefix)
    return book


@cache
def phone_book() -> PhoneBook:
    """The plan that came with the program, read once."""
    return load_phone_book()
