"""Dossier codes: NĐ 118/2025 Đ.28 and the older agency form."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.numbering.code import DossierCode, is_agency, parse_code


@pytest.mark.parametrize(
    ("text", "agency", "day", "sequence"),
    [
        ("H26.107-261124-0001", "H26.107", date(2026, 11, 24), 1),
        ("h26.107 - 261124 - 0001\r\n", "H26.107", date(2026, 11, 24), 1),
        ("000.00.01.H26-201216-0012", "000.00.01.H26", date(2020, 12, 16), 12),
        ("000.A0.01.H26-210212-9090", "000.A0.01.H26", date(2021, 2, 12), 9090),
        ("H41.04.18-261124-000123", "H41.04.18", date(2026, 11, 24), 123),
        ("G01.826.107-261124-12345", "G01.826.107", date(2026, 11, 24), 12345),
    ],
)
def test_codes_in_use_are_read(text: str, agency: str, day: date, sequence: int) -> None:
    """Both orders of the agency's e-ID (QĐ 20/2020), four or more digits, blanks, lower case."""
    assert parse_code(text) == DossierCode(agency, day, sequence)


@pytest.mark.parametrize(
    "text",
    ["", "H26.107-261124-000", "H26.107-261324-0001", "H26.107-260230-0001", "H26.107-261124-0000",
     "26.107-261124-0001", "H26.107-261124-0001x", "H26.107-261124-٠٠٠١", "A" * 200_000,
     "H26.107-261124-9999999999"],
)  # fmt: skip
def test_what_is_no_code_is_refused_by_name(text: str) -> None:
    """A wrong shape, a day that no calendar has, number zero, digits of another script."""
    with pytest.raises(InvalidInput) as caught:
        parse_code(text, field="text")
    assert (caught.value.code, caught.value.field) == ("bad_code", "text")


@given(
    st.sampled_from(["H26.107", "000.00.01.H26", "G01.826.107"]),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    st.integers(min_value=1, max_value=999_999_999),
)
def test_a_code_reads_back_as_it_was_written(agency: str, day: date, sequence: int) -> None:
    """Writing and reading are inverse."""
    code = DossierCode(agency, day, sequence)
    assert parse_code(str(code)) == code


def test_an_agency_is_told_from_other_text() -> None:
    """The e-ID's shape, nothing around it."""
    assert is_agency("H26.107")
    assert not is_agency("H26.107 ")
    assert not is_agency("xã Bình Yên")
