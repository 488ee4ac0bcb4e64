"""The official list of units: read from either shape, compared, and written whole or not at all."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import EnvironmentFault, InvalidInput
from app.provincial_law.folder import put
from app.units.importing import (
    UnitChange,
    UnitList,
    difference,
    read_units,
    read_units_file,
    unit_tables,
)
from app.units.unit import Commune, Kind, Province
from app.units.units import Units, load_units

HEADS = ("Mã", "Tên", "Tên Tiếng Anh", "Cấp", "Nghị định", "Mã TP", "Tỉnh / Thành phố")
ROWS = [
    ("00070", "Phường Hoàn Kiếm", "", "Phường", "", "01", "Thành phố Hà Nội"),
    (4, "Phường Ba Đình", None, "Phường", None, 1.0, "Thành phố Hà Nội"),
    ("01273", "Thục Phán", None, "Phường", None, "04", "Tỉnh Cao Bằng"),
]
JSON: list[dict[str, Any]] = [
    {
        "Code": "01",
        "FullName": "Thành phố Hà Nội",
        "Wards": [
            {"Code": "00070", "FullName": "Phường Hoàn Kiếm", "ProvinceCode": "01"},
            {"Code": "00004", "FullName": "phường Ba Đình"},
        ],
    },
    {
        "Code": "04",
        "FullName": "Tỉnh Cao Bằng",
        "Wards": [{"Code": "01273", "FullName": "Phường  Thục Phán", "ProvinceCode": "04"}],
    },
]
READ = UnitList(
    [Province("01", "Hà Nội", Kind.CITY), Province("04", "Cao Bằng", Kind.PROVINCE)],
    [
        Commune("00004", "Ba Đình", Kind.WARD, "01"),
        Commune("00070", "Hoàn Kiếm", Kind.WARD, "01"),
        Commune("01273", "Thục Phán", Kind.WARD, "04"),
    ],
)


def sheet(rows: list[tuple[Any, ...]], heads: tuple[str, ...] = HEADS) -> bytes:
    """A workbook as the statistics office's site gives it, a blank line above the heads."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in [(), heads, *rows]:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_json(document: object) -> bytes:
    """A document's bytes."""
    return json.dumps(document, ensure_ascii=False).encode()


@pytest.mark.parametrize("data", [sheet(ROWS), as_json(JSON), b"\xef\xbb\xbf" + as_json(JSON)])
def test_both_shapes_give_the_same_list(data: bytes) -> None:
    """Numbers for codes, kinds in the name or beside it, in either case; ordered by code."""
    assert read_units(data) == READ


def _changed(path: str, value: object) -> list[dict[str, Any]]:
    document: list[dict[str, Any]] = json.loads(json.dumps(JSON))
    *steps, last = path.split(".")
    place: Any = document
    for step in steps:
        place = place[int(step)] if step.isdecimal() else place[step]
    place[last] = value
    return document


BAD = [
    (b"", "unreadable"),
    (b"\xff\xfe\x00", "unreadable"),
    (b"{", "bad_units"),
    (b"[" * 100_000, "bad_units"),
    (b"[{", "unreadable"),
    (b"PK\x03\x04 broken", "unreadable"),
    (b"x" * (20 * 1024 * 1024 + 1), "too_large"),
    (b"[]", "bad_units"),
    (as_json({"Code": "01"}), "bad_units"),
    (as_json([{"Code": "01", "FullName": "Thành phố Hà Nội", "Wards": []}]), "bad_units"),
    (as_json(_changed("0.Code", 1)), "bad_units"),
    (as_json(_changed("0.Code", "1")), "bad_units"),
    (as_json(_changed("0.Code", "٠١")), "bad_units"),
    (as_json(_changed("1.Code", "01")), "bad_units"),
    (as_json(_changed("0.FullName", "Hà Nội")), "bad_units"),
    (as_json(_changed("0.FullName", "Quận Hà Nội")), "bad_units"),
    (as_json(_changed("0.Wards.0.Code", "00004")), "bad_units"),
    (as_json(_changed("0.Wards.0.ProvinceCode", "04")), "bad_units"),
    (as_json(_changed("0.Wards.0.FullName", "Phường A,B")), "bad_units"),
    (as_json(_changed("0.Wards.0.FullName", "Phường A\u0000B")), "bad_units"),
    (as_json(_changed("0.Wards.0.FullName", "Phường " + "A" * 200_000)), "bad_units"),
    (sheet([]), "bad_units"),
    (sheet(ROWS, ("Mã", "Tên")), "bad_units"),
    (sheet([*ROWS, ROWS[0]]), "bad_units"),
    (sheet([("00070", "Phường A", "", "", "", None, "Tỉnh Cao Bằng")]), "bad_units"),
    (sheet([("00070", True, "", "", "", "04", "Tỉnh Cao Bằng")]), "bad_units"),
    (sheet([("00070", "=A1", "", "", "", "04", "Tỉnh Cao Bằng")]), "bad_units"),
    (sheet([("000701", "Phường A", "", "", "", "04", "Tỉnh Cao Bằng")]), "bad_units"),
]


@pytest.mark.parametrize(("data", "code"), BAD, ids=range(len(BAD)))
def test_a_list_that_is_malformed_is_refused(data: bytes, code: str) -> None:
    """Named by its field, whatever is in it."""
    with pytest.raises(InvalidInput) as caught:
        read_units(data)
    assert (caught.value.code, caught.value.field) == (code, "file")
    assert len(caught.value.message) < 400


@given(st.binary(max_size=200))
def test_no_bytes_are_too_odd(data: bytes) -> None:
    """Nothing so short is a list: refused, and nothing else."""
    with pytest.raises(InvalidInput):
        read_units(data)


def test_a_workbook_that_unpacks_without_end_is_refused() -> None:
    """Before it is unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (401 * 1024 * 1024))
    with pytest.raises(InvalidInput):
        read_units(out.getvalue())


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    """One that is not there is the environment's fault."""
    (tmp_path / "list.json").write_bytes(as_json(JSON))
    assert read_units_file(tmp_path / "list.json") == READ
    with pytest.raises(EnvironmentFault):
        read_units_file(tmp_path / "none.json")


def _list(units: Units) -> UnitList:
    return UnitList(units.provinces(), units.communes())


def test_a_list_like_the_law_in_force_differs_in_nothing(units: Units) -> None:
    """As the units are called at last."""
    assert difference(units, _list(units)) == []


def test_the_difference_says_what_comes_goes_and_is_called_otherwise(units: Units) -> None:
    """Provinces first, then communes, by code."""
    now = _list(units)
    communes = {unit.code: unit for unit in now.communes}
    del communes["00004"]
    communes["00070"] = Commune("00070", "Hồ Gươm", Kind.WARD, "01")
    communes["00073"] = Commune("00073", "Cửa Nam", Kind.WARD, "01")
    communes["00082"] = Commune("00082", "Cửa Nam", Kind.WARD, "04")
    provinces = [
        Province("80", "Tây Ninh", Kind.CITY) if unit.code == "80" else unit
        for unit in now.provinces
    ]
    assert difference(units, UnitList(provinces, list(communes.values()))) == [
        UnitChange("renamed", "province", "80", "Tỉnh Tây Ninh", "Thành phố Tây Ninh"),
        UnitChange("removed", "commune", "00004", "Phường Ba Đình", ""),
        UnitChange("renamed", "commune", "00070", "Phường Hoàn Kiếm", "Phường Hồ Gươm"),
        UnitChange("added", "commune", "00073", "", "Phường Cửa Nam"),
        UnitChange("moved", "commune", "00082", "Phường Cửa Nam", "Phường Cửa Nam"),
    ]


def test_what_is_written_is_in_force_at_the_next_start(tmp_path: Path) -> None:
    """The folder is made; the files say from what they were imported."""
    folder = tmp_path / "law" / "units"
    paths = put(folder, unit_tables(READ, "danh mục\n# 1.xlsx"))
    units = load_units(province=folder)
    assert _list(units) == READ
    assert difference(units, READ) == []
    for path in paths:
        first, second = path.read_text("utf-8").split("\n")[:2]
        assert first == "# Nguồn: nhập từ danh mục # 1.xlsx."
        assert second.startswith("code,")


def test_the_whole_list_comes_back_as_it_was(units: Units, tmp_path: Path) -> None:
    """All 3,321 communes, written and read."""
    put(tmp_path, unit_tables(_list(units), "kiểm thử"))
    assert _list(load_units(province=tmp_path)) == _list(units)
