"""Provinces, districts and communes: of today in two levels, before 1/7/2025 in three."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

TWO_LEVELS_FROM = date(2025, 7, 1)
"""From this day there are no districts (Nghị quyết 202/2025/QH15, Quyết định 19/2025/QĐ-TTg)."""


class Kind(StrEnum):
    """What a unit is called before its name."""

    PROVINCE = "tỉnh"
    CITY = "thành phố"
    URBAN_DISTRICT = "quận"
    RURAL_DISTRICT = "huyện"
    TOWN = "thị xã"
    COMMUNE = "xã"
    WARD = "phường"
    TOWNLET = "thị trấn"
    SPECIAL_ZONE = "đặc khu"


PROVINCE_KINDS = frozenset({Kind.PROVINCE, Kind.CITY})
DISTRICT_KINDS = frozenset({Kind.URBAN_DISTRICT, Kind.RURAL_DISTRICT, Kind.TOWN, Kind.CITY})
COMMUNE_KINDS = frozenset({Kind.COMMUNE, Kind.WARD, Kind.TOWNLET, Kind.SPECIAL_ZONE})


class Extent(StrEnum):
    """How much of an old commune a new one took over (Nghị quyết 1654 … 1687/NQ-UBTVQH15)."""

    WHOLE = "whole"  # all of it, and no other has any
    PART = "part"
    UNSURE = "unsure"  # the sources differ


class _Named(Struct, frozen=True):
    """``code`` is the statistics office's; ``name`` stands without its kind."""

    code: str
    name: str
    kind: Kind

    @property
    def full_name(self) -> str:
        """As an address has it: ``Phường Hoàn Kiếm``."""
        return f"{self.kind[0].upper()}{self.kind[1:]} {self.name}"


class Province(_Named, frozen=True):
    """A province or a city under the centre. ``code`` has two digits.

    ``now`` is the code of today's province where this is one of the 63 before 1/7/2025; else empty.
    """

    now: str = ""


class District(_Named, frozen=True):
    """A district (cấp huyện) until 30/6/2025. ``code`` has three digits."""

    province: str


class Commune(_Named, frozen=True):
    """A commune of today: xã, phường, đặc khu. ``code`` has five digits."""

    province: str


class OldCommune(_Named, frozen=True):
    """A commune (xã, phường, thị trấn) until 30/6/2025. ``code`` has five digits."""

    district: str


class EarlierName(_Named, frozen=True):
    """What papers printed before 2023 to 2025 still call an old commune, or one merged since.

    ``district``, ``district_kind`` and ``province`` are of that time. ``now`` are the communes of
    today that it may lie in, where it is no longer among the old communes under its ``code``.
    """

    district: str
    district_kind: Kind
    province: str
    now: tuple[str, ...] = ()


class Succession(Struct, frozen=True):
    """An old commune (``before``) and one of the communes of today in which it lies (``after``)."""

    before: str
    after: str
    extent: Extent


class KindChange(Struct, frozen=True):
    """From ``since`` the unit ``code`` is of another ``kind``, by ``basis``; nothing else moved."""

    code: str
    level: str
    since: date
    kind: Kind
    basis: str
