"""Which commune of today an address names, where that is certain (docs/adr/0018)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from app.units.address_words import Word, address_words, without_tail
from app.units.readings import (
    ProvinceReading,
    Reading,
    in_a_village,
    nationwide_readings,
    new_readings_anywhere,
    province_readings,
    three_level_readings,
    two_level_readings,
)
from app.units.unit import TWO_LEVELS_FROM, Commune, Extent, Province
from app.units.units import Units

MAX_ADDRESS = 1_000
MAX_TAILS = 3
"""So many parts behind the province (a telephone number, a note) are looked over."""

_PIECES = re.compile(r"[;|\n]")
"""What stands between two addresses, or between the lines of one."""


class MappedAddress(Struct, frozen=True):
    """What an address leads to. ``commune`` is there only where ``certain``.

    ``province`` is today's, where one is named. ``candidates`` are the communes that it may be, by
    code; the one where certain. ``why`` is a Vietnamese sentence for the officer.
    """

    commune: Commune | None
    province: Province | None
    certain: bool
    candidates: list[Commune]
    why: str


def map_address(text: str, units: Units, on: date | None = None) -> MappedAddress:
    """Read an address as a card, a dossier or a person has it; never raises.

    ``on`` is the day on which it was printed, where that is known: before 1/7/2025 only three
    levels are read, for there were no others. Certain is the answer only where every way to read
    it leads to the same commune: an old one that went whole into it, or it itself.
    """
    if len(text) > MAX_ADDRESS:
        return _nothing(f"Địa chỉ dài quá {MAX_ADDRESS} ký tự.")
    pieces = [piece for piece in _PIECES.split(text) if piece.strip()]
    found = [_mapped(piece, units, on) for piece in pieces] if len(pieces) > 1 else []
    found = [mapped for mapped in found if mapped.candidates]
    if len(found) < 2:
        return _mapped(text, units, on)
    if all(mapped.certain and mapped.commune == found[0].commune for mapped in found):
        return found[0]
    codes = sorted({unit.code for mapped in found for unit in mapped.candidates})
    communes = [unit for code in codes if (unit := units.commune(code)) is not None]
    why = "Có nhiều địa chỉ: xem công dân ở đâu."
    return MappedAddress(None, None, certain=False, candidates=communes, why=why)


def _mapped(text: str, units: Units, on: date | None) -> MappedAddress:
    words = address_words(text)
    while words and words[-1].plain.isdecimal() and len(words[-1].plain) >= 5:
        words.pop()  # a postal code
    if not words:
        return _nothing("Chưa có địa chỉ.")
    firm = True
    for _ in range(MAX_TAILS + 1):
        provinces = province_readings(words, units)
        readings = _all_readings(words, provinces, units, on)
        if readings or provinces:
            return _judged(readings, provinces, units, firm=firm)
        shorter = without_tail(words)
        if shorter is None:
            break
        words, bare = shorter
        firm = firm and bare
    return _nothing("Không đọc được tỉnh và xã trong địa chỉ.")


def _all_readings(
    words: Sequence[Word], provinces: list[ProvinceReading], units: Units, on: date | None
) -> list[Reading]:
    two_levels = on is None or on >= TWO_LEVELS_FROM
    three = [
        reading
        for province in provinces
        for reading in three_level_readings(words, province, units)
    ]
    two = [
        reading
        for province in provinces
        for reading in two_level_readings(
            words,
            province if two_levels else _before(province),
            units,
            since_2025=on is not None and two_levels,
        )
    ]
    if any(reading.firm and in_a_village(words, reading) for reading in three):
        return three
    # Thành phố Bắc Ninh is a city of that province, or since 2026 the province itself.
    missing = nationwide_readings(words, units, same_kind=bool(provinces))
    if three or two:
        return three + missing + [reading for reading in two if not (three and reading.old)]
    return missing or (new_readings_anywhere(words, units) if two_levels else [])


def _before(province: ProvinceReading) -> ProvinceReading:
    return ProvinceReading(province.end, province.bounded, province.old, None)


def _judged(
    readings: list[Reading],
    provinces: list[ProvinceReading],
    units: Units,
    *,
    firm: bool,
) -> MappedAddress:
    codes = sorted({code for reading in readings for code in reading.communes})
    candidates = [commune for code in codes if (commune := units.commune(code)) is not None]
    certain = firm and len(candidates) == 1 and any(reading.firm for reading in readings)
    return MappedAddress(
        commune=candidates[0] if certain else None,
        province=_province(candidates, provinces, units),
        certain=certain,
        candidates=candidates,
        why=_why(readings, candidates, certain=certain),
    )


def _province(
    candidates: list[Commune], provinces: list[ProvinceReading], units: Units
) -> Province | None:
    codes = {commune.province for commune in candidates}
    if not codes:
        codes = {one.now for one in provinces}
    return units.province(codes.pop()) if len(codes) == 1 else None


def _why(readings: list[Reading], candidates: list[Commune], *, certain: bool) -> str:
    if not candidates:
        return "Không tìm thấy xã, phường trong địa chỉ."
    old = next((reading for reading in readings if reading.old), None)
    if certain:
        if old is None:
            return f"Địa chỉ ghi {candidates[0].full_name}."
        return f"{old.old} cũ nay thuộc trọn {candidates[0].full_name}."
    if len(readings) == 1 and old is not None and old.extent is Extent.PART:
        return f"{old.old} cũ đã chia cho {len(candidates)} đơn vị: xem công dân ở đâu."
    if len(candidates) > 1:
        return f"Có {len(candidates)} đơn vị có thể là nơi này: xem công dân ở đâu."
    return f"Có thể là {candidates[0].full_name}, chưa chắc chắn."


def _nothing(why: str) -> MappedAddress:
    return MappedAddress(None, None, certain=False, candidates=[], why=why)
