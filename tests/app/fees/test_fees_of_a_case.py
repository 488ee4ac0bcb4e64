"""Charges that differ by the case (trường hợp) of one procedure."""

from __future__ import annotations

from datetime import date

import pytest

from app.catalogue.catalogue import load_catalogue
from app.errors import InvalidInput
from app.fees.fee import fee_for

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 24)

CARDS = [
    (date(2026, 12, 31), "", 25_000),
    (date(2027, 1, 1), "", 50_000),
    (date(2026, 12, 31), "lost_or_damaged", 35_000),
    (date(2027, 1, 1), "lost_or_damaged", 70_000),
    (date(2027, 1, 1), "lost_or_damaged_online", 70_000),
    (date(2027, 1, 1), "first_card", 0),
    (date(2027, 1, 1), "units_rearranged", 0),
]


@pytest.mark.parametrize(("on", "case", "amount"), CARDS)
def test_a_card_exchanged_reissued_or_first_costs_differently(
    on: date, case: str, amount: int
) -> None:
    """TT 73/2024/TT-BTC: 50.000 or 70.000 đ; half until the end of 2026 (TT 64/2025/TT-BTC)."""
    [line] = fee_for(CATALOGUE.procedure("1.116410", on), on=on, procedure_case=case)
    assert (line.kind, line.amount) == ("le_phi", amount)


DAYS = [
    (date(2026, 8, 14), None),
    (date(2026, 8, 15), 0),
    (date(2027, 2, 28), 0),
    (date(2027, 3, 1), None),
]


@pytest.mark.parametrize("case", ["", "lost_or_damaged"])
@pytest.mark.parametrize(("on", "amount"), DAYS)
def test_a_card_is_exempt_for_a_time(case: str, on: date, amount: int | None) -> None:
    """TT 117/2026/TT-BTC Đ.1.4: exchange and re-issue, both ends included."""
    card = CATALOGUE.procedure("1.116410", on)
    if amount is None:
        with pytest.raises(InvalidInput) as caught:
            fee_for(card, on=on, exemption="e_id_level_2", procedure_case=case)
        assert caught.value.code == "exemption_not_in_force"
    else:
        [line] = fee_for(card, on=on, exemption="e_id_level_2", procedure_case=case)
        assert line.amount == amount


LISTS = [
    ("1.004194", "direct", 1, 10_000),
    ("1.004194", "direct", 30, 300_000),
    ("1.004194", "online", 30, 150_000),
    ("1.002755", "online", 2, 10_000),
]


@pytest.mark.parametrize(("code", "channel", "people", "total"), LISTS)
def test_a_list_is_charged_by_person(code: str, channel: str, people: int, total: int) -> None:
    """TT 75/2022: by list 10.000 or 5.000 đ a person, not 15.000 or 7.000 đ a filing."""
    [line] = fee_for(
        CATALOGUE.procedure(code, TODAY),
        on=TODAY,
        channel=channel,
        cases=people,
        procedure_case="by_list",
    )
    assert line.amount == total


def test_a_filing_of_one_household_is_charged_once() -> None:
    """Without a case the number of people changes nothing."""
    [line] = fee_for(CATALOGUE.procedure("1.004194", TODAY), on=TODAY, cases=5)
    assert line.amount == 15_000


def test_a_case_without_charges_of_its_own_is_charged_as_usual() -> None:
    """Verification changes the time limit, not what is paid."""
    land = CATALOGUE.procedure("1.013978", TODAY)
    assert fee_for(land, on=TODAY, procedure_case="remote") == fee_for(land, on=TODAY)


RESIDENCE_BY_DAY = [
    (date(2023, 2, 4), "chưa cấu hình mức thu", 0),
    (date(2023, 2, 5), "Lệ phí đăng ký thường trú", 20_000),
    (date(2025, 1, 9), "Lệ phí đăng ký thường trú", 20_000),
    (date(2025, 1, 10), "Lệ phí đăng ký thường trú", 20_000),
]


@pytest.mark.parametrize(("on", "words", "amount"), RESIDENCE_BY_DAY)
def test_residence_was_a_local_fee_before_5_february_2023(
    on: date, words: str, amount: int
) -> None:
    """TT 75/2022 is in force from that day; before, the province set it (TT 85/2019)."""
    [line] = fee_for(CATALOGUE.procedure("1.004222", on), on=on)
    assert words in line.name
    assert line.amount == amount
