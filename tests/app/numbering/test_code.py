"""Dossier codes: NĐ 118/2025 Đ.28 and the older agency form."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.numbering.code import DossierCode, is_agency, order_of, parse_code, tidy_code

DAY = date(2026, 11, 24)
BEFORE = date(2026, 1, 24)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("H26.107-261124-0001", DossierCode("H26.107", DAY, 1)),
        ("h26.107 - 261124 - 0001\r\n", DossierCode("H26.107", DAY, 1)),
        ("H55.242-251124-0001", DossierCode("H55.242", date(2025, 11, 24), 1)),
        ("H35.7.4-251124-0001", DossierCode("H35.7.4", date(2025, 11, 24), 1)),
        ("G01.826.107-261124-12345", DossierCode("G01.826.107", DAY, 12345)),
        ("000.00.01.H26-201216-0012", DossierCode("000.00.01.H26", date(2020, 12, 16), 12)),
        ("000.A0.01.H26-210212-9090", DossierCode("000.A0.01.H26", date(2021, 2, 12), 9090)),
        ("38.98.H29-210519-0013", DossierCode("38.98.H29", date(2021, 5, 19), 13)),
        ("01.H29-210519-0013", DossierCode("01.H29", date(2021, 5, 19), 13)),
        ("000.00.06.H56-231027-0361", DossierCode("000.00.06.H56", date(2023, 10, 27), 361)),
        ("H26-261124-0001", DossierCode("H26", DAY, 1)),
    ],
)
def test_codes_in_use_are_read(text: str, code: DossierCode) -> None:
    """Both orders of the agency's e-ID (QĐ 20/2020), four or more digits, blanks, lower case."""
    assert parse_code(text) == code


@pytest.mark.parametrize(
    ("text", "system", "sequence", "pattern"),
    [
        ("H26.107.01-260125-010012", "01", 12, "centralised"),
        ("H26.107.01-260125-1000001", "10", 1, "centralised"),
        ("H26.107.01-261124-010123456"[:-1], "01", 12345, "centralised"),
        ("H26.107.01-260124-010012", "", 10012, "national"),
        ("H26.107-261124-10012", "", 10012, "national"),
        ("H26.107-261124-010000", "", 10000, "national"),
        ("H41.04.18-261124-000123", "", 123, "national"),
        ("000.00.01.H26-260930-010012", "", 10012, "national"),
    ],
)
def test_two_digits_of_a_systems_owner_stand_before_the_sequence(
    text: str, system: str, sequence: int, pattern: str
) -> None:
    """TT 04/2025/TT-VPCP Đ.23, from 25/1/2026: AAXXXX after an e-ID of the order of 2020.

    Five digits, a day before, number 0000 of a system, or system 00 are the national pattern.
    """
    code = parse_code(text)
    assert (code.system, code.sequence, code.pattern) == (system, sequence, pattern)
    assert str(code) == text


@pytest.mark.parametrize(
    "text",
    ["H26.107-251124-00012", "H26.107-251124-000012", "H26.107.01-261124-010012",
     "H26.107.01-261124-0100012", "H26.107-261124-010000", "000.00.01.H26-201216-00012"],
)  # fmt: skip
def test_zeros_that_another_system_pads_with_come_back(text: str) -> None:
    """A printed number never changes: 00012 is not 0012."""
    assert str(parse_code(text)) == text
    assert parse_code("H26.107-251124-00012") != parse_code("H26.107-251124-0012")


@pytest.mark.parametrize(
    "text",
    ["H26.107–261124–0001", "H26.107—261124—0001", "H26.107‐261124‑0001", "H26.107−261124−0001",
     "H26.107\u00ad261124-0001", "Ｈ２６．１０７－２６１１２４－０００１", "ｈ26.107-261124-0001",
     "H26.107\u00a0-\u00a0261124\u2009-\u30000001", "H26 . 107 - 26 11 24 - 0001",
     "\ufeffH26.107-\u200b261124-0001", "\tH26.107-261124-0001\r"],
)  # fmt: skip
def test_what_keyboards_and_documents_make_of_a_code_is_undone(text: str) -> None:
    """Dashes of typography, full-width letters, hard and narrow blanks, marks of no width."""
    assert str(parse_code(text)) == "H26.107-261124-0001"


@pytest.mark.parametrize(
    "text",
    ["", "H26.107-261124-000", "H26.107-261324-0001", "H26.107-260230-0001", "H26.107-261124-0000",
     "26.107-261124-0001", "H26.107-261124-0001x", "H26.107-261124-٠٠٠١", "A" * 200_000,
     "H26.107-261124-9999999999", "H26.107-270229-0001", "H26.107-261124-0001 5",
     "H26.107-261124-0001\n5", "H26.107-261124-²³⁴⁵", "H26..107-261124-0001", "-261124-0001",
     "H26.1.2.3.4-261124-0001", "000.000.00.01.H26-261124-0001", "H26.107_261124_0001",
     "\u0131 H26.107-261124-0001", "H26.107-261124-0001-0002", "H26.107-261124", " " * 300],
)  # fmt: skip
def test_what_is_no_code_is_refused_by_name(text: str) -> None:
    """A wrong shape, a day that no calendar has, number zero, digits of another script."""
    with pytest.raises(InvalidInput) as caught:
        parse_code(text, field="text")
    assert (caught.value.code, caught.value.field) == ("bad_code", "text")


def test_the_leap_day_is_in_the_code_of_a_leap_year() -> None:
    """29/2 by the calendar of its year; every year is of this century."""
    assert parse_code("H26.107-280229-0001").day == date(2028, 2, 29)
    assert parse_code("H26.107-000229-0001").day == date(2000, 2, 29)
    assert parse_code("H26.107-991231-0001").day == date(2099, 12, 31)


@pytest.mark.parametrize(
    ("text", "place", "letter", "digit"),
    [
        ("H26.1O7-261124-0001", 6, "O", "0"),
        ("H26.107-26112o-0001", 14, "O", "0"),
        ("H26.107-261124-OOO1", 16, "O", "0"),
        ("HO1.107-261124-0001", 2, "O", "0"),
        ("H26.107-26l124-0001", 11, "L", "1"),
        ("H26.107-261124-000I", 19, "I", "1"),
        ("OOO.00.01.H26-201216-0012", 1, "O", "0"),
        ("O00.00.01.H26-201216-0012", 1, "O", "0"),
    ],
)
def test_a_letter_that_looks_like_a_digit_is_told_with_its_place(
    text: str, place: int, letter: str, digit: str
) -> None:
    """Nothing is read into a code that is not there: the officer compares with the paper."""
    with pytest.raises(InvalidInput) as caught:
        parse_code(text)
    assert f"Ký tự thứ {place} " in caught.value.message
    assert f"là chữ {letter}" in caught.value.message
    assert f"phải là số {digit}" in caught.value.message
    assert caught.value.advice


AGENCIES = ["H26.107", "H26", "000.00.01.H26", "38.98.H29", "000.A0.01.H26", "G01.826.107"]


@given(
    st.sampled_from(AGENCIES),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    st.text("0123456789", min_size=4, max_size=9).filter(lambda digits: int(digits) > 0),
)
def test_the_text_of_every_code_comes_back_digit_by_digit(
    agency: str, day: date, digits: str
) -> None:
    """Reading and writing are inverse for every text."""
    text = f"{agency}-{day:%y%m%d}-{digits}"
    code = parse_code(text)
    assert str(code) == text
    assert parse_code(str(code)) == code


@given(
    st.sampled_from(AGENCIES),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    st.integers(min_value=1, max_value=99_999),
)
def test_a_number_of_a_series_reads_back_as_it_was_given(
    agency: str, day: date, sequence: int
) -> None:
    """Writing and reading are inverse for what a series can hand out."""
    code = DossierCode(agency, day, sequence)
    assert parse_code(str(code)) == code


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    """Nothing else than InvalidInput; what is read has the text that was typed."""
    try:
        code = parse_code(text)
    except InvalidInput:
        return
    assert str(code) == tidy_code(text)


def test_an_agency_is_told_from_other_text() -> None:
    """The e-ID's shape, nothing around it."""
    assert is_agency("H26.107")
    assert not is_agency("H26.107 ")
    assert not is_agency("xã Bình Yên")
    assert is_agency("38.98.H29")
    assert not is_agency("H26.1O7")


def test_the_order_of_an_agencys_groups_is_told() -> None:
    """QĐ 20/2020/QĐ-TTg turned them round."""
    assert [order_of(agency) for agency in AGENCIES] == [
        "2020", "2020", "before_2020", "before_2020", "before_2020", "2020",
    ]  # fmt: skip
