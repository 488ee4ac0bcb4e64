"""The shipped tables of units, and the province's over them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from app.errors import EnvironmentFault, InvalidInput
from app.units.tables import UNITS
from app.units.unit import Commune, Extent, Kind, Province
from app.units.units import Units, load_units

TABLES = sorted(path.name for path in UNITS.glob("*.csv"))
REFORM = date(2025, 7, 1)


def test_the_counts_are_those_of_the_law(units: Units) -> None:
    """34 and 3,321 since 1/7/2025 (QĐ 19/2025/QĐ-TTg); 63, 696 and 10,035 until the day before."""
    counts = (
        units.provinces(),
        units.communes(),
        units.old_provinces,
        units.districts,
        units.old_communes,
    )
    assert [len(one) for one in counts] == [34, 3_321, 63, 696, 10_035]


def test_the_kinds_are_counted_as_the_law_counts_them(units: Units) -> None:
    """On 1/7/2025: 6 cities and 28 provinces; 687 wards, 2,621 communes, 13 special zones."""
    assert Counter(unit.kind for unit in units.provinces(REFORM)) == {
        Kind.CITY: 6,
        Kind.PROVINCE: 28,
    }
    assert Counter(unit.kind for unit in units.communes(REFORM)) == {
        Kind.WARD: 687,
        Kind.COMMUNE: 2_621,
        Kind.SPECIAL_ZONE: 13,
    }


@pytest.mark.parametrize(
    ("day", "cities", "wards"),
    [
        (date(2026, 4, 29), 6, 687),
        (date(2026, 4, 30), 7, 697),  # Đồng Nai: 30/2026/QH16, 237/NQ-UBTVQH16
        (date(2026, 9, 1), 8, 697),  # Quảng Ninh: 36/2026/QH16
        (date(2026, 9, 20), 9, 709),  # Bắc Ninh: 39/2026/QH16, 388/NQ-UBTVQH16
        (None, 9, 709),
    ],
)
def test_kinds_change_on_their_day(units: Units, day: date | None, cities: int, wards: int) -> None:
    """Codes, names and extents stay; None is the last day that is known."""
    assert Counter(unit.kind for unit in units.provinces(day))[Kind.CITY] == cities
    assert Counter(unit.kind for unit in units.communes(day))[Kind.WARD] == wards


def test_every_commune_of_before_lies_somewhere_today(units: Units) -> None:
    """Whole: in exactly one; divided: in at least two; in a province that took over its own."""
    for commune in units.old_communes.values():
        steps = units.successors(commune.code)
        assert steps, commune
        extents = {step.extent for step in steps}
        assert len(extents) == 1
        assert (extents == {Extent.WHOLE}) <= (len(steps) == 1)
        assert (extents == {Extent.PART}) <= (len(steps) > 1)
        now = units.old_provinces[units.districts[commune.district].province].now
        for step in steps:
            after = units.commune(step.after)
            assert after is not None
            assert after.province == now


def test_every_commune_of_today_has_come_from_somewhere(units: Units) -> None:
    """The special zones that are islands came from districts without communes."""
    before = [*units.old_communes, *units.districts]
    reached = {step.after for code in before for step in units.successors(code)}
    assert reached == {commune.code for commune in units.communes()}
    islands = [code for code in units.districts if units.successors(code)]
    assert len(islands) == 5


def test_references_between_tables_hold(units: Units) -> None:
    """Districts lie in provinces, earlier names lead to communes of today."""
    assert {unit.province for unit in units.districts.values()} == set(units.old_provinces)
    assert {unit.now for unit in units.old_provinces.values()} == {
        unit.code for unit in units.provinces()
    }
    assert {unit.district for unit in units.old_communes.values()} <= set(units.districts)
    for earlier in units.earlier_names:
        assert all(units.commune(code) for code in earlier.now)
        assert earlier.province in units.old_provinces


def test_provinces_went_whole_into_those_of_today(units: Units) -> None:
    """Nghị quyết 202/2025/QH15: 23 made of 52, 11 as they were."""
    made_of = Counter(unit.now for unit in units.old_provinces.values())
    assert Counter(made_of.values())[1] == 11
    assert {unit.name for unit in units.old_provinces.values() if unit.now == "79"} == {
        "Hồ Chí Minh",
        "Bình Dương",
        "Bà Rịa - Vũng Tàu",
    }


def test_every_table_says_its_law_and_source() -> None:
    """In comment lines at its head; all tables together stay small."""
    for name in TABLES:
        head = [line for line in (UNITS / name).read_text("utf-8").split("\n") if line[:1] == "#"]
        assert len(head) >= 2, name
        assert any("Nguồn" in line for line in head), name
    assert sum((UNITS / name).stat().st_size for name in TABLES) < 1_500_000


def test_a_table_of_the_province_stands_in_for_the_programs(tmp_path: Path) -> None:
    """File by file; what the province does not have comes from the program."""
    (tmp_path / "provinces_2025.csv").write_text("code,name,kind\n01,Hà Nội,thành phố\n", "utf-8")
    communes = "# từ tỉnh\ncode,name,kind,province\n00070,Gươm,phường,01\n"
    (tmp_path / "communes_2025.csv").write_text(communes, "utf-8")
    units = load_units(province=tmp_path)
    assert units.communes() == [Commune("00070", "Gươm", Kind.WARD, "01")]
    assert units.provinces() == [Province("01", "Hà Nội", Kind.CITY)]
    assert len(units.old_communes) == 10_035
    assert units.version != load_units().version


def test_what_lies_in_a_commune_that_has_gone_is_not_sure(tmp_path: Path) -> None:
    """A list of later: one successor of a divided commune is no longer there."""
    communes = "code,name,kind,province\n00070,Hoàn Kiếm,phường,01\n"
    (tmp_path / "communes_2025.csv").write_text(communes, "utf-8")
    units = load_units(province=tmp_path)
    assert [(step.after, step.extent) for step in units.successors("00019")] == [
        ("00070", Extent.UNSURE)
    ]
    assert units.successors("15478") == []


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("communes_2025.csv", "", "communes_2025.csv"),
        ("communes_2025.csv", "# only a comment\n", "communes_2025.csv"),
        ("communes_2025.csv", "code,name\n", "dòng 1"),
        ("communes_2025.csv", "code,name,kind,province\n00070,A,phường\n", "dòng 2"),
        ("communes_2025.csv", "code,name,kind,province\n70,A,phường,01\n", "dòng 2"),
        ("communes_2025.csv", "code,name,kind,province\n00070,,phường,01\n", "dòng 2"),
        ("communes_2025.csv", "code,name,kind,province\n00070,A,quận,01\n", "dòng 2"),
        ("communes_2025.csv", "code,name,kind,province\n00070,A,xã,00\n", "00070"),
        (
            "communes_2025.csv",
            "code,name,kind,province\n00070,A,xã,01\n00070,B,xã,01\n",
            "dòng 3",
        ),
        ("succession.csv", "before,after,extent\n00070,00070,all\n", "dòng 2"),
        ("changes.csv", "code,level,from,kind,basis\n75,province,soon,xã,x\n", "dòng 2"),
        ("changes.csv", "code,level,from,kind,basis\n75,province,2026-01-01,xã,x\n", "dòng 2"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, name: str, text: str, place: str) -> None:
    """ADR 0015: a fault of the law's data names file, entry and field."""
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(InvalidInput) as caught:
        load_units(province=tmp_path)
    assert caught.value.code == "bad_data"
    assert name in caught.value.message
    assert place in caught.value.message


def test_bytes_that_are_no_text_are_a_fault(tmp_path: Path) -> None:
    """Not UTF-8: said so, not raised as a codec's error."""
    (tmp_path / "changes.csv").write_bytes(b"code\xff\n")
    with pytest.raises(InvalidInput, match="UTF-8"):
        load_units(province=tmp_path)


def test_without_its_tables_the_program_says_what_is_missing(tmp_path: Path) -> None:
    """The environment's fault, not the input's."""
    with pytest.raises(EnvironmentFault):
        load_units(tmp_path)
