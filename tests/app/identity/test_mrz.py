"""Machine-readable zones: cards, passports, check digits, what readers make of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.identity.card_reading import CardKind, CardReading
from app.identity.mrz import check_digit
from app.identity.reading import read_identity

TODAY = date(2026, 11, 24)
NO_MARKS = "Họ tên đọc từ dòng máy đọc không có dấu: ghi theo mặt thẻ."
# The specimens of ICAO Doc 9303 parts 4, 5 and 6: a land and a person that are not.
PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
CARD = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)
LONG_NUMBER = (
    "I<UTOD23145890<7349<<<<<<<<<<<",
    "3407127M9507122UTO<<<<<<<<<<<2",
    "STEVENSON<<PETER<JOHN<<<<<<<<<",
)
SMALL = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")


def checked(field: str) -> str:
    return field + check_digit(field)


def vietnamese_card(
    number: str = "001190000001",
    name: str = "TRUONG<<THI<NGOC<Y",
    birth: str = "900201",
    sex: str = "F",
    expires: str = "310201",
) -> list[str]:
    """The three lines of a Căn cước of a fictitious person."""
    first = "IDVNM" + checked(number[3:]) + number + "<<" + check_digit(number)
    second = checked(birth) + sex + checked(expires) + "VNM" + "<" * 11
    composite = first[5:] + second[:7] + second[8:15] + second[18:29]
    return [first, second + check_digit(composite), name.ljust(30, "<")]


def vietnamese_passport(personal: str = "001190000001", sex: str = "F") -> list[str]:
    first = "P<VNMTRUONG<<THI<NGOC<Y".ljust(44, "<")
    second = checked("C1234567<") + "VNM" + checked("900201") + sex + checked("310201")
    second += checked(personal.ljust(14, "<"))
    return [first, second + check_digit(second[:10] + second[13:20] + second[21:])]


def read(text: str) -> CardReading:
    return read_identity(text, today=TODAY)


def test_a_vietnamese_card_has_the_personal_number() -> None:
    """Twelve digits behind the number of the blank; the name is in capitals without marks."""
    assert read("\n".join(vietnamese_card())) == CardReading(
        number="001190000001",
        old_number="",
        name="TRUONG THI NGOC Y",
        birth="1990-02-01",
        sex="Nữ",
        address="",
        issued="",
        warnings=(NO_MARKS,),
        kind=CardKind.MRZ_CARD,
        document_number="190000001",
        expires="2031-02-01",
        nationality="VNM",
    )


def test_a_vietnamese_passport_has_it_too() -> None:
    """In the personal number field, with the passport's own number beside it."""
    card = read("\n".join(vietnamese_passport()))
    assert (card.kind, card.number, card.document_number) == (
        CardKind.MRZ_PASSPORT,
        "001190000001",
        "C1234567",
    )
    assert card.warnings == (NO_MARKS,)
    old = read("\n".join(vietnamese_passport("012345678")))
    assert (old.number, old.old_number, old.identifies_by) == ("", "012345678", "C1234567")


SPECIMENS = [
    (PASSPORT, CardKind.MRZ_PASSPORT, "L898902C3", "ERIKSSON ANNA MARIA", "1974-08-12"),
    (CARD, CardKind.MRZ_CARD, "D23145890", "ERIKSSON ANNA MARIA", "1974-08-12"),
    (LONG_NUMBER, CardKind.MRZ_CARD, "D23145890734", "STEVENSON PETER JOHN", "1934-07-12"),
    (SMALL, CardKind.MRZ_CARD, "D23145890", "ERIKSSON ANNA MARIA", "1974-08-12"),
]


@pytest.mark.parametrize(("lines", "kind", "number", "name", "birth"), SPECIMENS)
def test_the_specimens_of_icao_read_without_a_wrong_digit(
    lines: tuple[str, ...], kind: CardKind, number: str, name: str, birth: str
) -> None:
    """Doc 9303: three sizes, and a card number of more than nine characters."""
    card = read("\n".join(lines))
    assert (card.kind, card.document_number, card.name, card.birth) == (kind, number, name, birth)
    assert card.number == ""
    assert not any("kiểm tra" in warning for warning in card.warnings)


FORMS: dict[str, Callable[[list[str]], str]] = {
    "joined": "".join,
    "CR LF": "\r\n".join,
    "Tab": "\t".join,
    "lower case": lambda lines: "\n".join(lines).lower(),
    "blanks between": " ".join,
    "fillers at the ends left out": lambda lines: "\n".join(line.rstrip("<") for line in lines),
    "fillers at the very end left out": lambda lines: "".join(lines).rstrip("<"),
    "with a prefix of the reader": lambda lines: "]A1" + "".join(lines) + "\r",
    "twice": lambda lines: "".join(lines) + "\r\n" + "".join(lines),
}


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("lines", [vietnamese_card(), vietnamese_passport()], ids=["card", "pass"])
def test_every_way_of_typing_the_lines_reads_the_same(form: str, lines: list[str]) -> None:
    """Wedge readers end lines with anything, or not at all."""
    assert read(FORMS[form](lines)) == read("\n".join(lines))


@pytest.mark.parametrize("typed", [";", ",", ".", "?", "_", ">", " "])
def test_a_filler_of_another_keyboard_is_brought_back_and_told(typed: str) -> None:
    """Only where no other character is in the way."""
    card = read("".join(vietnamese_card()).replace("<", typed))
    assert (card.number, card.name) == ("001190000001", "TRUONG THI NGOC Y")
    assert card.repairs == ("filler",)
    assert any("<" in warning for warning in card.warnings)


WRONG = [
    (("190000001", "190000002"), "số giấy tờ"),
    (("900201", "900202"), "ngày sinh"),
    (("310201", "310202"), "ngày hết hạn"),
    (("001190000001<<", "001190000011<<"), "số định danh"),
]


@pytest.mark.parametrize(("change", "what"), WRONG)
def test_a_wrong_check_digit_is_told_with_the_right_one(change: tuple[str, str], what: str) -> None:
    """Said, never refused; the composite digit notices as well."""
    lines = vietnamese_card()
    card = read("\n".join(lines).replace(change[0], change[1], 1))
    told = [warning for warning in card.warnings if f"kiểm tra của {what}" in warning]
    assert len(told) == 1
    assert any("cả vùng" in warning for warning in card.warnings)


BIRTHS = [
    ("001190000001", "900201", "1990-02-01"),
    ("001025000001", "250101", "1925-01-01"),  # a hundred and one years old, says the number
    ("001225000001", "250101", "2025-01-01"),
    ("001090000001", "900000", "1990"),
    ("001090000001", "90<<<<", "1990"),
    ("001190000001", "261125", "1926-11-25"),  # tomorrow: nobody is born in the future
    ("001190000001", "261124", "2026-11-24"),
    ("001190000001", "901332", ""),
]


@pytest.mark.parametrize(("number", "field", "birth"), BIRTHS)
def test_two_digits_of_a_year_are_of_the_past(number: str, field: str, birth: str) -> None:
    """The fourth digit of the personal number tells the century where the year is the same."""
    assert read("\n".join(vietnamese_card(number, birth=field))).birth == birth


def test_a_foreign_passport_is_identified_by_its_own_number() -> None:
    """No personal number; the nationality is a code of three letters."""
    card = read("".join(PASSPORT))
    assert (card.identifies_by, card.nationality) == ("L898902C3", "UTO")


def test_a_card_that_is_no_longer_valid_is_told() -> None:
    """Expiry is of this century; the day itself still counts."""
    assert not read("\n".join(vietnamese_card(expires="261124"))).warnings[1:]
    expired = read("\n".join(vietnamese_card(expires="261123")))
    assert any("hết hạn ngày 2026-11-23" in warning for warning in expired.warnings)


def test_a_name_that_fills_its_line_may_be_cut() -> None:
    """There is no filler at its end."""
    card = read("\n".join(vietnamese_card(name="NGUYEN<<HOANG<THI<MINH<NGUYETA")))
    assert any("cắt ngắn" in warning for warning in card.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "IDVNM1900000015001190000001<<6",
        "IDVNM<<",
        "<" * 90,
        "".join(vietnamese_card())[:60],
        "".join(vietnamese_card())[1:],
        "\n".join(vietnamese_card()).replace("001190", "0#1190"),
    ],
)
def test_half_a_zone_is_no_card(text: str) -> None:
    """One line of three, lines without a name, a character that no zone has."""
    with pytest.raises(InvalidInput) as caught:
        read(text)
    assert caught.value.code in {"cut_card", "not_a_card", "vneid_code"}


@given(st.text("<>ABCIDPVNM0123456789\n ;", max_size=200))
def test_any_text_reads_or_is_refused(text: str) -> None:
    """Never an exception of another kind."""
    try:
        read(text)
    except InvalidInput as error:
        error.message.encode()


@pytest.mark.parametrize(
    ("line", "at", "read_as", "said"),
    [
        (0, 2, "B", "Nước cấp"),  # IDBNM: the personal number is read all the same
        (0, 15, "K", "Không đọc được số định danh"),  # K and 0 have the same check digit
        (0, 7, "E", "Số giấy tờ"),
        (2, 28, "K", "thừa chữ"),
    ],
)
def test_what_check_digits_do_not_see_is_told(line: int, at: int, read_as: str, said: str) -> None:
    """Letters count as 10 to 35: every digit has letters that count like it."""
    lines = vietnamese_card()
    lines[line] = lines[line][:at] + read_as + lines[line][at + 1 :]
    card = read("\n".join(lines))
    assert any(said in warning for warning in card.warnings)
    assert card.number == ("" if "số định danh" in said else "001190000001")


def test_a_filler_read_as_letters_is_told() -> None:
    """Optical readers take < for K."""
    lines = vietnamese_card(name="TRUONG<<THI<NGOC<Y".ljust(30, "K"))
    assert any("thừa chữ" in warning for warning in read("\n".join(lines)).warnings)
