"""Amounts in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.fees.in_words import MAX_AMOUNT_DONG, USUAL_STYLE, WordStyle, amount_in_words
from app.fees.wording import load_wording

STYLES = [
    WordStyle(zero_tens=zero_tens, four=four)
    for zero_tens in ("linh", "lẻ")
    for four in ("tư", "bốn")
]
WORDS = [
    (0, "Không đồng"),
    (1, "Một đồng"),
    (5, "Năm đồng"),
    (10, "Mười đồng"),
    (11, "Mười một đồng"),
    (4, "Bốn đồng"),
    (14, "Mười bốn đồng"),
    (15, "Mười lăm đồng"),
    (20, "Hai mươi đồng"),
    (21, "Hai mươi mốt đồng"),
    (24, "Hai mươi tư đồng"),
    (25, "Hai mươi lăm đồng"),
    (44, "Bốn mươi tư đồng"),
    (55, "Năm mươi lăm đồng"),
    (91, "Chín mươi mốt đồng"),
    (100, "Một trăm đồng"),
    (101, "Một trăm linh một đồng"),
    (105, "Một trăm linh năm đồng"),
    (104, "Một trăm linh bốn đồng"),
    (110, "Một trăm mười đồng"),
    (114, "Một trăm mười bốn đồng"),
    (124, "Một trăm hai mươi tư đồng"),
    (111, "Một trăm mười một đồng"),
    (115, "Một trăm mười lăm đồng"),
    (999, "Chín trăm chín mươi chín đồng"),
    (1_000, "Một nghìn đồng"),
    (1_001, "Một nghìn không trăm linh một đồng"),
    (1_010, "Một nghìn không trăm mười đồng"),
    (2_000, "Hai nghìn đồng"),
    (8_000, "Tám nghìn đồng"),
    (10_050, "Mười nghìn không trăm năm mươi đồng"),
    (24_000, "Hai mươi tư nghìn đồng"),
    (104_004, "Một trăm linh bốn nghìn không trăm linh bốn đồng"),
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


MILLION = "Một triệu không trăm lẻ một nghìn không trăm lẻ một đồng"
BOTH = "Một trăm lẻ bốn nghìn không trăm hai mươi bốn đồng"


@pytest.mark.parametrize(
    ("style", "amount", "words"),
    [
        (WordStyle(zero_tens="lẻ"), 105, "Một trăm lẻ năm đồng"),
        (WordStyle(zero_tens="lẻ"), 1_001_001, MILLION),
        (WordStyle(zero_tens="lẻ"), 24, "Hai mươi tư đồng"),
        (WordStyle(four="bốn"), 24, "Hai mươi bốn đồng"),
        (WordStyle(four="bốn"), 104, "Một trăm linh bốn đồng"),
        (WordStyle(four="bốn", zero_tens="lẻ"), 104_024, BOTH),
    ],
)
def test_a_province_may_write_them_its_own_way(style: WordStyle, amount: int, words: str) -> None:
    """linh or lẻ, tư or bốn; nothing else changes."""
    assert amount_in_words(amount, style) == words


UNITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
AFTER_MUOI = {**UNITS, "mốt": 1, "tư": 4, "lăm": 5}
SIZES = {"": 1, "nghìn": 1_000, "triệu": 1_000_000}


def spoken(words: list[str]) -> int:
    """Read words back by the grammar of the language, from the left; a wrong form is an error."""
    if "tỷ" in words:
        at = words.index("tỷ")
        return spoken(words[:at]) * 10**9 + (spoken(words[at + 1 :]) if words[at + 1 :] else 0)
    total, group = 0, list[str]()
    for word in [*words, ""]:
        if word in SIZES:
            total += hundreds(group) * SIZES[word] if group else 0
            group = []
        else:
            group.append(word)
    return total


def hundreds(words: list[str]) -> int:
    if "trăm" not in words:
        return tens(words)
    digit, hundred, *rest = words
    assert hundred == "trăm"
    value = 0 if digit == "không" else UNITS[digit] * 100
    if rest and rest[0] in {"linh", "lẻ"}:
        return value + UNITS[rest[1]]
    assert len(rest) != 1 or rest == ["mười"]
    return value + (tens(rest) if rest else 0)


def tens(words: list[str]) -> int:
    match words:
        case ["mười"]:
            return 10
        case ["mười", unit]:
            assert unit in {*UNITS, "lăm"} - {"năm"}
            return 10 + AFTER_MUOI[unit]
        case [ten, "mươi"]:
            return UNITS[ten] * 10
        case [ten, "mươi", unit]:
            assert unit not in {"một", "năm"}
            return UNITS[ten] * 10 + AFTER_MUOI[unit]
        case [unit]:
            return UNITS[unit]
    raise AssertionError(words)


def read_back(amount: int, style: WordStyle = USUAL_STYLE) -> int:
    words = amount_in_words(amount, style).lower().removesuffix(" đồng").split()
    return 0 if words == ["không"] else spoken(words)


def test_the_words_of_every_usual_amount_read_back() -> None:
    """All up to 2.000 đồng, then every step of 1.000 and of a prime to 2.000.000."""
    usual = {*range(2_001), *range(0, 2_000_001, 1_000), *range(0, 2_000_001, 211)}
    assert all(read_back(amount) == amount for amount in usual)


@given(st.integers(0, MAX_AMOUNT_DONG), st.sampled_from(STYLES))
def test_words_read_back_to_the_same_amount(amount: int, style: WordStyle) -> None:
    """No two amounts share their words, in any style."""
    assert read_back(amount, style) == amount


def test_the_provinces_file_chooses_the_style(tmp_path: Path) -> None:
    """No file: the usual style. One key alone leaves the other as it was."""
    path = tmp_path / "wording.toml"
    assert load_wording(None) == load_wording(path) == USUAL_STYLE
    path.write_text('[amounts]\nzero_tens = "lẻ"\n', encoding="utf-8")
    assert load_wording(path) == WordStyle(zero_tens="lẻ")
    path.write_text("", encoding="utf-8")
    assert load_wording(path) == USUAL_STYLE


@pytest.mark.parametrize(
    "text", ['[amounts]\nzero_tens = "và"', '[amounts]\nfive = "lăm"', "[amount]", "amounts = 1"]
)
def test_a_wrong_style_is_named(tmp_path: Path, text: str) -> None:
    """Only the two ways of each; the file's name is in the message."""
    path = tmp_path / "wording.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"wording\.toml") as caught:
        load_wording(path)
    assert caught.value.code == "bad_data"
