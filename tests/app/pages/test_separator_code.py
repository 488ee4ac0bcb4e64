"""What separator and component sheets say to a scanner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.pages.separator_code import (
    SEPARATOR,
    ComponentSheet,
    SeparatorSheet,
    component_text,
    read_sheet,
)

CODES = ("H26.107-261123-0042", "000.00.01.H26-250630-123456", "CHM-417-93")
VOWELS = set("AEIOUYaeiouy")


@given(st.sampled_from(CODES), st.integers(1, 999))
def test_what_a_component_sheet_says_is_read_back(code: str, ordinal: int) -> None:
    """parse of format is the identity."""
    text = component_text(code, ordinal)
    assert read_sheet(text) == ComponentSheet(code, ordinal)


@pytest.mark.parametrize("code", CODES)
def test_no_input_method_can_change_a_sheet(code: str) -> None:
    """Telex and VNI change vowels only, Caps Lock the case: there are no vowels, and any case."""
    text = component_text(code, 3)
    assert not VOWELS & set(text)
    assert not VOWELS & set(SEPARATOR)
    assert read_sheet(f" {text.lower()}\r") == ComponentSheet(code, 3)
    assert read_sheet(SEPARATOR.lower()) == SeparatorSheet()


@pytest.mark.parametrize(
    "text",
    ["", "TP-", "TP-00-CHM-417-93", "TP-1-CHM-417-93", "TP-01-", "TP-01-hello", "TCH-2", *CODES],
)
def test_other_codes_are_no_sheets(text: str) -> None:
    """A receipt in the pile is a page, not a separator."""
    assert read_sheet(text) is None


@pytest.mark.parametrize(("code", "ordinal"), [("hello", 1), (CODES[0], 0), (CODES[0], 1_000)])
def test_a_sheet_that_could_not_be_read_back_is_not_printed(code: str, ordinal: int) -> None:
    """Bad input gets a clear error."""
    with pytest.raises(InvalidInput):
        component_text(code, ordinal)
