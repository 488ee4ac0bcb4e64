"""The verb ``read-id``."""

from __future__ import annotations

import pytest

from app.errors import InvalidInput
from tests.ui.commands.law import run
from ui.commands import read_id

CARD = "001090000001|012345678|Nguyễn Văn A|01011990|Nam|Số 1 Tràng Thi, Hà Nội|15042021"


def test_a_card_becomes_a_document() -> None:
    """The fields of every kind of card, lists as lists."""
    document = run(read_id, CARD)
    document.pop("unit", None)
    assert document == {
        "number": "001090000001",
        "old_number": "012345678",
        "name": "Nguyễn Văn A",
        "birth": "1990-01-01",
        "sex": "Nam",
        "address": "Số 1 Tràng Thi, Hà Nội",
        "issued": "2021-04-15",
        "repairs": [],
        "warnings": [],
        "kind": "citizen_card",
        "document_number": "",
        "expires": "",
        "nationality": "",
        "insurance_number": "",
    }


def test_a_dash_reads_standard_input() -> None:
    """As a scanner's text is piped in, with its line end."""
    assert run(read_id, "-", stdin=f"{CARD}\r\n".encode()) == run(read_id, CARD)


def test_lines_of_a_passport_become_one_too() -> None:
    """The specimen of ICAO Doc 9303 part 4."""
    lines = (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
    )
    read = run(read_id, "-", stdin=lines.encode())
    assert (read["kind"], read["number"], read["document_number"], read["nationality"]) == (
        "mrz_passport",
        "",
        "L898902C3",
        "UTO",
    )
    assert (read["birth"], read["expires"]) == ("1974-08-12", "2012-04-15")


def test_a_date_after_today_is_warned_of() -> None:
    """Today is the clock's day: 24 November 2026."""
    tomorrow = run(read_id, CARD.replace("15042021", "25112026"))
    assert tomorrow["warnings"] == ["Ngày cấp 2026-11-25 ở tương lai."]


@pytest.mark.parametrize("text", ["", "|||||||", "no card"])
def test_what_is_no_card_is_refused(text: str) -> None:
    """A clear InvalidInput with a field."""
    with pytest.raises(InvalidInput) as caught:
        run(read_id, text)
    assert caught.value.field


def test_bytes_that_are_not_utf_8_are_refused() -> None:
    """Before anything is read."""
    with pytest.raises(InvalidInput):
        run(read_id, "-", stdin=b"001090000001||\xff|")
