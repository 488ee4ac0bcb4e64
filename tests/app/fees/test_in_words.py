"""Amounts in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.fees.in_words import DIGITS, MAX_AMOUNT_DONG, amount_in_words

WORDS = [
    (0, "Không đồng"),
    (1, "Một đồng"),
    (5, "Năm đồng"),
    (10, "Mười đồng"),
    (11, "Mười một đồng"),
    (14, "Mười bốn đồng"),
    (15, "Mười lăm đồng"),
    (20, "Hai mươi đồng"),
    (21, "Hai mươi mốt đồng"),
    (25, "Hai mươi lăm đồng"),
    (55, "Năm mươi lăm đồng"),
    (91, "Chín mươi mốt đồng"),
    (100, "Một trăm đồng"),
    (101, "Một trăm linh một đồng"),
    (105, "Một trăm linh năm đồng"),
    (111, "Một trăm mười một đồng"),
    (115, "Một trăm mười lăm đồng"),
    (999, "Chín trăm chín mươi chín đồng"),
    (1_000, "Một nghìn đồng"),
    (1_001, "Một nghìn không trăm linh một đồng"),
    (1_010, "Một nghìn không trăm mười đồng"),
    (2_000, "Hai nghìn đồng"),
    (8_000, "Tám nghìn đồng"),
    (12_000, "Mười hai nghìn đồng"),
    (15_500, "Mười lăm nghìn năm trăm đồng"),
    (21_000, "Hai mươi mốt nghìn đồng"),
    (200_000, "Hai trăm nghìn đồng"),
    (205_000, "Hai trăm linh năm nghìn đồng"),
    (420_000, "Bốn trăm hai mươi nghìn đồng"),
    (1_000_000, "Một triệu đồng"),
    (1_000_005, "Một triệu không trăm linh năm đồng"),
    (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
    (1_050_000, "Một triệu không trăm năm mươi nghìn đồng"),
    (31_415_926, "Ba mươi mốt triệu bốn trăm mười lăm nghìn chín trăm hai mươi sáu đồng"),
    (1_000_000_000, "Một tỷ đồng"),
    (1_000_000_001, "Một tỷ không trăm linh một đồng"),
    (2_500_000_000, "Hai tỷ năm trăm triệu đồng"),
    (10**12, "Một nghìn tỷ đồng"),
    (10_005 * 10**9, "Mười nghìn không trăm linh năm tỷ đồng"),
]


@pytest.mark.parametrize(("amount", "words"), WORDS)
def test_amounts_read_as_they_are_spoken(amount: int, words: str) -> None:
    """mốt and lăm after mươi, linh before a lone digit, không trăm inside."""
    assert amount_in_words(amount) == words


@pytest.mark.parametrize("amount", [-1, MAX_AMOUNT_DONG + 1])
def test_an_amount_out_of_range_is_refused(amount: int) -> None:
    """No negative money, nothing above the words that are used."""
    with pytest.raises(InvalidInput) as caught:
        amount_in_words(amount)
    assert caught.value.field == "amount"


def spoken(words: list[str]) -> int:
    """Read words back: an independent reader, group by group."""
    units = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "lăm": 5}
    total = billions = group = last = 0
    for word in words:
        if word in units:
            last = units[word]
        elif word == "trăm":
            group, last = last * 100, 0
        elif word == "mười":
            group, last = group + 10, 0
        elif word == "mươi":
            group, last = group + last * 10, 0
        elif word in ("nghìn", "triệu"):
            total += (group + last) * (1_000 if word == "nghìn" else 1_000_000)
            group = last = 0
        elif word == "tỷ":
            billions, total, group, last = total + group + last, 0, 0, 0
        else:
            assert word == "linh"
    return billions * 10**9 + total + group + last


@given(st.integers(0, MAX_AMOUNT_DONG))
def test_words_read_back_to_the_same_amount(amount: int) -> None:
    """No two amounts share their words."""
    words = amount_in_words(amount).lower().removesuffix(" đồng").split()
    assert spoken(words) == amount
