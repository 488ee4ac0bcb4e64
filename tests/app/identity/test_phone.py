"""Phone numbers as people write them, and the conversions of 2017 and 2018."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.identity.phone import PhoneKind, read_phone
from app.identity.phone_book import PHONES, load_phone_book, phone_book

TODAY = date(2026, 11, 24)
MOBILE, LANDLINE = PhoneKind.MOBILE, PhoneKind.LANDLINE

WRITTEN = [
    ("0901234567", "0901234567", "0901 234 567", MOBILE),
    ("+84 901 234 567", "0901234567", "0901 234 567", MOBILE),
    ("84901234567", "0901234567", "0901 234 567", MOBILE),
    ("0084-901-234-567", "0901234567", "0901 234 567", MOBILE),
    ("+84 (0)901.234.567", "0901234567", "0901 234 567", MOBILE),
    ("(0901) 234 567", "0901234567", "0901 234 567", MOBILE),
    ("０９０１２３４５６７", "0901234567", "0901 234 567", MOBILE),
    ("0901234567 (chị Hoa)", "0901234567", "0901 234 567", MOBILE),
    ("0901234567 / 0243 825 1234", "0901234567", "0901 234 567", MOBILE),
    ("0901234567; 0912345678", "0901234567", "0901 234 567", MOBILE),
    ("0901 234 567 - 0912 345 678", "0901234567", "0901 234 567", MOBILE),
    ("0901234567 hoặc 0912345678", "0901234567", "0901 234 567", MOBILE),
    ("0901234567 0912345678", "0901234567", "0901 234 567", MOBILE),
    ("024 3825 1234", "02438251234", "024 3825 1234", LANDLINE),
    ("(028) 38251234", "02838251234", "028 3825 1234", LANDLINE),
    ("0243.8251234 máy lẻ 12", "02438251234", "024 3825 1234", LANDLINE),
    ("0237 385 1234", "02373851234", "0237 385 1234", LANDLINE),
    ("+84 237 3851 234", "02373851234", "0237 385 1234", LANDLINE),
    ("1900 1234", "19001234", "1900 1234", PhoneKind.SERVICE),
    ("1800.123.456", "1800123456", "1800 1234 56", PhoneKind.SERVICE),
    ("+1 202 555 0101", "+12025550101", "+12025550101", PhoneKind.FOREIGN),
    ("00 856 20 12345678", "+8562012345678", "+8562012345678", PhoneKind.FOREIGN),
]


@pytest.mark.parametrize(("text", "number", "display", "kind"), WRITTEN)
def test_a_number_reads_however_it_is_written(
    text: str, number: str, display: str, kind: PhoneKind
) -> None:
    """Country codes, blanks, dots, dashes, brackets, a second number, an extension."""
    phone = read_phone(text, TODAY)
    assert (phone.number, phone.display, phone.kind, phone.warning) == (number, display, kind, "")
    assert phone.today == number


OLD = [
    ("01627114031", "0327114031", "0162"),
    ("0120 123 4567", "0701234567", "0120"),
    ("0199.123.4567", "0591234567", "0199"),
    ("+84 162 711 4031", "0327114031", "0162"),
    ("04 3825 1234", "02438251234", "04"),
    ("022 385 1234", "02123851234", "022"),
    ("0511 385 1234", "02363851234", "0511"),
]


@pytest.mark.parametrize(("text", "today", "was"), OLD)
def test_a_number_of_before_the_conversion_is_shown_with_its_successor(
    text: str, today: str, was: str
) -> None:
    """QĐ 798/QĐ-BTTTT (2018) for mobiles, QĐ 2036/QĐ-BTTTT (2017) for landlines."""
    phone = read_phone(text, TODAY)
    assert phone.today == today
    assert f"cũ {was} nay là" in phone.warning


DAYS = [
    ("01627114031", date(2018, 9, 14), ""),
    ("01627114031", date(2018, 11, 14), ""),  # both could be dialled for two months
    ("01627114031", date(2018, 11, 15), "nay là 032"),
    ("0438251234", date(2017, 7, 16), ""),
    ("0438251234", date(2017, 7, 17), "nay là 024"),
    ("0327114031", date(2018, 9, 15), ""),
    ("0327114031", date(2018, 9, 14), "Đầu số 032"),
]


@pytest.mark.parametrize(("text", "on", "said"), DAYS)
def test_a_number_is_right_on_its_own_day(text: str, on: date, said: str) -> None:
    """A dossier of 2017 has the numbers of 2017."""
    warning = read_phone(text, on).warning
    assert (said in warning) if said else warning == ""


def test_the_same_digits_were_a_landline_once() -> None:
    """037 was Thanh Hóa's code, and is Viettel's prefix."""
    then, now = read_phone("0373851234", date(2016, 1, 4)), read_phone("0373851234", TODAY)
    assert (then.kind, then.today) == (LANDLINE, "02373851234")
    assert (now.kind, now.today) == (MOBILE, "0373851234")


ODD = [
    ("0951234567", "Đầu số 095"),
    ("09012345", "8 chữ số"),
    ("0901234567890", "13 chữ số"),
    ("không có", "Không đọc được"),
    ("O9O1234567", "ký tự"),
    ("+", "Không đọc được"),
]


@pytest.mark.parametrize(("text", "said"), ODD)
def test_what_can_be_no_number_is_told(text: str, said: str) -> None:
    """Told, never refused."""
    phone = read_phone(text, TODAY)
    assert (phone.kind, said in phone.warning) == (PhoneKind.UNKNOWN, True)


def test_a_lost_zero_is_put_back_and_told() -> None:
    """A spreadsheet took it away, also from the old numbers."""
    assert read_phone("901234567", TODAY).number == "0901234567"
    assert "Thiếu số 0" in read_phone("901234567", TODAY).warning
    old = read_phone("1627114031", TODAY)
    assert (old.number, old.today) == ("01627114031", "0327114031")


def test_nothing_is_no_number() -> None:
    """An empty field is not warned of."""
    assert read_phone("  ", TODAY).warning == ""


def test_every_operators_prefixes_are_known() -> None:
    """Thirty-nine prefixes of ten digits, as press and operators list them."""
    prefixes = {entry.prefix for entry in phone_book().mobile}
    viettel = {f"03{digit}" for digit in range(2, 10)} | {"086", "096", "097", "098"}
    vinaphone = {f"08{digit}" for digit in range(1, 6)} | {"088", "091", "094"}
    mobifone = {"070", "076", "077", "078", "079", "089", "090", "093"}
    others = {"052", "056", "058", "092", "059", "099", "087", "055"}
    assert prefixes == viettel | vinaphone | mobifone | others
    assert len(phone_book().area) == 63


def test_a_prefix_that_stands_twice_is_an_error_of_the_data(tmp_path: Path) -> None:
    """The data say which one."""
    path = tmp_path / "phones.toml"
    path.write_text(PHONES.read_text("utf-8").replace('"0219"', '"0218"'), "utf-8")
    with pytest.raises(InvalidInput) as caught:
        load_phone_book(path)
    assert (caught.value.code, caught.value.field) == ("bad_data", "0218")


@given(st.text(max_size=120) | st.text("0123456789+84 .-/()", max_size=60))
def test_reading_never_raises_and_reads_its_own_answer_alike(text: str) -> None:
    """A number that was read is read as itself."""
    phone = read_phone(text, TODAY)
    if phone.kind is not PhoneKind.UNKNOWN:
        assert read_phone(phone.number, TODAY).number == phone.number
        assert read_phone(phone.display, TODAY).number == phone.number


@pytest.mark.parametrize("text", ["08 3822 1234", "(08) 38221234", "08.3822.1234"])
def test_an_old_landline_of_the_city_is_told_from_a_mobile(text: str) -> None:
    """Its digits are somebody's mobile number today: written as a landline, both are shown."""
    phone = read_phone(text, date(2026, 11, 24))
    assert (phone.number, phone.kind) == ("0838221234", PhoneKind.MOBILE)
    assert "028 3822 1234" in phone.warning
    assert read_phone("0838 221 234", date(2026, 11, 24)).warning == ""


def test_no_country_has_a_code_that_begins_with_zero() -> None:
    """A row of zeros is no foreign number; a zero behind Vietnam's code is one too many."""
    assert read_phone("000000000000", date(2026, 11, 24)).kind is PhoneKind.UNKNOWN
    assert read_phone("84 0901234567", date(2026, 11, 24)).number == "0901234567"
