"""Series of codes, slips and books, and how a slip's number is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.numbering.code import parse_code
from app.numbering.leases import is_over
from app.numbering.series import (
    Series,
    SlipKind,
    book_series,
    dossier_series,
    read_slip_series,
    slip_series,
)
from app.numbering.slips import load_slip_forms

AGENCY = "H26.107"
NEW = date(2025, 9, 15)
LAST_OLD = date(2025, 9, 14)
FORMS = load_slip_forms()


@pytest.mark.parametrize(
    ("kind", "on", "text"),
    [
        (SlipKind.RECEIPT, NEW, "12/TTPVHCC"),
        (SlipKind.SUPPLEMENT, NEW, "12/PBS-TTPVHCC"),
        (SlipKind.SUPPLEMENT, LAST_OLD, "12/HDHS"),
        (SlipKind.REFUSAL, NEW, "12/PTC-TTPVHCC"),
        (SlipKind.APOLOGY, NEW, "12/PXL"),
        (SlipKind.APOLOGY, LAST_OLD, "12/HCC"),
        (SlipKind.STOP, NEW, "12/TB-TTPVHCC"),
        (SlipKind.CONTROL, date(2026, 11, 24), "12/PKS-TTPVHCC"),
        (SlipKind.BOOK, date(2026, 11, 24), "12/STD-TTPVHCC"),
    ],
)
def test_a_slips_number_follows_the_form_of_its_day(kind: SlipKind, on: date, text: str) -> None:
    """TT 01/2018/TT-VPCP until 14/9/2025, TT 03/2025/TT-VPCP from 15/9/2025."""
    assert FORMS.number(kind, 12, on) == text


def test_every_kind_of_slip_has_a_form_in_force() -> None:
    """Today's papers all have a number; what was not read in the text in force says so."""
    for kind in SlipKind:
        assert FORMS.number(kind, 1, date(2026, 11, 24)).startswith("1/")
    assert all(form.unsure for form in FORMS.forms if form.confidence == "L")


@pytest.mark.parametrize(
    ("kind", "number", "on", "field"),
    [
        (SlipKind.STOP, 1, LAST_OLD, "on"),
        (SlipKind.SUPPLEMENT, 1, date(2018, 11, 22), "on"),
        (SlipKind.SUPPLEMENT, 0, NEW, "number"),
        (SlipKind.SUPPLEMENT, -1, NEW, "number"),
    ],
)
def test_no_number_is_made_up(kind: SlipKind, number: int, on: date, field: str) -> None:
    """The stop notice is new in 2025; no slip has number 0."""
    with pytest.raises(InvalidInput) as caught:
        FORMS.number(kind, number, on)
    assert caught.value.field == field


def test_series_are_told_apart_by_kind_agency_and_period() -> None:
    """Two kinds of one agency's year never share numbers; a book belongs to its desk."""
    year = {slip_series(kind, AGENCY, 2026) for kind in SlipKind}
    assert len(year | {dossier_series(AGENCY, date(2026, 1, 1))}) == len(SlipKind) + 1
    assert slip_series(SlipKind.STOP, AGENCY, 2026) == Series("stop", AGENCY, "2026-01-01")
    assert book_series("desk-1", "chung_thuc") != book_series("desk-2", "chung_thuc")
    assert book_series("desk-1", "chung_thuc", 2).period == "chung_thuc/02"


def test_a_slips_series_lasts_for_its_year() -> None:
    """Its numbers are given back when the year is over, a book's never."""
    slips = slip_series(SlipKind.SUPPLEMENT, AGENCY, 2026)
    assert not is_over(slips, date(2026, 12, 31))
    assert not is_over(slips, date(2027, 1, 2))
    assert is_over(slips, date(2027, 1, 3))
    assert not is_over(book_series("desk-1", "chung_thuc"), date(2099, 1, 1))
    assert is_over(dossier_series(AGENCY, date(2026, 11, 20)), date(2026, 11, 23))


@pytest.mark.parametrize("day", [date(2026, 1, 24), date(2026, 1, 25)])
def test_the_highest_number_of_a_series_reads_back_as_the_national_pattern(day: date) -> None:
    """From 25/1/2026 a sixth digit belongs to a centralised system (TT 04/2025/TT-VPCP Đ.23)."""
    series = dossier_series(AGENCY, day)
    code = series.code(series.highest)
    assert parse_code(str(code)) == code
    assert series.highest == (99_999 if day.day == 25 else 999_999_999)


GOOD = 'kind = "stop"\nvalid_from = 2025-01-01\nbasis = "x"\nconfidence = "L"\n'


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (f'[[form]]\n{GOOD}text = "TB"', "form[0].text"),
        (f'[[form]]\n{GOOD}text = "{{number}}/{{year}}"', "form[0].text"),
        (f'[[form]]\n{GOOD}text = "{{number}}"\nvalid_to = 2024-01-01', "form[0].valid_to"),
        (f'[[form]]\n{GOOD}text = "{{number}}"\n' * 2, "form[1].valid_from"),
        ('[[form]]\nkind = "letter"', "form[0].kind"),
    ],
)
def test_a_wrong_file_names_its_entry(tmp_path: Path, text: str, field: str) -> None:
    """One place for the number, dates in order, no two forms for one day."""
    path = tmp_path / "slips.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        load_slip_forms(path)
    assert (caught.value.code, caught.value.field) == ("bad_data", field)


@given(kind=st.sampled_from(SlipKind), year=st.integers(2000, 2099))
def test_a_slips_series_is_read_back_from_its_text(kind: SlipKind, year: int) -> None:
    """parse ∘ format is the identity; a number's text is unlike any other's."""
    series = slip_series(kind, "H26.107", year)
    assert read_slip_series(series.text) == series
    assert series.number_text(12) == f"{series.text}/12"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dossier/H26.107/2026",
        "book_entry/H26.107/2026",
        "supplement/h26.107/2026",
        "supplement/H26.107/٢٠٢٦",
        "supplement/H26.107/1999",
        "supplement/H26.107/2100",
        "supplement/H26.107",
        "supplement/H26.107/2026/1",
        "supplement//2026",
    ],
)
def test_what_is_no_slips_series_is_none(text: str) -> None:
    """Whatever another machine has written into its event."""
    assert read_slip_series(text) is None
