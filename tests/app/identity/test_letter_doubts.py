"""Damage that can't be undone is told of, never shown as good. All persons are fictitious."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from app.identity.citizen_card import read_card
from app.units.units import load_units

NAME, PLACE = "Trần Thị Ngọc Hưởng", "Tổ 12, Phường Đông Hải, Hải Phòng"
MAN = f"031085000003|170000003|{NAME}|09091985|Nam|{PLACE}|04102024"


def _narrow(text: str, typed: Callable[[str], str]) -> str:
    """A driver that knows the letters of Western Europe, and does something to all others."""
    return "".join(one if one <= "\xff" else typed(one) for one in text)


def _shifted(text: str) -> str:
    marks = {0x301: "´", 0x300: "`", 0x303: "~", 0x309: "?", 0x323: "."}
    return unicodedata.normalize("NFD", text).translate(marks)


DAMAGE: dict[str, Callable[[str], str]] = {
    "letters left out": lambda text: _narrow(text, lambda _: ""),
    "letters as question marks": lambda text: _narrow(text, lambda _: "?"),
    "letters by the last byte of their code": lambda text: _narrow(
        text, lambda one: chr(ord(one) % 256) if ord(one) % 256 >= 0xA1 else ""
    ),
    "code points of some letters": lambda text: _narrow(text, lambda one: str(ord(one))),
    "bytes of some letters": lambda text: _narrow(
        text, lambda one: "".join(f"0{byte}" for byte in one.encode())
    ),
    "tones left out": lambda text: "".join(
        one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one)
    ),
    "tones as signs": _shifted,
    "UTF-8 read as a code page of DOS": lambda text: text.encode().decode("cp437"),
    "UTF-8 read as Macintosh": lambda text: text.encode().decode("mac_roman"),
    "UTF-8 read as Thai": lambda text: text.encode().decode("cp874", "ignore"),
}


@pytest.mark.parametrize("damage", sorted(DAMAGE))
@pytest.mark.parametrize("sex", ["Nam", "Nữ"])
def test_letters_that_are_lost_are_never_shown_as_good(damage: str, sex: str) -> None:
    """Whatever the sex says of them: the officer compares name and address with the card."""
    good = MAN.replace("|Nam|", f"|{sex}|")
    damaged = good.replace(NAME, DAMAGE[damage](NAME)).replace(PLACE, DAMAGE[damage](PLACE))
    said = " ".join(read_card(damaged).warnings).lower()
    assert read_card(damaged).name != NAME
    assert "họ tên" in said
    assert "địa chỉ" in said


@pytest.mark.parametrize(
    ("name", "address", "said"),
    [
        ("Ksỏ Thị Mai", "Phú Thiện, Gia Lai", "Ksỏ"),  # Ksor, through Telex
        ("Trần Văn Nam", "Căn hộ Á0.19, Hà Nội", "Á"),  # A10.19, through VNI
        ("Trần Văn Nam", "Phườờng Đông Hải, Hải Phòng", "Phườờng"),
        ("Trần Văn Nam", "tHị Xã ĐứC pHổ, qUảNG nGãI", "tHị"),
        ("ình Lựu", "Ba Đình, Hà Nội", "ình"),
        ("Lê Thanh Hà", "Duyên H7843i, Trà Vinh", "H7843i"),
        ("PH M VN LAN", "Xã An Khánh, Thái Nguyên", "VN"),
        ("Trần V», Nam", "Xã An Khánh, Thái Nguyên", "»"),
    ],
)
def test_odd_words_are_shown_to_the_officer(name: str, address: str, said: str) -> None:
    """Each with what is odd."""
    card = read_card(MAN.replace(NAME, name).replace(PLACE, address))
    assert any(said in warning for warning in card.warnings)


@pytest.mark.parametrize(
    "name",
    ["Ksor H'Lan", "Y Blô Êban", "H'Hen Niê", "Rơ Châm Hưng", "Giàng A Pao", "Hoàng Ỷ", "Y Ê",
     "NGUYỄN THỊ Ý", "Nguyễn Thị Hoà", "Lê Khoẻ", "K' Brêu Đăm", "Nguyễn Văn Quỵnh"],
)  # fmt: skip
def test_names_of_every_people_raise_no_doubt(name: str) -> None:
    """A warning that is always there is never read."""
    assert read_card(MAN.replace(NAME, name)).warnings == ()


def test_no_place_of_the_country_raises_a_doubt() -> None:
    """Every commune of today, with its province."""
    units = load_units()
    provinces = {one.code: one.name for one in units.provinces(None)}
    for commune in units.communes(None):
        place = f"Tổ 12, {commune.name}, {provinces[commune.province]}"
        assert read_card(MAN.replace(PLACE, place)).warnings == (), place


@pytest.mark.parametrize("tail", ["", "||||", "|Trương Văn B|001060000009||"])
@pytest.mark.parametrize("written", ["04102024", "04/10/2024"])
@pytest.mark.parametrize("between", ["", " "])
def test_the_bar_before_the_issue_date_is_brought_back(
    tail: str, written: str, between: str
) -> None:
    """The address ends where the date begins, also where more fields follow."""
    card = read_card(MAN.replace("|04102024", between + written) + tail)
    assert (card.address, card.issued) == (PLACE, "2024-10-04")
    assert card.repairs == ("separators",)


@pytest.mark.parametrize("cut", [1, 4, 9, 20, 30])
def test_a_cut_card_says_so(cut: int) -> None:
    """Half an address looks like a whole one, and half a date like a year."""
    said = " ".join(read_card(MAN[:-cut]).warnings)
    assert "Ngày cấp" in said or "ngày cấp" in said


SWAPPED = ["Đoàn Thanh Ỡ", "Đinh Hữu Ngỡ", "Hồ Thị Ngọc Mễ", "NGÔ HOÀNG Ỷ KÉ", "SÙNG A QUÝ"]


@pytest.mark.parametrize("name", SWAPPED)
def test_caps_lock_is_undone_where_marks_were_typed_by_number(name: str) -> None:
    """Only the ASCII letters changed their case; one word that shows it is enough."""
    card = MAN.replace(NAME, name)
    swapped = "".join(one.swapcase() if one.isascii() else one for one in card)
    read = read_card(swapped)
    assert (read.name, read.address, read.sex) == (name, PLACE, "Nam")
    assert read.repairs == ("caps_lock",)
