"""The code that stands beside a person's address."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.errors import InvalidInput
from app.units.ward import Wards, ward_of, wards_in

WHOLE = "12 Lê Lợi, Bến Nghé, Quận 1, TP. Hồ Chí Minh"
DIVIDED = "Phường Điện Biên, Quận Ba Đình, Hà Nội"


def test_a_ward_is_a_code_or_nothing() -> None:
    """Certain, divided, empty."""
    assert [ward_of(address) for address in (WHOLE, DIVIDED, "")] == ["26740", "", ""]


def test_what_was_chosen_stands_while_the_address_allows_it() -> None:
    """An officer knows in which part of a divided ward somebody lives."""
    wards = Wards()
    assert wards.ward_of(DIVIDED, chosen="00226") == "00226"
    assert wards.ward_of(DIVIDED, chosen="26740") == ""
    assert wards.ward_of(WHOLE, chosen="00226") == "26740"


def test_the_day_of_printing_counts() -> None:
    """Before 1/7/2025 there were three levels and no others."""
    address = "Định Bình, Yên Định, Thanh Hóa"
    assert Wards().ward_of(address, on=date(2024, 10, 4)) == "15448"
    assert Wards().ward_of(address) == ""


def test_the_tables_of_a_data_directory_are_used(tmp_path: Path) -> None:
    """``<data>/law/units``; nothing is read before an address is asked for."""
    folder = tmp_path / "law" / "units"
    folder.mkdir(parents=True)
    (folder / "communes_2025.csv").write_text(
        "code,name,kind,province\n99999,Hồ Gươm,phường,01\n", "utf-8"
    )
    assert wards_in(tmp_path) is wards_in(tmp_path)
    assert wards_in(tmp_path).ward_of("Phường Hồ Gươm, Hà Nội") == "99999"


def test_a_fault_in_the_tables_is_told_until_it_is_mended(tmp_path: Path) -> None:
    """Whoever asks hears of it, and asks again."""
    folder = tmp_path / "law" / "units"
    folder.mkdir(parents=True)
    (folder / "changes.csv").write_text("not a table\n", "utf-8")
    wards = Wards(tmp_path)
    for _ in range(2):
        with pytest.raises(InvalidInput):
            wards.ward_of(WHOLE)
    (folder / "changes.csv").unlink()
    assert wards.ward_of(WHOLE) == "26740"
