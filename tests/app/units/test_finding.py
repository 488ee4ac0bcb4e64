"""Finding units by words and by code."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import InvalidInput
from app.units.finding import Level, UnitIndex
from app.units.units import Units


@pytest.fixture(name="index", scope="module")
def _index(units: Units) -> UnitIndex:
    return UnitIndex(units)


@pytest.mark.parametrize(
    "query", ["hoan kiem", "HOÀN KIẾM", "phuong hoan kiem", "kiem hoan", "00070"]
)
def test_the_unit_of_that_name_comes_first(index: UnitIndex, query: str) -> None:
    """With or without marks and kind, in any order, or by its code."""
    first = index.find(query)[0]
    assert (first.level, first.unit.code, first.province) == (
        Level.COMMUNE,
        "00070",
        "Thành phố Hà Nội",
    )


def test_words_may_name_where_it_lies(index: UnitIndex) -> None:
    """District and province help, and the last word need not be whole."""
    found = index.find("ben nghe quan 1 ho ch")
    assert [(one.level, one.unit.name, one.district) for one in found] == [
        (Level.OLD_COMMUNE, "Bến Nghé", "Quận 1")
    ]


def test_a_level_leaves_the_others_out(index: UnitIndex) -> None:
    """Names alike at all levels: Huế."""
    assert {one.level for one in index.find("hue")} == set(Level)
    assert [one.unit.code for one in index.find("hue", Level.PROVINCE)] == ["46"]
    assert len(index.find("", Level.PROVINCE)) == 34
    assert len(index.find("", Level.COMMUNE)) == 3_321
    assert len(index.find("", Level.OLD_COMMUNE)) == 10_035
    assert index.find("không có gì như thế") == []


def test_a_word_counts_once(index: UnitIndex) -> None:
    """Two equal words want two words in the name."""
    names = {one.unit.name for one in index.find("tan tan", Level.COMMUNE)}
    assert "Tân An" not in names


def test_the_day_decides_what_there_is(units: Units) -> None:
    """Before 1/7/2025 the 63 provinces; afterwards kinds as they were on that day."""
    before = UnitIndex(units, date(2025, 6, 30))
    assert len(before.find("", Level.PROVINCE)) == 63
    assert before.find("", Level.COMMUNE) == []
    after = UnitIndex(units, date(2026, 4, 29))
    assert after.find("", Level.OLD_COMMUNE) == []
    assert [one.unit.full_name for one in after.find("75")] == ["Tỉnh Đồng Nai"]
    later = UnitIndex(units, date(2026, 4, 30)).find("dong nai", Level.PROVINCE)
    assert [one.unit.full_name for one in later] == ["Thành phố Đồng Nai"]


def test_a_query_is_bounded(index: UnitIndex) -> None:
    """Named by its field."""
    with pytest.raises(InvalidInput) as caught:
        index.find("a" * 201)
    assert caught.value.field == "query"
