"""Kinds of numbers, their check digits, and what stands in for a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.identity.kinds import (
    PROOF_WORDS,
    NumberKind,
    Proof,
    number_kind,
    proof_words,
    tax_check_digit,
)

KINDS = [
    ("001190000001", NumberKind.PERSONAL_NUMBER),
    (" 001 190 000 001 ", NumberKind.PERSONAL_NUMBER),
    ("012345678", NumberKind.OLD_IDENTITY),
    ("C1234567", NumberKind.PASSPORT),
    ("p12345678", NumberKind.PASSPORT),
    ("0101243150", NumberKind.TAX_CODE),
    ("0101243150-001", NumberKind.TAX_BRANCH),
    ("0101243150001", NumberKind.TAX_BRANCH),
    ("DN4380123456789", NumberKind.HEALTH_INSURANCE),
    ("abc", NumberKind.UNKNOWN),
    ("", NumberKind.UNKNOWN),
    ("００１１９００００００１", NumberKind.PERSONAL_NUMBER),
    ("٠٠١١٩٠٠٠٠٠٠١", NumberKind.UNKNOWN),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_number_is_told_by_its_shape(text: str, kind: NumberKind) -> None:
    """Blanks and case don't count; nothing is said of a right one."""
    found = number_kind(text)
    assert (found.kind, found.problems) == (kind, ())


def test_a_household_business_has_its_owners_number() -> None:
    """Since 7/2025 (TT 86/2024/TT-BTC): twelve digits are no mistake of an organisation."""
    found = number_kind("001190000001", organisation=True)
    assert (found.kind, found.problems) == (NumberKind.HOUSEHOLD_BUSINESS, ())


ODD = [
    ("0101243151", "tính ra 0"),
    ("0101243151-001", "tính ra 0"),
    ("003190000001", "(003)"),
    ("000190000001", "(000)"),
    ("01090000001", "11 chữ số"),
]


@pytest.mark.parametrize(("text", "said"), ODD)
def test_what_does_not_fit_is_said_and_no_more(text: str, said: str) -> None:
    """Check digits of tax codes, codes of no province, digits that were lost."""
    assert [said in problem for problem in number_kind(text).problems] == [True]


@pytest.mark.parametrize("text", ["100190000001", "999190000001"])
def test_the_code_of_a_country_is_no_reason_for_a_warning(text: str) -> None:
    """Somebody born abroad."""
    assert number_kind(text).problems == ()


@given(st.text("0123456789", min_size=9, max_size=9))
def test_one_wrong_digit_of_a_tax_code_is_noticed(first_nine: str) -> None:
    """Weights 31 29 23 19 17 13 7 5 3, modulo 11: each of them prime to it."""
    check = tax_check_digit(first_nine)
    if check > 9:
        assert number_kind(f"{first_nine}0").problems
        return
    assert number_kind(f"{first_nine}{check}").problems == ()
    for at in range(9):
        other = str((int(first_nine[at]) + 1) % 10)
        assert number_kind(f"{first_nine[:at]}{other}{first_nine[at + 1 :]}{check}").problems


@given(st.text(max_size=60))
def test_any_text_has_a_kind(text: str) -> None:
    """Never an exception."""
    number_kind(text, organisation=True)


def test_every_proof_has_words() -> None:
    """They stand on the paper in place of the number."""
    assert set(PROOF_WORDS) == set(Proof)
    assert proof_words("newborn", "") == "Trẻ mới sinh, chưa có số định danh"
    assert proof_words("kin_card", "Giấy của mẹ") == "Giấy tờ của người thân đi cùng: Giấy của mẹ"
    assert proof_words("other", "Quên thẻ") == proof_words("", "Quên thẻ") == "Quên thẻ"
    assert proof_words("unheard_of", "") == ""


@pytest.mark.parametrize("text", ["O01190000001", "00119000000l", "0I2345678", "O101243150"])
def test_a_letter_that_looks_like_a_digit_is_told(text: str) -> None:
    """Nobody sees the difference on a screen; the number is not mended."""
    found = number_kind(text)
    assert found.kind is NumberKind.UNKNOWN
    assert any("O, I hoặc L" in problem for problem in found.problems)


@pytest.mark.parametrize("dash", "-\u2010\u2013\u2014\u2212")
def test_a_branch_of_a_tax_code_has_any_dash(dash: str) -> None:
    """Word processors make long ones of it."""
    assert number_kind(f"0101243150{dash}001").number == "0101243150-001"
