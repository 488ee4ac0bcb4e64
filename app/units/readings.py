"""The ways in which an address can be read, from its end: province, district, commune.

An address of before 1/7/2025 has three levels, one of today two, and cards leave the kinds out: the
same words can be read in both ways. All ways are collected here; ``app.units.address`` says whether
they lead to one commune.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct

from app.units.address_words import COMMA, Span, Word, agrees, kind_before, spans_ending
from app.units.names import marked_name, plain_name
from app.units.unit import (
    COMMUNE_KINDS,
    DISTRICT_KINDS,
    PROVINCE_KINDS,
    Commune,
    District,
    EarlierName,
    Extent,
    Kind,
    OldCommune,
    Province,
)
from app.units.units import Units

_Unit = TypeVar("_Unit", Commune, OldCommune, EarlierName)
_VILLAGE_WORDS = frozenset({"thon", "ap", "ban", "buon", "khom"})
"""What lies directly in a commune: what follows is the commune."""
_OTHER_PROVINCE_NAMES = {
    "hcm": "ho chi minh",
    "sai gon": "ho chi minh",
    "hn": "ha noi",
    "thua thien hue": "hue",
    "tt hue": "hue",
    "t t hue": "hue",
    "dac lac": "dak lak",
    "dac lak": "dak lak",
    "dak lac": "dak lak",
    "dac nong": "dak nong",
    "bac can": "bac kan",
}


class Reading(Struct, frozen=True):
    """One way to read an address: ``communes`` are the codes of today that it leads to.

    ``firm``: nothing had to be guessed. ``old`` is the commune of before, as it was called.
    ``start`` is the word at which the commune's name begins.
    """

    communes: tuple[str, ...]
    firm: bool
    start: int
    old: str = ""
    extent: Extent = Extent.WHOLE


class ProvinceReading(Struct, frozen=True):
    """The province at the end: of before, of today, or both; ``end`` is where the rest ends."""

    end: int
    bounded: bool
    old: Province | None
    new: Province | None

    @property
    def now(self) -> str:
        """The code of today's province; empty where there is neither."""
        if self.new is not None:
            return self.new.code
        return self.old.now if self.old is not None else ""


def province_readings(words: Sequence[Word], units: Units) -> list[ProvinceReading]:
    """The provinces that the last words can name, the longest name first."""
    found = []
    for span in spans_ending(words, len(words)):
        if span.kind is not None and span.kind not in PROVINCE_KINDS:
            continue
        old, new = _provinces(_OTHER_PROVINCE_NAMES.get(span.name, span.name), units)
        if span.kind is Kind.CITY:  # the city of Thanh Hóa is not the province of that name
            old = old if old is not None and old.kind is Kind.CITY else None
            new = new if new is not None and Kind.CITY in units.kinds(new) else None
        if old is not None or new is not None:
            found.append(ProvinceReading(span.begin, span.bounded, old, new))
    return found[::-1]


def _provinces(name: str, units: Units) -> tuple[Province | None, Province | None]:
    for known in (name, units.provinces_run_together.get(name, "")):
        old, new = units.old_provinces_by_name.get(known), units.provinces_by_name.get(known)
        if old is not None or new is not None:
            return old, new
    return None, None


def three_level_readings(
    words: Sequence[Word], province: ProvinceReading, units: Units
) -> list[Reading]:
    """District and commune of before 1/7/2025 in a province.

    Where the province of that time has no such district, those that its namesake of today took
    over are looked through: people write the new province behind the old district.
    """
    own = [province.old.code] if province.old is not None else []
    taken_over = [
        old.code
        for old in units.old_provinces.values()
        if province.new is not None and old.now == province.new.code and old.code not in own
    ]
    districts = [
        span
        for span in spans_ending(words, province.end)
        if _can_be_district(span) and (span.kind is not None or province.bounded)
    ]
    found = [
        reading
        for span in districts
        for code in own
        for reading in _readings_in_district(words, span, code, units)
    ]
    return found or [
        _weakened(reading) if any(units.has_district(one, span.name) for one in own) else reading
        for span in districts
        for code in taken_over
        for reading in _readings_in_district(words, span, code, units)
    ]


def nationwide_readings(words: Sequence[Word], units: Units, *, same_kind: bool) -> list[Reading]:
    """District and commune of an address without its province; firm where one district fits.

    ``same_kind``: only districts of the kind that the address says.
    """
    found = []
    for span in spans_ending(words, len(words)):
        if span.kind not in DISTRICT_KINDS:
            continue
        namesakes = units.districts_of_name.get(span.name, [])
        codes = sorted(
            {unit.province for unit in namesakes if unit.kind is span.kind or not same_kind}
        )
        for code in codes:
            found += [
                _weakened(reading) if len(codes) > 1 else reading
                for reading in _readings_in_district(words, span, code, units)
            ]
    return found


def two_level_readings(
    words: Sequence[Word], province: ProvinceReading, units: Units, *, since_2025: bool
) -> list[Reading]:
    """Communes directly before a province: of today; of before, their district left out, only
    where none of today is called so.

    A bare name that a district had too (Hoàn Kiếm) is firm only where the address is known to have
    been printed ``since_2025``, when there were no districts any more.
    """
    found = []
    for span in spans_ending(words, province.end):
        whole = span.kind is not None or (span.bounded and province.bounded)
        if not _can_be_commune(span) or not whole:
            continue
        new = _communes_of_today(words, span, province, units)
        readings = list(_new_readings(words, span, new, units))
        if not all(reading.firm for reading in readings):
            new = []
        readings += _without_district(words, span, province, units, apart_from=new)
        if span.kind is None and not since_2025 and _was_district(province, span.name, units):
            readings = [_weakened(reading) for reading in readings]
        found += readings
    return found


def _communes_of_today(
    words: Sequence[Word], span: Span, province: ProvinceReading, units: Units
) -> list[Commune]:
    if province.new is None or _commune_stands_before(words, span.begin):
        return []
    return units.communes_by_name.get((province.new.code, span.name), [])


def _without_district(
    words: Sequence[Word],
    span: Span,
    province: ProvinceReading,
    units: Units,
    *,
    apart_from: Sequence[Commune],
) -> list[Reading]:
    """Old communes of a province by their name alone; firm where only one was ever called so.

    ``apart_from`` are communes of today that the address can mean: an old one is looked for only
    where its name is another one, which the address, written without marks, can mean as well.
    """
    if province.old is None or any(agrees(words, span, unit.name) for unit in apart_from):
        return []
    key = (province.old.code, span.name)
    meant = {marked_name(commune.name) for commune in apart_from}
    old = [
        commune
        for commune in units.old_communes_by_name.get(key, [])
        if not meant
        or (
            marked_name(commune.name) not in meant
            and agrees(words, span, commune.name) is not False
        )
    ]
    firm = len(units.codes_once_called(*key)) == 1
    return list(_old_readings(words, span, old, units, firm=firm))


def _was_district(province: ProvinceReading, name: str, units: Units) -> bool:
    return (province.old is not None and units.has_district(province.old.code, name)) or (
        province.new is not None and units.had_district(province.new.code, name)
    )


def new_readings_anywhere(words: Sequence[Word], units: Units) -> list[Reading]:
    """Communes of today that the last words name, where the province is missing: never firm."""
    return [
        _weakened(reading)
        for span in spans_ending(words, len(words))
        if span.kind in COMMUNE_KINDS
        for reading in _new_readings(words, span, units.communes_of_name.get(span.name, []), units)
    ]


def in_a_village(words: Sequence[Word], reading: Reading) -> bool:
    """Whether a village (thôn, ấp, bản, buôn, khóm) is the part directly before the commune."""
    if reading.start == 0 or words[reading.start].gap != COMMA:
        return False
    begin = next(at for at in range(reading.start - 1, -1, -1) if words[at].gap == COMMA)
    return words[begin].plain in _VILLAGE_WORDS


def _commune_stands_before(words: Sequence[Word], begin: int) -> bool:
    """Whether the part before word ``begin`` begins as a commune does: then this is a district."""
    if begin == 0 or words[begin].gap == 0:
        return False
    start = next(at for at in range(begin - 1, -1, -1) if words[at].gap)
    found = [kind_before(words, at) for at in range(start + 1, begin)]
    return any(kind is not None and kind[0] in COMMUNE_KINDS for kind in found)


def _can_be_district(span: Span) -> bool:
    return span.kind in DISTRICT_KINDS or (span.kind is None and not span.name.isdecimal())


def _can_be_commune(span: Span) -> bool:
    return span.kind in COMMUNE_KINDS or (span.kind is None and not span.name.isdecimal())


def _readings_in_district(
    words: Sequence[Word], district: Span, province: str, units: Units
) -> Iterator[Reading]:
    namesakes = units.districts_by_name.get((province, district.name), [])
    same_kind = [unit for unit in namesakes if unit.kind is district.kind]
    for unit in same_kind or namesakes:
        yield from _readings_in(words, district, unit, units)
    earlier = units.earlier_by_district.get((province, district.name), {})
    for span in _communes_before(words, district):
        rows = [
            row for row in earlier.get(span.name, []) if district.kind in {None, row.district_kind}
        ]
        yield from _earlier_readings(words, span, rows, units)


def _readings_in(
    words: Sequence[Word], span: Span, district: District, units: Units
) -> Iterator[Reading]:
    names = units.communes_of_district.get(district.code)
    if names is None:  # an island without communes
        steps = units.successors(district.code)
        if span.bounded:
            firm = all(step.extent is Extent.WHOLE for step in steps)
            yield Reading(tuple(step.after for step in steps), firm, span.start, district.full_name)
        return
    for commune in _communes_before(words, span):
        yield from _old_readings(words, commune, names.get(commune.name, []), units, firm=True)


def _communes_before(words: Sequence[Word], district: Span) -> Iterator[Span]:
    for span in spans_ending(words, district.begin):
        if _can_be_commune(span) and span.bounded and (span.kind or district.bounded):
            yield span


def _new_readings(
    words: Sequence[Word], span: Span, communes: Iterable[Commune], units: Units
) -> Iterator[Reading]:
    for commune, agreed in _best(words, span, communes):
        called_so = span.kind is None or span.kind in units.kinds(commune)
        yield Reading((commune.code,), agreed and called_so, span.start)


def _old_readings(
    words: Sequence[Word],
    span: Span,
    communes: Iterable[OldCommune],
    units: Units,
    *,
    firm: bool,
) -> Iterator[Reading]:
    same_kind = [unit for unit in communes if unit.kind is span.kind]
    for commune, agreed in _best(words, span, same_kind or communes):
        called_so = span.kind is None or bool(same_kind)
        yield _succession(commune, units, span, firm=firm and agreed and called_so)


def _earlier_readings(
    words: Sequence[Word], span: Span, rows: Iterable[EarlierName], units: Units
) -> Iterator[Reading]:
    """What an earlier name leads to: firm where only kind or district have changed since."""
    for row, agreed in _best(words, span, rows):
        if span.kind not in {None, row.kind}:
            continue
        old = units.old_communes.get(row.code)
        if old is None:
            yield Reading(
                row.now,
                firm=False,
                start=span.start,
                old=row.full_name,
                extent=Extent.UNSURE,
            )
        else:
            same = plain_name(old.name) == span.name
            yield _succession(old, units, span, firm=agreed and same)


def _succession(commune: OldCommune, units: Units, span: Span, *, firm: bool) -> Reading:
    steps = units.successors(commune.code)
    extent = steps[0].extent if steps else Extent.UNSURE
    return Reading(
        tuple(step.after for step in steps),
        firm and extent is Extent.WHOLE,
        span.start,
        commune.full_name,
        extent,
    )


def _best(words: Sequence[Word], span: Span, units: Iterable[_Unit]) -> list[tuple[_Unit, bool]]:
    """Those whose marks are the address's, if any; else all, and whether nothing contradicts."""
    judged = [(unit, agrees(words, span, unit.name)) for unit in units]
    exact = [(unit, True) for unit, agreed in judged if agreed]
    return exact or [(unit, agreed is not False) for unit, agreed in judged]


def _weakened(reading: Reading) -> Reading:
    return msgspec.structs.replace(reading, firm=False)
