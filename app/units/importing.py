"""Read the official list of units, compare it, and put it into ``<data>/law/units``.

Two shapes are read: a sheet with heads in its first filled line (the statistics office's list of
communes: Mã, Tên, Cấp, Mã TP, Tỉnh / Thành phố), and the JSON of the public data sets,
``[{"Code", "FullName", "Wards": [{"Code", "FullName", "ProvinceCode"}]}]``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from app.dated_data.schema_words import validation_words
from app.errors import EnvironmentFault, InvalidInput
from app.spreadsheet.first_sheet import NoValue, is_blank, is_workbook, sheet_lines
from app.units.names import plain_name
from app.units.tables import (
    COMMUNE_COLUMNS,
    COMMUNES,
    PROVINCE_COLUMNS,
    PROVINCES,
)
from app.units.unit import COMMUNE_KINDS, PROVINCE_KINDS, Commune, Kind, Province
from app.units.units import Units

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_UNITS = 20_000
MAX_NAME = 60
_COLUMNS = {
    "code": {"ma", "ma px", "ma xa", "ma phuong xa", "ma don vi hanh chinh"},
    "name": {"ten", "phuong xa", "ten xa", "ten don vi hanh chinh", "xa phuong"},
    "kind": {"cap"},
    "province": {"ma tp", "ma tinh", "ma tinh tp", "ma tp tinh", "ma tinh thanh pho"},
    "province_name": {"tinh thanh pho", "tinh tp", "tp tinh", "ten tinh", "tinh"},
}
"""Heads of the sheet, folded."""


class UnitList(Struct, frozen=True):
    """The provinces and communes of a list, by code."""

    provinces: list[Province]
    communes: list[Commune]


class UnitChange(Struct, frozen=True):
    """A unit that a list adds, removes or calls otherwise: full names, empty where there is none.

    ``change`` is ``added``, ``removed``, ``renamed``, or ``moved`` to another province; ``level``
    is ``province`` or ``commune``.
    """

    change: str
    level: str
    code: str
    old: str
    new: str


class _JsonCommune(Struct):
    code: str = msgspec.field(name="Code")
    full_name: str = msgspec.field(name="FullName")
    province: str = msgspec.field(name="ProvinceCode", default="")


class _JsonProvince(Struct):
    code: str = msgspec.field(name="Code")
    full_name: str = msgspec.field(name="FullName")
    wards: list[_JsonCommune] = msgspec.field(name="Wards")


def read_units_file(path: Path) -> UnitList:
    """Read a list from ``path``.

    Raises EnvironmentFault (``unreadable``), InvalidInput (``unreadable``, ``too_large``,
    ``bad_units`` with the line or code in its message).
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise EnvironmentFault(
            "unreadable", f"Không đọc được tệp {path.name}: {error.strerror}."
        ) from None
    return read_units(data)


def read_units(data: bytes) -> UnitList:
    """The list in the bytes of a file; raises InvalidInput as ``read_units_file``."""
    if len(data) > MAX_FILE_BYTES:
        raise InvalidInput("too_large", "Tệp quá 20 MiB.", field="file")
    return _checked(*(_sheet_units(data) if is_workbook(data) else _json_units(data)))


def difference(old: Units, new: UnitList) -> list[UnitChange]:
    """What ``new`` says otherwise than the units in force, provinces first, by code."""
    changes = []
    for level, before, after in (
        ("province", old.provinces(), new.provinces),
        ("commune", old.communes(), new.communes),
    ):
        was = {unit.code: unit for unit in before}
        now = {unit.code: unit for unit in after}
        for code in sorted(was.keys() | now.keys()):
            change = _change(was.get(code), now.get(code))
            if change:
                changes.append(
                    UnitChange(change, level, code, _called(was.get(code)), _called(now.get(code)))
                )
    return changes


def unit_tables(units: UnitList, source: str) -> dict[str, bytes]:
    """The tables of a list by their names in ``<data>/law/units``; ``source`` is named in them."""
    head = f"# Nguồn: nhập từ {' '.join(source.split())[:120]}."
    communes = [(unit.code, unit.name, unit.kind, unit.province) for unit in units.communes]
    provinces = [(unit.code, unit.name, unit.kind) for unit in units.provinces]
    return {
        COMMUNES: _table(head, COMMUNE_COLUMNS, communes),
        PROVINCES: _table(head, PROVINCE_COLUMNS, provinces),
    }


def _table(head: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    lines = [head, ",".join(columns), *(",".join(row) for row in rows)]
    return "\n".join([*lines, ""]).encode()


def _change(old: Province | Commune | None, new: Province | Commune | None) -> str:
    if old is None or new is None:
        return "added" if old is None else "removed"
    if isinstance(old, Commune) and isinstance(new, Commune) and old.province != new.province:
        return "moved"
    return "renamed" if old.full_name != new.full_name else ""


def _called(unit: Province | Commune | None) -> str:
    return "" if unit is None else unit.full_name


# --- JSON -------------------------------------------------------------------------------------


def _json_units(data: bytes) -> tuple[list[Province], list[Commune]]:
    try:
        read = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=list[_JsonProvince])
    except msgspec.ValidationError as error:
        place, why = validation_words(error)
        raise _bad(f"{place}: {why}" if place else why) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise InvalidInput(
            "unreadable", "Tệp không phải JSON (UTF-8) hay bảng tính .xlsx.", field="file"
        ) from None
    provinces, communes = [], []
    for province in read:
        kind, name = _split(province.full_name, PROVINCE_KINDS, province.code)
        provinces.append(Province(province.code, name, kind))
        for ward in province.wards:
            if ward.province not in {"", province.code}:
                raise _bad(f"xã {ward.code} ghi tỉnh {ward.province}, nằm trong {province.code}")
            kind, name = _split(ward.full_name, COMMUNE_KINDS, ward.code)
            communes.append(Commune(ward.code, name, kind, province.code))
    return provinces, communes


# --- spreadsheet ------------------------------------------------------------------------------


def _sheet_units(data: bytes) -> tuple[list[Province], list[Commune]]:
    provinces: dict[str, Province] = {}
    communes: list[Commune] = []
    columns: dict[str, int] = {}
    for number, cells in sheet_lines(data):
        if all(map(is_blank, cells)):
            continue
        if not columns:
            columns = _heads(cells)
            continue
        if len(communes) >= MAX_UNITS:
            raise _bad(f"quá {MAX_UNITS} đơn vị")
        row = {name: _cell(cells, at, number) for name, at in columns.items()}
        place = f"dòng {number}"
        code, province = row["code"].zfill(5), row["province"].zfill(2)
        kind, name = _split(_with_kind(row), COMMUNE_KINDS, place)
        communes.append(Commune(code, name, kind, province))
        if province not in provinces:
            kind, name = _split(row["province_name"], PROVINCE_KINDS, place)
            provinces[province] = Province(province, name, kind)
    return list(provinces.values()), communes


def _with_kind(row: dict[str, str]) -> str:
    """A commune's name with its kind before it, whether the sheet writes it so or apart."""
    kind = row.get("kind", "")
    bare = kind and not plain_name(row["name"]).startswith(plain_name(kind) + " ")
    return f"{kind} {row['name']}" if bare else row["name"]


def _heads(cells: Sequence[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        head = plain_name(cell) if isinstance(cell, str) else ""
        for name, heads in _COLUMNS.items():
            if head in heads and name not in found:
                found[name] = at
    missing = _COLUMNS.keys() - found.keys() - {"kind"}
    if missing:
        raise InvalidInput(
            "bad_units",
            "Bảng tính thiếu cột mã, tên, mã tỉnh hoặc tên tỉnh.",
            field="file",
            advice="Dòng đầu: Mã, Tên, Cấp, Mã TP, Tỉnh / Thành phố.",
        )
    return found


def _cell(cells: Sequence[Any], at: int, number: int) -> str:
    value = cells[at] if at < len(cells) else None
    if isinstance(value, NoValue):
        raise _bad(f"dòng {number}: {value.value}")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _bad(f"dòng {number}: ô trống hoặc không phải chữ")
    return " ".join(str(value).split())


# --- checks -----------------------------------------------------------------------------------


def _split(full_name: str, kinds: frozenset[Kind], place: str) -> tuple[Kind, str]:
    """Kind and name of ``Phường Hoàn Kiếm``; commas and control characters are refused."""
    text = unicodedata.normalize("NFC", " ".join(full_name.split()))
    for kind in kinds:
        length = len(kind) + 1
        if text[:length].lower() == f"{kind} " and len(text) > length:
            name = text[length:]
            if len(name) > MAX_NAME or "," in name or not name.isprintable():
                raise _bad(f"{place[:40]}: tên {name[:40]!r} không dùng được")
            return kind, name
    raise _bad(f"{place[:40]}: {text[:60]!r} không bắt đầu bằng loại đơn vị")


def _checked(provinces: list[Province], communes: list[Commune]) -> UnitList:
    if not provinces or not communes:
        raise _bad("không có đơn vị nào")
    for units, digits in ((provinces, 2), (communes, 5)):
        seen: set[str] = set()
        for unit in units:
            if not re.fullmatch(rf"[0-9]{{{digits}}}", unit.code):
                raise _bad(f"mã {unit.code[:20]!r} phải là {digits} chữ số")
            if unit.code in seen:
                raise _bad(f"mã {unit.code} có hai lần")
            seen.add(unit.code)
    known = {province.code for province in provinces}
    for commune in communes:
        if commune.province not in known:
            raise _bad(f"{commune.code} thuộc tỉnh {commune.province[:20]!r} không có")
    return UnitList(
        sorted(provinces, key=lambda unit: unit.code), sorted(communes, key=lambda unit: unit.code)
    )


def _bad(reason: str) -> InvalidInput:
    return InvalidInput("bad_units", f"Danh mục đơn vị sai: {reason}.", field="file")
