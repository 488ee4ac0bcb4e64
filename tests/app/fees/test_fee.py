"""Fees by the law of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.catalogue import load_catalogue
from app.catalogue.procedure import Procedure
from app.errors import InvalidInput
from app.fees.fee import fee_for, is_unconfigured
from app.fees.rules import Exemption, Fee, FeeKind, PerCase

TODAY = date(2026, 11, 24)
CATALOGUE = load_catalogue()


def procedure(code: str, on: date = TODAY) -> Procedure:
    return CATALOGUE.procedure(code, on)


COPIES = [
    (1, 1, 2_000),
    (2, 1, 4_000),
    (3, 1, 5_000),
    (10, 1, 12_000),
    (198, 1, 200_000),
    (300, 1, 200_000),
    (10, 3, 36_000),
    (300, 2, 400_000),
]


@pytest.mark.parametrize(("pages", "copies", "total"), COPIES)
def test_certified_copies_by_page_with_a_cap(pages: int, copies: int, total: int) -> None:
    """2.000 đ for pages 1 and 2, 1.000 đ from page 3, at most 200.000 đ a copy (TT 226/2016)."""
    [line] = fee_for(procedure("2.000815"), on=TODAY, pages=pages, copies=copies)
    assert (line.kind, line.amount) == ("phi", total)


@given(pages=st.integers(1, 10_000), copies=st.integers(1, 10_000))
def test_certified_copies_follow_the_formula(pages: int, copies: int) -> None:
    """The law's sentence as a formula, for every count that is accepted."""
    [line] = fee_for(procedure("2.000815"), on=TODAY, pages=pages, copies=copies)
    each = 2_000 * min(pages, 2) + 1_000 * max(0, pages - 2)
    assert line.amount == copies * min(200_000, each)


BY_LAW = [
    # code, by what is counted, channel, phí, lệ phí
    ("2.000815", {"pages": 12, "copies": 30}, "direct", 420_000, 0),
    ("2.000815", {"pages": 199, "copies": 2}, "direct", 400_000, 0),
    ("2.000815", {"pages": 197}, "direct", 199_000, 0),
    ("2.000942", {"pages": 3, "copies": 2}, "direct", 10_000, 0),
    ("2.000942", {"pages": 300}, "direct", 200_000, 0),
    ("2.000884", {"cases": 2}, "direct", 20_000, 0),
    ("2.000992", {}, "direct", 10_000, 0),
    ("2.001008", {"cases": 3}, "direct", 30_000, 0),
    ("2.001035", {"pages": 40, "copies": 5}, "direct", 50_000, 0),
    ("2.001019", {}, "direct", 50_000, 0),
    ("2.001016", {}, "direct", 50_000, 0),
    ("2.001406", {"cases": 2}, "direct", 100_000, 0),
    ("2.000913", {}, "direct", 30_000, 0),
    ("2.000927", {}, "direct", 25_000, 0),
    ("2.000908", {"copies": 9}, "direct", 0, 0),
    ("2.000635", {"copies": 5}, "direct", 40_000, 0),
    ("2.000635", {"copies": 5, "cases": 2}, "direct", 80_000, 0),
    ("1.004222", {}, "direct", 0, 20_000),
    ("1.004222", {}, "online", 0, 10_000),
    ("1.004194", {}, "direct", 0, 15_000),
    ("1.004194", {}, "online", 0, 7_000),
    ("1.004194", {"cases": 30, "procedure_case": "by_list"}, "direct", 0, 300_000),
    ("1.004194", {"cases": 30, "procedure_case": "by_list"}, "online", 0, 150_000),
    ("1.002755", {}, "direct", 0, 15_000),
    ("1.002755", {}, "online", 0, 7_000),
    ("1.010038", {}, "direct", 0, 10_000),
    ("1.010038", {}, "online", 0, 5_000),
    ("1.010041", {}, "direct", 0, 0),
    ("1.001193", {}, "direct", 0, 0),
    ("1.000656", {}, "direct", 0, 0),
    ("1.000894", {}, "direct", 0, 0),
    ("1.004837", {}, "direct", 0, 0),
]


@pytest.mark.parametrize(("code", "counted", "channel", "phi", "le_phi"), BY_LAW)
def test_every_charge_of_the_table(
    code: str, counted: dict[str, Any], channel: str, phi: int, le_phi: int
) -> None:
    """TT 226/2016, TT 281/2016, TT 75/2022, Luật Hộ tịch 2014 Đ.11: the amounts in force today."""
    lines = fee_for(procedure(code), on=TODAY, channel=channel, **counted)
    assert sum(line.amount for line in lines if line.kind == "phi") == phi
    assert sum(line.amount for line in lines if line.kind == "le_phi") == le_phi
    assert not any(is_unconfigured(line) for line in lines)


CHANGED = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("on", "amount"),
    [
        (date(2026, 6, 30), 10_000),
        (CHANGED, 15_000),
        (date(2026, 12, 31), 15_000),
        (date(2027, 1, 1), None),
    ],
)
def test_an_amount_that_changed_is_that_of_its_day(on: date, amount: int | None) -> None:
    """Both ends of a charge's validity count; after its end there is no line."""
    before = Fee(name="Phí", kind=FeeKind.PHI, charge=PerCase(10_000), basis="a",
                 valid_to=date(2026, 6, 30))  # fmt: skip
    after = Fee(name="Phí", kind=FeeKind.PHI, charge=PerCase(15_000), basis="b",
                valid_from=CHANGED, valid_to=date(2026, 12, 31))  # fmt: skip
    changing = msgspec.structs.replace(procedure("2.000884"), fees=[before, after])
    assert [line.amount for line in fee_for(changing, on=on)] == (
        [] if amount is None else [amount]
    )


def test_an_exemption_of_one_charge_leaves_the_other() -> None:
    """A ground is granted charge by charge."""
    ground = Exemption(ground="disabled", basis="Luật mẫu", valid_to=TODAY)
    charge = Fee(name="Phí", kind=FeeKind.PHI, charge=PerCase(10_000), basis="a")
    levy = Fee(name="Lệ phí", kind=FeeKind.LE_PHI, charge=PerCase(5_000), basis="b",
               exemptions=[ground])  # fmt: skip
    both = msgspec.structs.replace(procedure("2.000884"), fees=[charge, levy])
    lines = fee_for(both, on=TODAY, exemption="disabled", cases=2)
    assert [(line.kind, line.amount) for line in lines] == [("phi", 20_000), ("le_phi", 0)]
    assert "miễn: Luật mẫu" in lines[1].name
    with pytest.raises(InvalidInput, match="exemption_not_in_force"):
        fee_for(both, on=date(2026, 11, 25), exemption="disabled")


@pytest.mark.parametrize("code", ["2.000815", "2.000884", "1.004873", "1.001193"])
def test_the_electronic_identity_frees_from_nothing_else(code: str) -> None:
    """TT 117/2026/TT-BTC names its charges: certification and the council's are not among them."""
    with pytest.raises(InvalidInput, match="exemption_not_applicable"):
        fee_for(procedure(code), on=TODAY, exemption="e_id_level_2", late=True)


def test_signatures_are_charged_by_case() -> None:
    """10.000 đ a case: one or more signatures in one paper."""
    [line] = fee_for(procedure("2.000884"), on=TODAY, cases=3, copies=7, pages=9)
    assert (line.kind, line.amount) == ("phi", 30_000)


def test_extracts_are_charged_by_copy_and_event() -> None:
    """8.000 đ a copy of an extract an event (TT 281/2016)."""
    [line] = fee_for(procedure("2.000635"), on=TODAY, copies=3)
    assert (line.kind, line.amount) == ("phi", 24_000)
    [line] = fee_for(procedure("2.000635"), on=TODAY, copies=3, cases=2)
    assert line.amount == 48_000


def test_residence_is_cheaper_online() -> None:
    """20.000 đ at the desk, 10.000 đ online (TT 75/2022); a lệ phí, not a phí."""
    [desk] = fee_for(procedure("1.004222"), on=TODAY)
    [online] = fee_for(procedure("1.004222"), on=TODAY, channel="online")
    assert (desk.kind, desk.amount, online.amount) == ("le_phi", 20_000, 10_000)


def test_a_free_procedure_has_no_line() -> None:
    """Confirming residence costs nothing, whatever ground is named."""
    assert fee_for(procedure("1.010041"), on=TODAY) == []
    assert fee_for(procedure("1.010041"), on=TODAY, exemption="disabled") == []


TEMPORARY = [
    (date(2026, 8, 14), None),
    (date(2026, 8, 15), 0),
    (date(2027, 2, 28), 0),
    (date(2027, 3, 1), None),
]


@pytest.mark.parametrize("code", ["2.000635", "1.004222"])
@pytest.mark.parametrize(("on", "amount"), TEMPORARY)
def test_the_temporary_exemption_has_its_dates(code: str, on: date, amount: int | None) -> None:
    """TT 117/2026/TT-BTC: from 15 August 2026 to 28 February 2027, both included."""
    if amount is None:
        with pytest.raises(InvalidInput) as caught:
            fee_for(procedure(code, on), on=on, exemption="e_id_level_2")
        assert caught.value.code == "exemption_not_in_force"
        assert caught.value.field == "exemption"
        assert "15/08/2026 đến 28/02/2027" in caught.value.message
    else:
        [line] = fee_for(procedure(code, on), on=on, exemption="e_id_level_2")
        assert line.amount == amount
        assert "TT 117/2026/TT-BTC" in line.name


@pytest.mark.parametrize("ground", ["child", "elderly", "disabled", "meritorious", "orphan"])
def test_an_exempt_person_pays_nothing_for_residence(ground: str) -> None:
    """The line stays and names its basis."""
    [line] = fee_for(procedure("1.004222"), on=TODAY, exemption=ground)
    assert line.amount == 0
    assert "TT 75/2022" in line.name


def test_a_ground_that_the_procedure_does_not_know_is_refused() -> None:
    """An exemption needs a ground of that very charge."""
    with pytest.raises(InvalidInput) as caught:
        fee_for(procedure("2.000815"), on=TODAY, exemption="disabled")
    assert caught.value.code == "exemption_not_applicable"
    assert caught.value.advice is not None
    with pytest.raises(InvalidInput) as caught:
        fee_for(procedure("1.004222"), on=TODAY, exemption="nothing")
    assert "disabled" in (caught.value.advice or "")


def test_birth_registration_on_time_is_free_and_says_so() -> None:
    """Luật Hộ tịch 2014 Đ.11; a ground of exemption changes nothing there."""
    for ground in ("", "disabled"):
        [line] = fee_for(procedure("1.001193"), on=TODAY, exemption=ground)
        assert line.amount == 0
        assert "miễn" in line.name
        assert not is_unconfigured(line)


def test_a_late_registration_is_the_provinces_charge() -> None:
    """Late: the council's amount; exempt persons are exempt there too."""
    [line] = fee_for(procedure("1.001193"), on=TODAY, late=True)
    assert is_unconfigured(line)
    [line] = fee_for(procedure("1.001193"), on=TODAY, late=True, exemption="poor_household")
    assert not is_unconfigured(line)
    assert "Đ.11" in line.name


def test_a_local_fee_without_amount_is_zero_and_says_so() -> None:
    """No amount is invented, and nobody takes the line for free of charge."""
    [line] = fee_for(procedure("1.004873"), on=TODAY)
    assert line.amount == 0
    assert "HĐND" in line.name
    assert is_unconfigured(line)


RATES = """
[[rate]]
key = "marital_status_confirmation"
amount = 12000
valid_from = 2025-01-01
valid_to = 2026-06-30
basis = "Nghị quyết 01/2024/NQ-HĐND"

[[rate]]
key = "marital_status_confirmation"
amount = 15000
valid_from = 2026-07-01
basis = "Nghị quyết 02/2026/NQ-HĐND"
"""


def test_a_local_fee_is_configured_by_date(tmp_path: Path) -> None:
    """The province's file gives the amount of the day, and its basis stands on the line."""
    path = tmp_path / "local_fees.toml"
    path.write_text(RATES, encoding="utf-8")
    catalogue = load_catalogue(local_fees=path)
    expected = {date(2024, 12, 31): 0, date(2026, 6, 30): 12_000, date(2026, 7, 1): 15_000}
    for on, amount in expected.items():
        [line] = fee_for(catalogue.procedure("1.004873", on), on=on)
        assert line.amount == amount
        assert is_unconfigured(line) == (amount == 0)
    assert "02/2026" in line.name
    assert catalogue.version != CATALOGUE.version


@pytest.mark.parametrize("field", ["pages", "copies", "cases"])
@pytest.mark.parametrize("value", [0, -1, 10_001])
def test_counts_out_of_range_name_their_field(field: str, value: int) -> None:
    """One to ten thousand."""
    with pytest.raises(InvalidInput) as caught:
        fee_for(procedure("2.000815"), on=TODAY, **{field: value})  # type: ignore[arg-type] # one of three ints
    assert caught.value.field == field


def test_an_unknown_channel_is_refused() -> None:
    """``direct`` or ``online``."""
    with pytest.raises(InvalidInput) as caught:
        fee_for(procedure("1.004222"), on=TODAY, channel="fax")
    assert caught.value.field == "channel"
