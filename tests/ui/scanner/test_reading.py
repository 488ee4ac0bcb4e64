"""What a scan says."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from tests.desks import MORNING
from tests.ui.scanner.scanner_keys import CARD, CODE, QR, REFERENCE
from ui.scanner.reading import CardScan, CodeScan, UnknownScan, read_scan
from ui.scanner.scan_shapes import unmistakable_at


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


@pytest.mark.parametrize(
    "text",
    [
        "https://x.example/tra-cuu?SGT=001085012345&MHS=000.00.01.H26-260930-0012",
        "*000.00.01.H26-260930-0012*",
        "Mã hồ sơ: 000.00.01.H26-260930-0012\nNguyễn Văn Thử",
    ],
)
def test_another_systems_paper_is_a_code(text: str) -> None:
    """An older look-up address, Code 39 with its stars, a QR of several lines."""
    scan = read_scan(text, MORNING)
    assert isinstance(scan, CodeScan)
    assert (scan.code.code, scan.code.mark) == ("000.00.01.H26-260930-0012", None)


def test_what_is_neither_says_why() -> None:
    """An app's own code, a damaged mark, and any other text."""
    application = read_scan("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc", MORNING)
    assert isinstance(application, UnknownScan)
    assert application.why.code == "vneid_code"
    damaged = read_scan(QR[:-1], MORNING)
    assert isinstance(damaged, UnknownScan)
    assert damaged.why.code == "bad_mark"


def test_a_health_insurance_card_is_read() -> None:
    """It fills a form, but for the number."""
    scan = read_scan("DN4790000000001|4e6775|01/02/1990|1|x|y", MORNING)
    assert isinstance(scan, CardScan)
    assert (scan.reading.name, scan.reading.number) == ("Ngu", "")


ZONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"


def test_a_passports_lines_are_read() -> None:
    """Joined, as a reader types them, and behind what stood in the field before."""
    scan = read_scan(ZONE, MORNING)
    assert isinstance(scan, CardScan)
    assert scan.reading.document_number == "L898902C3"
    assert unmistakable_at(ZONE) == 0
    assert unmistakable_at("12 Lê Lợi" + ZONE.lower()) == 9
    assert unmistakable_at(ZONE[:-1]) is None


def test_a_card_without_its_bars_is_read() -> None:
    """A keyboard of another layout types another character."""
    scan = read_scan(CARD.replace("|", "~"), MORNING)
    assert isinstance(scan, CardScan)
    assert scan.reading.number == "079190000123"


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
