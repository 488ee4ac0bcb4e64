"""What a scan says."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from tests.desks import MORNING
from tests.ui.scanner.scanner_keys import CARD, CODE, QR, REFERENCE
from ui.scanner.reading import CardScan, CodeScan, UnknownScan, read_scan


def test_a_card_is_read() -> None:
    """With what it says of the person."""
    scan = read_scan(CARD, MORNING)
    assert isinstance(scan, CardScan)
    assert (scan.reading.number, scan.reading.name) == ("079190000123", "Nguyễn Thị Minh Họa")


@pytest.mark.parametrize("text", [CODE, CODE.lower(), REFERENCE, f"HTTPS://A.EXAMPLE/{CODE}"])
def test_a_code_is_read(text: str) -> None:
    """A dossier's, a desk's reference, or out of a receipt's address."""
    scan = read_scan(text, MORNING)
    assert isinstance(scan, CodeScan)
    assert scan.code.code in {CODE, REFERENCE}


def test_what_is_neither_says_why() -> None:
    """Another card, a damaged mark, and any other text."""
    insurance = read_scan("DN4790000000001|4e6775|01/02/1990|1|x|y", MORNING)
    assert isinstance(insurance, UnknownScan)
    assert insurance.why.code == "another_card"
    damaged = read_scan(QR[:-1], MORNING)
    assert isinstance(damaged, UnknownScan)
    assert damaged.why.code == "bad_mark"


@pytest.mark.parametrize("cut", [20, 40, 60, CARD.rindex("|")])
def test_a_card_that_broke_off_is_not_read(cut: int) -> None:
    """Half a name or half an address looks like a whole one."""
    scan = read_scan(CARD[:cut], MORNING)
    assert isinstance(scan, UnknownScan)
    assert scan.why.code in {"cut_card", "not_a_card"}


@given(st.text(max_size=200) | st.text("0123456789|/-HCM.", max_size=60))
def test_reading_never_raises(text: str) -> None:
    """Whatever a scanner makes of whatever barcode."""
    assert read_scan(text, MORNING) is not None
