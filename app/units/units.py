"""All units of both times: looked up by code, found by words, and what became of the old ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from app.dated_data.toml_table import bad_data
from app.units.names import plain_name
from app.units.tables import COMMUNES, UnitTables
from app.units.unit import (
    Commune,
    District,
    EarlierName,
    Extent,
    Kind,
    KindChange,
    OldCommune,
    Province,
    Succession,
)

_Unit = TypeVar("_Unit", Province, Commune)
DistrictName = tuple[str, str]
"""Code of the old province and plain name: several districts of a province may share it."""


class Units:
    """The units in force now and before. Every lookup is a dictionary's; indexes are made once.

    ``version`` changes exactly when the tables do.
    """

    def __init__(self, tables: UnitTables) -> None:
        self._changes: dict[str, list[KindChange]] = defaultdict(list)
        for change in tables.changes():
            self._changes[change.level + change.code].append(change)
        self._provinces = {unit.code: unit for unit in tables.provinces()}
        self._communes = {unit.code: unit for unit in tables.communes()}
        for commune in self._communes.values():
            if commune.province not in self._provinces:
                raise bad_data(
                    tables.path(COMMUNES), commune.code, f"không có tỉnh mã {commune.province}"
                )
        self.old_provinces: Mapping[str, Province] = {
            unit.code: unit for unit in tables.old_provinces()
        }
        self.districts: Mapping[str, District] = {unit.code: unit for unit in tables.districts()}
        self.old_communes: Mapping[str, OldCommune] = {
            unit.code: unit for unit in tables.old_communes()
        }
        self.earlier_names: list[EarlierName] = tables.earlier_names()
        self._successions: dict[str, list[Succession]] = defaultdict(list)
        for step in tables.successions():
            self._successions[step.before].append(step)
        self.version = tables.version

    def province(self, code: str, on: date | None = None) -> Province | None:
        """The province of today with this code, called as it is on ``on`` (None: at last)."""
        unit = self._provinces.get(code)
        return None if unit is None else self._as_called(unit, "province", on)

    def commune(self, code: str, on: date | None = None) -> Commune | None:
        """The commune of today with this code, called as it is on ``on`` (None: at last)."""
        unit = self._communes.get(code)
        return None if unit is None else self._as_called(unit, "commune", on)

    def provinces(self, on: date | None = None) -> list[Province]:
        """All provinces of today, by code."""
        return [self._as_called(unit, "province", on) for unit in self._provinces.values()]

    def communes(self, on: date | None = None) -> list[Commune]:
        """All communes of today, by code."""
        return [self._as_called(unit, "commune", on) for unit in self._communes.values()]

    def kinds(self, unit: Province | Commune) -> frozenset[Kind]:
        """Every kind that a unit of today has had since 1/7/2025."""
        level = "commune" if isinstance(unit, Commune) else "province"
        first = (self._communes if level == "commune" else self._provinces)[unit.code]
        changes = self._changes.get(level + unit.code, [])
        return frozenset([first.kind, *(change.kind for change in changes)])

    def successors(self, code: str) -> list[Succession]:
        """The communes of today in which the old commune ``code`` lies; none: it is not known.

        Where a commune of today has gone from the list since, what is left is not sure.
        """
        steps = self._successions.get(code, [])
        left = [step for step in steps if step.after in self._communes]
        if len(left) == len(steps):
            return left
        return [msgspec.structs.replace(step, extent=Extent.UNSURE) for step in left]

    def has_district(self, province: str, name: str) -> bool:
        """Whether the old province ``province`` ever had a district of this plain name."""
        key = (province, name)
        return key in self.districts_by_name or key in self.earlier_by_district

    def had_district(self, province: str, name: str) -> bool:
        """The same for a province of today: whether any that went into it had such a district."""
        return any(
            self.has_district(old.code, name)
            for old in self.old_provinces.values()
            if old.now == province
        )

    def codes_once_called(self, province: str, name: str) -> set[str]:
        """Codes of the communes of an old province that have, or had, this plain name."""
        key = (province, name)
        now = {unit.code for unit in self.old_communes_by_name.get(key, [])}
        return now | set(self._earlier_codes.get(key, []))

    def _as_called(self, unit: _Unit, level: str, on: date | None) -> _Unit:
        for change in self._changes.get(level + unit.code, []):
            if on is None or change.since <= on:
                unit = msgspec.structs.replace(unit, kind=change.kind)
        return unit

    @cached_property
    def communes_by_name(self) -> Mapping[tuple[str, str], list[Commune]]:
        """Communes of today by province and plain name."""
        return _grouped((unit.province, plain_name(unit.name), unit) for unit in self.communes())

    @cached_property
    def communes_of_name(self) -> Mapping[str, list[Commune]]:
        """Communes of today by plain name, in whichever province."""
        found: dict[str, list[Commune]] = defaultdict(list)
        for (_, name), communes in self.communes_by_name.items():
            found[name] += communes
        return found

    @cached_property
    def provinces_by_name(self) -> Mapping[str, Province]:
        """Provinces of today by plain name."""
        return {plain_name(unit.name): unit for unit in self.provinces()}

    @cached_property
    def old_provinces_by_name(self) -> Mapping[str, Province]:
        """The 63 provinces by plain name."""
        return {plain_name(unit.name): unit for unit in self.old_provinces.values()}

    @cached_property
    def provinces_run_together(self) -> Mapping[str, str]:
        """Plain names of provinces, of both times, by the name without its blanks: ``hanoi``."""
        names = [*self.provinces_by_name, *self.old_provinces_by_name]
        return {name.replace(" ", ""): name for name in names}

    @cached_property
    def districts_by_name(self) -> Mapping[DistrictName, list[District]]:
        """Districts by old province and plain name."""
        return _grouped(
            (unit.province, plain_name(unit.name), unit) for unit in self.districts.values()
        )

    @cached_property
    def districts_of_name(self) -> Mapping[str, list[District]]:
        """Districts by plain name, in whichever province."""
        found: dict[str, list[District]] = defaultdict(list)
        for (_, name), districts in self.districts_by_name.items():
            found[name] += districts
        return found

    @cached_property
    def communes_of_district(self) -> Mapping[str, Mapping[str, list[OldCommune]]]:
        """Old communes by district and plain name."""
        found: dict[str, dict[str, list[OldCommune]]] = defaultdict(lambda: defaultdict(list))
        for unit in self.old_communes.values():
            found[unit.district][plain_name(unit.name)].append(unit)
        return found

    @cached_property
    def old_communes_by_name(self) -> Mapping[tuple[str, str], list[OldCommune]]:
        """Old communes by old province and plain name."""
        found: dict[tuple[str, str], list[OldCommune]] = defaultdict(list)
        for district, names in self.communes_of_district.items():
            for name, communes in names.items():
                found[self.districts[district].province, name] += communes
        return found

    @cached_property
    def earlier_by_district(self) -> Mapping[DistrictName, Mapping[str, list[EarlierName]]]:
        """Earlier names by old province and district of their time, then by plain name."""
        found: dict[DistrictName, dict[str, list[EarlierName]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for unit in self.earlier_names:
            found[unit.province, plain_name(unit.district)][plain_name(unit.name)].append(unit)
        return found

    @cached_property
    def _earlier_codes(self) -> Mapping[tuple[str, str], list[str]]:
        return _grouped(
            (unit.province, plain_name(unit.name), unit.code) for unit in self.earlier_names
        )


_Grouped = TypeVar("_Grouped")


def _grouped(
    rows: Iterable[tuple[str, str, _Grouped]],
) -> dict[tuple[str, str], list[_Grouped]]:
    found: dict[tuple[str, str], list[_Grouped]] = defaultdict(list)
    for group, name, unit in rows:
        found[group, name].append(unit)
    return found


def load_units(directory: Path | None = None, province: Path | None = None) -> Units:
    """Read the tables: the program's, or of ``directory``; over them the province's.

    ``province`` is ``<data>/law/units`` (it need not be there). Raises EnvironmentFault
    (``data_missing``) or InvalidInput (``bad_data``, naming file and line).
    """
    return Units(UnitTables(directory, province))
