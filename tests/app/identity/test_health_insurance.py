"""Health insurance cards: number, hexadecimal name and address. All persons are fictitious."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.identity.card_reading import CardKind, CardReading
from app.identity.reading import read_identity
from app.identity.repairs import LOST

TODAY = date(2026, 11, 24)
NAME = "Trần Thị Bưởi"
ADDRESS = "Thôn 1, Định Bình"


def card(
    *,
    number: str = "DN4380123456789",
    name: str = NAME,
    birth: str = "09/09/1985",
    sex: str = "2",
    address: str = ADDRESS,
    until: str = "-",
) -> str:
    name, address = name.encode().hex(), address.encode().hex()
    return f"{number}|{name}|{birth}|{sex}|{address}|38 - 001|01/01/2026|{until}|x$"


def read(text: str) -> CardReading:
    return read_identity(text, today=TODAY)


def test_a_card_gives_name_birth_sex_and_address_but_no_personal_number() -> None:
    """The officer asks for the number, or scans the citizen card."""
    reading = read(card())
    assert (reading.kind, reading.insurance_number) == (
        CardKind.HEALTH_INSURANCE,
        "DN4380123456789",
    )
    assert (reading.name, reading.birth, reading.sex, reading.address) == (
        NAME,
        "1985-09-09",
        "Nữ",
        ADDRESS,
    )
    assert (reading.number, reading.identifies_by) == ("", "")
    assert len(reading.warnings) == 1


FORMS = {
    "ten digits": (card(number="0123456789"), "0123456789"),
    "capital digits": (card().replace(NAME.encode().hex(), NAME.encode().hex().upper()), None),
    "lower case": (card().lower(), None),
    "the year alone": (card(birth="1985"), None),
    "another bar": (card().replace("|", "~"), None),
    "CR": (card() + "\r", None),
}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_reads_the_name(form: str) -> None:
    """Numbers of both lengths, any case, other bars."""
    text, number = FORMS[form]
    reading = read(text)
    assert (reading.name, reading.address) == (NAME, ADDRESS)
    assert reading.insurance_number == (number or "DN4380123456789")


def test_twelve_digits_are_the_personal_number() -> None:
    """Told from a citizen card by its hexadecimal name."""
    reading = read(card(number="038185000003"))
    assert (reading.kind, reading.number) == (CardKind.HEALTH_INSURANCE, "038185000003")
    assert reading.warnings == ()


def test_damaged_letters_are_marked_and_told() -> None:
    """A digit lost at the end takes one letter."""
    cut = NAME.encode().hex()[:-1]
    reading = read(card().replace(NAME.encode().hex(), cut))
    assert reading.name == "Trần Thị Bư\ufffd" or reading.name.startswith("Trần Thị Bư")
    assert any("Họ tên" in warning for warning in reading.warnings)
    broken = ADDRESS.encode().hex().replace("e1bb8b", "e1bb")
    reading = read(card().replace(ADDRESS.encode().hex(), broken))
    assert LOST in reading.address
    assert any("Địa chỉ" in warning for warning in reading.warnings)


@pytest.mark.parametrize("hexadecimal", ["", "00", "ffffffff", "31323334"])
def test_a_name_that_is_none_is_refused(hexadecimal: str) -> None:
    """Without a name nothing of the card is certain."""
    with pytest.raises(InvalidInput) as caught:
        read(card().replace(NAME.encode().hex(), hexadecimal))
    assert (caught.value.code, caught.value.field) == ("damaged_insurance_card", "name")


def test_a_card_out_of_its_time_is_told() -> None:
    """It identifies the person all the same."""
    assert any("hết hạn" in warning for warning in read(card(until="31/12/2025")).warnings)
    early = read(card().replace("01/01/2026", "01/12/2026"))
    assert any("giá trị từ ngày 2026-12-01" in warning for warning in early.warnings)


def test_a_citizen_card_that_lost_its_zeros_is_no_insurance_card() -> None:
    """Ten digits in front, then an old number of nine."""
    with pytest.raises(InvalidInput) as caught:
        read("1090000001|012345678|Nguyễn Văn A|01011990|Nam|Hà Nội|15042021")
    assert caught.value.code == "bad_number"


def test_an_address_that_may_be_a_part_is_told() -> None:
    """The scan broke off in it, ran into another one, or an input method changed its digits."""
    whole = card()
    cut = whole[: whole.index("|38 -") - 6]
    assert any("chưa đọc hết" in warning for warning in read(cut).warnings)
    joined = read(whole[: whole.index("|38 -") - 6] + whole)
    assert any("dính vào nhau" in warning for warning in joined.warnings)
    changed = read(whole.replace(ADDRESS.encode().hex(), "42e1bàb6e205175616e2c2056c4a9"))
    assert any("Địa chỉ trong mã" in warning for warning in changed.warnings)
    assert len(read(whole).warnings) == 1


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_hexadecimal_text_reads_or_is_refused(name: str, address: str) -> None:
    """What is shown can be printed, whatever the digits stand for."""
    raw = (name.encode("utf-8", "surrogatepass"), address.encode("utf-8", "surrogatepass"))
    try:
        reading = read(f"DN4380123456789|{raw[0].hex()}|1985|1|{raw[1].hex()}|")
    except InvalidInput:
        return
    assert (reading.name + reading.address).isprintable() or LOST in reading.name + reading.address
