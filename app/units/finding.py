"""Find units by words of their names, without tone marks, or by their codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from app.errors import InvalidInput
from app.units.names import name_words, plain_word
from app.units.unit import TWO_LEVELS_FROM, Commune, OldCommune, Province
from app.units.units import Units

MAX_QUERY = 200
_RANKS = 5


class Level(StrEnum):
    """What is looked for. Provinces are those of the day."""

    PROVINCE = "province"
    COMMUNE = "commune"
    OLD_COMMUNE = "old_commune"


class FoundUnit(Struct, frozen=True):
    """A unit and where it lies: the name of its district (old communes only) and its province."""

    level: Level
    unit: Province | Commune | OldCommune
    district: str
    province: str


class _Entry(Struct, frozen=True):
    found: FoundUnit
    name: tuple[str, ...]
    called: tuple[str, ...]
    words: tuple[str, ...]
    text: str
    """The words, a blank before each."""


class UnitIndex:
    """The units of a day in the order of their names' words; made once, asked often.

    ``on`` None: those of today and the old communes; a day before 1/7/2025: those of that time;
    from then on: those of that day, called as they were.
    """

    def __init__(self, units: Units, on: date | None = None) -> None:
        entries: list[_Entry] = []
        if on is None or on >= TWO_LEVELS_FROM:
            entries += map(_entry, _of_today(units, on))
        if on is None or on < TWO_LEVELS_FROM:
            entries += map(_entry, _of_before(units, provinces=on is not None))
        self._entries = entries

    def find(self, query: str, level: Level | None = None) -> list[FoundUnit]:
        """Those that have every word of ``query`` or a word that begins so; the likeliest first.

        That is: this name exactly; it first, then where it lies; a name that begins so; all words
        in the name; in name, district and province. An empty query finds all. Raises InvalidInput
        (``too_long``).
        """
        if len(query) > MAX_QUERY:
            raise InvalidInput("too_long", f"Từ khóa dài quá {MAX_QUERY} ký tự.", field="query")
        wanted = _plain(query)
        code = query.strip()
        longest_first = sorted(wanted, key=len, reverse=True)
        ranked: list[list[FoundUnit]] = [[] for _ in range(_RANKS)]
        for entry in self._entries:
            if level is None or entry.found.level is level:
                rank = _rank(entry, wanted, longest_first, code)
                if rank is not None:
                    ranked[rank].append(entry.found)
        return [found for ranks in ranked for found in ranks]


def _of_today(units: Units, on: date | None) -> Iterator[FoundUnit]:
    provinces = {province.code: province for province in units.provinces(on)}
    for province in provinces.values():
        yield FoundUnit(Level.PROVINCE, province, "", province.full_name)
    for commune in units.communes(on):
        yield FoundUnit(Level.COMMUNE, commune, "", provinces[commune.province].full_name)


def _of_before(units: Units, *, provinces: bool) -> Iterator[FoundUnit]:
    if provinces:
        for province in units.old_provinces.values():
            yield FoundUnit(Level.PROVINCE, province, "", province.full_name)
    for commune in units.old_communes.values():
        district = units.districts[commune.district]
        province = units.old_provinces[district.province]
        yield FoundUnit(Level.OLD_COMMUNE, commune, district.full_name, province.full_name)


def _entry(found: FoundUnit) -> _Entry:
    kind, name = _words(found.unit.kind), _plain(found.unit.name)
    around = (
        () if found.level is Level.PROVINCE else _words(found.district) + _words(found.province)
    )
    called = kind + name
    words = called + around
    return _Entry(found, name, called, words, "".join(f" {word}" for word in words))


def _plain(text: str) -> tuple[str, ...]:
    return tuple(plain_word(word) for word in name_words(text))


_words = lru_cache(maxsize=1024)(_plain)
"""Kinds, districts and provinces are the same for many."""


def _rank(
    entry: _Entry, wanted: tuple[str, ...], longest_first: Sequence[str], code: str
) -> int | None:
    """How likely an entry is meant, 0 first; None: not at all."""
    if code == entry.found.unit.code:
        return 0
    if wanted and f" {longest_first[0]}" not in entry.text:  # most are left out by this alone
        return None
    if len(wanted) > 1 and not _all_begin(longest_first, entry.words):
        return None
    return _rank_of_match(entry, wanted, longest_first)


def _rank_of_match(entry: _Entry, wanted: tuple[str, ...], longest_first: Sequence[str]) -> int:
    name, called = entry.name, entry.called
    if wanted in (name, called):
        return 0
    if wanted[: len(name)] == name or wanted[: len(called)] == called:
        return 1
    if _begins(wanted, name):
        return 2
    return 3 if _all_begin(longest_first, name) else 4


def _begins(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return len(wanted) <= len(words) and all(
        word.startswith(part) for part, word in zip(wanted, words, strict=False)
    )


def _all_begin(longest_first: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each wanted word is, or begins, a word of its own among ``words``."""
    if len(longest_first) > len(words):
        return False
    left = list(words)
    for part in longest_first:
        for at, word in enumerate(left):
            if word.startswith(part):
                del left[at]
                break
        else:
            return False
    return True
