"""The tables of resources/units, and over them those of ``<data>/law/units`` (docs/adr/0015, 0018).

Each is a CSV file: lines that begin with ``#`` say decree, date and source, the next one names the
columns. No value holds a comma. A file of the province's layer stands in for the program's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from app.dated_data.toml_table import RESOURCES, bad_data, content_version, is_there, read_bytes
from app.units.unit import (
    COMMUNE_KINDS,
    DISTRICT_KINDS,
    PROVINCE_KINDS,
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

UNITS = RESOURCES / "units"
PROVINCES, COMMUNES, CHANGES = "provinces_2025.csv", "communes_2025.csv", "changes.csv"
PROVINCE_COLUMNS = ("code", "name", "kind")
COMMUNE_COLUMNS = ("code", "name", "kind", "province")
_COMMUNE_CODE = re.compile(r"[0-9]{5}")
_PROVINCE_CODE = re.compile(r"[0-9]{2}")
_DISTRICT_CODE = re.compile(r"[0-9]{3}")
_OLD_CODE = re.compile(r"[0-9]{5}|[0-9]{3}")  # an island district without communes has three
_KINDS = {kind.value: kind for kind in Kind}
_EXTENTS = {extent.value: extent for extent in Extent}


class UnitTables:
    """Reads one table after the other; each raises as ``read_bytes``, or ``bad_data``."""

    def __init__(self, directory: Path | None, province: Path | None) -> None:
        self._directory = directory or UNITS
        self._province = province
        self._read: list[bytes] = []

    @property
    def version(self) -> str:
        """Changes exactly when what has been read so far does."""
        return content_version(self._read)

    def path(self, name: str) -> Path:
        """Where the table ``name`` lies: with the province if it has one."""
        own = self._province / name if self._province is not None else None
        return own if own is not None and is_there(own) else self._directory / name

    def provinces(self) -> list[Province]:
        """The provinces of today, as on 1/7/2025."""
        return [
            Province(code, name, self._kind(kind, PROVINCE_KINDS, place))
            for place, (code, name, kind) in self._coded(
                PROVINCES, PROVINCE_COLUMNS, _PROVINCE_CODE
            )
        ]

    def communes(self) -> list[Commune]:
        """The communes of today, as on 1/7/2025."""
        return [
            Commune(code, name, self._kind(kind, COMMUNE_KINDS, place), province)
            for place, (code, name, kind, province) in self._coded(
                COMMUNES, COMMUNE_COLUMNS, _COMMUNE_CODE
            )
        ]

    def old_provinces(self) -> list[Province]:
        """The 63 provinces until 30/6/2025."""
        return [
            Province(code, name, self._kind(kind, PROVINCE_KINDS, place), now)
            for place, (code, name, kind, now) in self._coded(
                "provinces_before.csv", (*PROVINCE_COLUMNS, "now"), _PROVINCE_CODE
            )
        ]

    def districts(self) -> list[District]:
        """The districts until 30/6/2025."""
        return [
            District(code, name, self._kind(kind, DISTRICT_KINDS, place), province)
            for place, (code, name, kind, province) in self._coded(
                "districts_before.csv", COMMUNE_COLUMNS, _DISTRICT_CODE
            )
        ]

    def old_communes(self) -> list[OldCommune]:
        """The communes until 30/6/2025."""
        return [
            OldCommune(code, name, self._kind(kind, COMMUNE_KINDS, place), district)
            for place, (code, name, kind, district) in self._coded(
                "communes_before.csv", ("code", "name", "kind", "district"), _COMMUNE_CODE
            )
        ]

    def earlier_names(self) -> list[EarlierName]:
        """Names, kinds and districts of before 2023 to 2025."""
        columns = ("code", "name", "kind", "district", "district_kind", "province", "now")
        return [
            EarlierName(
                row[0],
                row[1],
                self._kind(row[2], COMMUNE_KINDS, place),
                row[3],
                self._kind(row[4], DISTRICT_KINDS, place),
                row[5],
                tuple(row[6].split()),
            )
            for place, row in self._coded("earlier.csv", columns, _COMMUNE_CODE)
        ]

    def successions(self) -> list[Succession]:
        """What became of each old commune."""
        found = []
        for place, (before, after, extent) in self._rows(
            "succession.csv", ("before", "after", "extent")
        ):
            if extent not in _EXTENTS or not _OLD_CODE.fullmatch(before):
                raise bad_data(*place, f"không đọc được dòng {before},{after},{extent}"[:200])
            found.append(Succession(before, after, _EXTENTS[extent]))
        return found

    def changes(self) -> list[KindChange]:
        """Changes of kind since 1/7/2025, oldest first."""
        found = []
        for place, (code, level, since, kind, basis) in self._rows(
            CHANGES, ("code", "level", "from", "kind", "basis")
        ):
            allowed = PROVINCE_KINDS if level == "province" else COMMUNE_KINDS
            try:
                day = date.fromisoformat(since)
            except ValueError:
                raise bad_data(*place, f"không phải ngày: {since[:20]!r}") from None
            found.append(KindChange(code, level, day, self._kind(kind, allowed, place), basis))
        return sorted(found, key=lambda change: change.since)

    def _coded(
        self, name: str, columns: Sequence[str], code: re.Pattern[str]
    ) -> Iterator[tuple[tuple[Path, str], list[str]]]:
        """The rows of a table whose first column is a code that no other row has."""
        seen = set()
        for place, row in self._rows(name, columns):
            if not code.fullmatch(row[0]):
                raise bad_data(*place, f"mã sai: {row[0][:20]!r}")
            if row[0] in seen:
                raise bad_data(*place, f"mã {row[0]} có hai lần")
            if not row[1]:
                raise bad_data(*place, f"mã {row[0]} không có tên")
            seen.add(row[0])
            yield place, row

    def _rows(
        self, name: str, columns: Sequence[str]
    ) -> Iterator[tuple[tuple[Path, str], list[str]]]:
        path = self.path(name)
        try:
            data = read_bytes(path)
            lines = data.decode("utf-8-sig").split("\n")
        except UnicodeDecodeError:
            raise bad_data(path, "", "không phải UTF-8") from None
        self._read.append(data)
        heads: list[str] | None = None
        for number, line in enumerate(lines, start=1):
            if not line or line.startswith("#"):
                continue
            row = line.split(",")
            if heads is None:
                heads = row
                if heads != list(columns):
                    raise bad_data(path, f"dòng {number}", "cột phải là " + ",".join(columns))
                continue
            if len(row) != len(columns):
                raise bad_data(path, f"dòng {number}", f"cần {len(columns)} cột")
            yield (path, f"dòng {number}"), row
        if heads is None:
            raise bad_data(path, "", "tệp trống")

    @staticmethod
    def _kind(text: str, allowed: frozenset[Kind], place: tuple[Path, str]) -> Kind:
        kind = _KINDS.get(text)
        if kind is None or kind not in allowed:
            raise bad_data(*place, f"loại đơn vị không biết: {text[:20]!r}")
        return kind
