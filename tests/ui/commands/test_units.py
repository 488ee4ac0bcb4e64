"""The verb ``units``, and what ``read-id`` says of an address."""

from __future__ import annotations

from typing import Any

import pytest

from app.errors import InvalidInput
from tests.ui.commands.law import run
from ui.commands import read_id, units

ADDRESS = "12 Lê Lợi, Bến Nghé, Quận 1, TP. Hồ Chí Minh"
CARD = "001090000001|012345678|Nguyễn Văn A|01011990|Nam|{}|{}"
SAI_GON = {"code": "26740", "name": "Phường Sài Gòn", "province": "Thành phố Hồ Chí Minh"}


def test_units_are_found_at_all_levels() -> None:
    """An old commune says where it lies today and how much of it."""
    document: dict[str, Any] = run(units, "nga son thanh hoa")
    assert document["total"] == len(document["units"])
    assert {"commune", "old_commune"} == {row["level"] for row in document["units"]}
    asked: dict[str, Any] = run(units, "dinh binh thanh hoa", "--level", "old_commune")
    assert asked["units"][0] == {
        "code": "15478",
        "name": "Xã Định Bình",
        "kind": "xã",
        "level": "old_commune",
        "province": "Tỉnh Thanh Hóa",
        "district": "Huyện Yên Định",
        "successors": [
            {
                "code": "15448",
                "name": "Xã Định Hòa",
                "province": "Tỉnh Thanh Hóa",
                "extent": "whole",
            }
        ],
    }


def test_the_day_decides_how_a_unit_is_called() -> None:
    """Đồng Nai is a city from 30/4/2026; old communes are shown to whoever asks for them."""
    for day, kind in (("2026-04-29", "tỉnh"), ("2026-04-30", "thành phố")):
        assert run(units, "dong nai", "--level", "province", "--on", day)["units"] == [
            {
                "code": "75",
                "name": f"{kind[0].upper()}{kind[1:]} Đồng Nai",
                "kind": kind,
                "level": "province",
                "province": f"{kind[0].upper()}{kind[1:]} Đồng Nai",
            }
        ]
    assert run(units, "ben nghe quan 1", "--on", "2026-11-24")["total"] == 0
    asked = ("ben nghe quan 1", "--level", "old_commune", "--on", "2026-11-24")
    assert run(units, *asked)["total"] == 1


def test_an_address_is_mapped_where_it_is_certain() -> None:
    """The whole answer, as ``map_address`` gives it."""
    assert run(units, "--address", ADDRESS) == {
        "certain": True,
        "unit": SAI_GON,
        "province": "Thành phố Hồ Chí Minh",
        "candidates": [SAI_GON],
        "why": "Phường Bến Nghé cũ nay thuộc trọn Phường Sài Gòn.",
    }
    divided = run(units, "--address", "-", stdin="Phường Điện Biên, Ba Đình, Hà Nội".encode())
    assert (divided["certain"], divided["unit"]) == (False, None)
    assert isinstance(divided["candidates"], list)
    assert len(divided["candidates"]) == 4


def test_the_day_of_an_address_is_the_day_it_was_printed() -> None:
    """Bare names of before 1/7/2025 are commune, district, province."""
    address = ("--address", "Định Bình, Yên Định, Thanh Hóa")
    assert run(units, *address)["certain"] is False
    assert run(units, *address, "--on", "2024-10-04")["certain"] is True


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ((), "query"),
        (("hue", "--address", "Huế"), "query"),
        (("a" * 201,), "query"),
        (("hue", "--on", "2026-02-30"), "on"),
    ],
)
def test_a_bad_value_names_its_field(arguments: tuple[str, ...], field: str) -> None:
    """Either words or an address; dates are ISO; queries are bounded."""
    with pytest.raises(InvalidInput) as caught:
        run(units, *arguments)
    assert caught.value.field == field


def test_a_card_says_its_commune_where_it_is_certain() -> None:
    """The old ward went whole into a new one; an address without a commune says nothing."""
    assert run(read_id, CARD.format(ADDRESS, "15042021"))["unit"] == SAI_GON
    assert run(read_id, CARD.format("Số 1 Tràng Thi, Hà Nội", "15042021"))["unit"] is None


def test_the_day_of_issue_says_how_many_levels_a_card_has() -> None:
    """Định Bình, Yên Định: before 1/7/2025 a commune in its district, and nothing else."""
    address = "Định Bình, Yên Định, Thanh Hóa"
    known = run(read_id, CARD.format(address, "15042021"))["unit"]
    assert isinstance(known, dict)
    assert known["name"] == "Xã Định Hòa"
    assert run(read_id, CARD.format(address, ""))["unit"] is None
