"""What keyboards, drivers and two scans at once do to a card. All persons are fictitious."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.identity.card_repairs import repair_card
from app.identity.citizen_card import read_card
from app.identity.repairs import Repair
from tests.app.identity.damage import DAMAGE

SEVEN = "001190000001|012345678|Trương Thị Ngọc Ý|01021990|Nữ|Số 12 Tràng Thi, Hà Nội|15042021"
WITHOUT_OLD = SEVEN.replace("|012345678", "")
EMPTY_OLD = SEVEN.replace("012345678", "")
ELEVEN = SEVEN + "||||"
FILLED = SEVEN + "|Trương Văn B|001060000009|Lê Thị C|001165000008"
CAPITALS = EMPTY_OLD.replace("Trương Thị Ngọc Ý", "TRƯƠNG THỊ NGỌC Ý")
SLASHED = SEVEN.replace("01021990", "01/02/1990").replace("15042021", "15/04/2021")
MAN = "038085000003||Lê Văn Khóm|09091985|Nam|Thôn 1, Định Bình, Yên Định, Thanh Hóa|04102024||||"
CARDS = {
    "seven fields": SEVEN,
    "six fields": WITHOUT_OLD,
    "an empty old number": EMPTY_OLD,
    "eleven fields": ELEVEN,
    "eleven fields, filled": FILLED,
    "capitals": CAPITALS,
    "slashed dates": SLASHED,
    "no issue date": SEVEN.rpartition("|")[0],
    "a man": MAN,
}


def wide(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def swapped_ascii(text: str) -> str:
    return "".join(one.swapcase() if one.isascii() else one for one in text)


WHOLE: dict[str, tuple[Repair, Callable[[str], str]]] = {
    "full width": (Repair.FULL_WIDTH, wide),
    "no-break blanks": (Repair.BLANKS, lambda text: text.replace(" ", "\u00a0")),
    "zero-width blanks": (Repair.BLANKS, lambda text: text.replace("|", "|\u200b")),
    "Caps Lock": (Repair.CAPS_LOCK, str.swapcase),
    "Caps Lock, marks by number": (Repair.CAPS_LOCK, swapped_ascii),
}


# In capitals whose ASCII letters alone are small, nothing can be told from a name in small letters.
UNTOLD = ("capitals", "Caps Lock, marks by number")
KEYBOARDS = [pair for pair in itertools.product(CARDS, WHOLE) if pair != UNTOLD]


@pytest.mark.parametrize(("kind", "damage"), KEYBOARDS)
def test_what_happens_to_a_whole_text_is_undone_for_every_form(kind: str, damage: str) -> None:
    """The states of a keyboard, by every count of fields."""
    repair, damaged = WHOLE[damage]
    repaired = repair_card(damaged(CARDS[kind]))
    assert (repaired.text, repaired.repairs) == (CARDS[kind], (repair,))


@pytest.mark.parametrize("kind", sorted(CARDS))
@pytest.mark.parametrize("damage", sorted(set(DAMAGE) - {"code points"}))
def test_letters_come_back_in_every_form(kind: str, damage: str) -> None:
    """Bytes, code pages, entities, percent signs: by every count of fields."""
    repair, damaged = DAMAGE[damage]
    repaired = repair_card(damaged(CARDS[kind]))
    assert (repaired.text, repaired.repairs) == (CARDS[kind], (repair,))


SEPARATORS = ["~", "¦", "§", ">", "°", "\\", "\t", "\n", "\r\n", ";", "*", "µ", "Ç", "¬", "||"]


@pytest.mark.parametrize("kind", sorted(set(CARDS) - {"eleven fields, filled"}))
@pytest.mark.parametrize("typed", SEPARATORS)
def test_another_character_for_the_bar_is_undone(kind: str, typed: str) -> None:
    """Another layout types another character; what is behind the issue date does not matter."""
    card, good = read_card(CARDS[kind].replace("|", typed)), read_card(CARDS[kind])
    assert data(card) == data(good)
    assert Repair.SEPARATORS in card.repairs
    assert any("Dấu ngăn" in warning for warning in card.warnings)


LOST = ["", " ", ", ", ",", "  ", " - "]


@pytest.mark.parametrize("kind", sorted(set(CARDS) - {"eleven fields, filled"}))
@pytest.mark.parametrize("typed", LOST)
def test_bars_that_are_lost_are_found_by_what_stands_between(kind: str, typed: str) -> None:
    """Never by their number: digits, name, date, sex, address, date."""
    text = CARDS[kind].rstrip("|").replace("||", "|").replace("|", typed)
    card, good = read_card(text), read_card(CARDS[kind])
    assert data(card) == data(good)
    assert any("Dấu ngăn" in warning for warning in card.warnings)


@pytest.mark.parametrize("lost", range(6))
def test_one_bar_that_is_lost_is_found(lost: int) -> None:
    """Whichever it is."""
    fields = SEVEN.split("|")
    fields[lost : lost + 2] = [fields[lost] + fields[lost + 1]]
    card = read_card("|".join(fields))
    assert data(card) == data(read_card(SEVEN))
    assert card.repairs == ("separators",)


def data(card: object) -> tuple[object, ...]:
    names = ("number", "old_number", "name", "birth", "sex", "address", "issued")
    return tuple(getattr(card, name) for name in names)


TYPED_MARKS = [
    (
        "001190000001||Truwowng Thij Ngocj YS|01021990|Nuwx|Soos 12 Trangf Thi, Haf Nooij|15042021",
        Repair.TELEX,
    ),
    (
        "001190000001||Tru7o7ng Thi5 Ngo5c Y1|01021990|Nu74|So61 12 Tra2ng Thi, Ha2 No65i|15042021",
        Repair.VNI,
    ),
]


@pytest.mark.parametrize(("text", "repair"), TYPED_MARKS)
def test_the_keys_of_an_input_method_become_letters(text: str, repair: Repair) -> None:
    """Told, so that the officer compares."""
    card = read_card(text)
    assert (card.name, card.sex, card.address) == (
        "Trương Thị Ngọc Ý",
        "Nữ",
        "Số 12 Tràng Thi, Hà Nội",
    )
    assert card.repairs == (repair.value,)
    assert any("phím gõ" in warning for warning in card.warnings)


@pytest.mark.parametrize(
    "name",
    [
        "NGUYEN VAN ANH",
        "TRAN THI HOA",
        "LE XUAN SON",
        "JESS SMITH",
        "Maria Aas",
        "DO",
        "K SOR H'NUL",
    ],
)
def test_names_without_marks_are_not_guessed_at(name: str) -> None:
    """Where every letter is ASCII nothing tells what was meant: the officer is told."""
    card = read_card(f"001190000001||{name}|01021990|Nữ|To 12, Ha Noi|15042021".replace("ữ", "u"))
    assert (card.name, card.repairs) == (name, ())
    assert any("không có dấu" in warning for warning in card.warnings)


@pytest.mark.parametrize("between", ["", "\r\n", " ", "\t", "||||"])
@pytest.mark.parametrize("kind", sorted(CARDS))
def test_the_same_card_twice_is_one(kind: str, between: str) -> None:
    """The trigger was pressed twice, and the first line end was lost."""
    card, good = read_card(CARDS[kind] + between + CARDS[kind]), read_card(CARDS[kind])
    assert data(card) == data(good)
    assert card.repairs == ("repeated",)


@pytest.mark.parametrize("cut", [14, 20, 30, 45, 60, 80])
def test_a_scan_that_broke_off_beside_a_whole_one_is_left_out(cut: int) -> None:
    """Before it and behind it, where both begin with the same number."""
    assert data(read_card(SEVEN[:cut] + SEVEN)) == data(read_card(SEVEN))
    assert data(read_card(SEVEN + SEVEN[:cut])) == data(read_card(SEVEN))


def test_the_family_of_the_newer_card_is_no_second_card() -> None:
    """Its last fields name persons by their numbers, even the holder."""
    own = SEVEN + "|Trương Thị Ngọc Ý|001190000001|Trương Văn B|001060000009"
    assert read_card(own) == read_card(SEVEN)
    assert read_card(FILLED) == read_card(SEVEN)


def test_two_cards_in_one_text_are_refused() -> None:
    """Nobody is registered under another's name."""
    with pytest.raises(InvalidInput) as caught:
        read_card(SEVEN + MAN)
    assert (caught.value.code, caught.value.field) == ("two_cards", "text")
    changed = SEVEN.replace("Ngọc Ý", "Ngọc Yến")
    with pytest.raises(InvalidInput) as caught:
        read_card(SEVEN + changed)
    assert caught.value.code == "two_cards"


@pytest.mark.parametrize("prefix", ["]Q1", "ưQ1", "*", "~", "QR:", "<<", "#$"])
@pytest.mark.parametrize("suffix", ["", "#", "*\r", ";"])
def test_what_a_scanner_sets_around_a_card_is_left_out(prefix: str, suffix: str) -> None:
    """AIM's own, as Telex types it, and what was set up by hand."""
    assert read_card(prefix + SEVEN + suffix) == read_card(SEVEN)


SEX_WORDS = [
    ("Male", "Nam"),
    ("FEMALE", "Nữ"),
    ("M", "Nam"),
    ("F", "Nữ"),
    ("NAM", "Nam"),
    ("nu", "Nữ"),
]


@pytest.mark.parametrize(("written", "sex"), SEX_WORDS)
def test_the_sex_is_read_in_other_words(written: str, sex: str) -> None:
    """In English, in capitals, without its marks."""
    assert read_card(SEVEN.replace("|Nữ|", f"|{written}|")).sex == sex


ODD_ADDRESSES = [
    "Số 12345678, Tổ 01012000, Hà Nội",
    "Thôn 01/01/1990, Xã A",
    "12/3/4 Đường 3/2; khu 7~8, P. 5",
    "Nam Từ Liêm, Nam Định",
    "Khu 001190000001, Hà Nội",
    "Tổ 5 § khu ¦",
]


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_addresses_that_look_like_other_fields_stay(address: str) -> None:
    """A card with its bars is not taken apart again."""
    card = read_card(SEVEN.replace("Số 12 Tràng Thi, Hà Nội", address))
    assert (card.address, card.issued, card.repairs) == (address, "2021-04-15", ())


FAMILY = st.sampled_from(["Nguyễn", "Trần", "LÊ", "Đặng", "Hồ", "Vũ", "PHẠM", "Cao", "K'", "Y"])
GIVEN = st.sampled_from(["Văn", "Thị", "Ước", "Minh", "Ngọc Ý", "KHÓM", "Anh", "quỳnh", "H'Hoa"])
PLACES = ["Số 12 Lê Lợi", "Tổ 0198", "KP 7841", "Xã Ý Yên", "A1", "Ấp 3", "P432", "12/3 Tỉnh lộ 8"]
ADDRESS = st.lists(st.sampled_from(PLACES), max_size=4).map(", ".join)
RESTS = ["", "|15042021", "|15042021|", "|15042021||||", "|04102024|A B|||001060000009"]


@st.composite
def good_cards(draw: st.DrawFn) -> str:
    """Every count of fields, names of the highlands, sexes in capitals."""
    name = " ".join([draw(FAMILY), draw(GIVEN), draw(GIVEN)])
    old, sex = draw(st.sampled_from(["", "|012345678", "|"])), draw(SEXES)
    rest = draw(st.sampled_from(RESTS))
    return f"001190000001{old}|{name}|01021990|{sex}|{draw(ADDRESS)}{rest}"


SEXES = st.sampled_from(["Nam", "Nữ", "NAM", "NỮ"])


@given(good_cards())
def test_a_good_card_is_never_changed(text: str) -> None:
    """Whatever stands in its address."""
    repaired = repair_card(text)
    assert (repaired.text, repaired.repairs) == (text, ())


BOTH = sorted(set(DAMAGE) - {"code points"})


@given(
    st.sampled_from(sorted(CARDS)), st.sampled_from(BOTH), st.sampled_from("~\t\\>"), st.booleans()
)
def test_letters_bars_and_number_of_scans_may_all_be_damaged(
    kind: str, damage: str, typed: str, twice: bool
) -> None:
    """At once: each repair waits for what it needs."""
    text = CARDS[kind].replace("|", typed)
    card = read_card(DAMAGE[damage][1](text + text if twice else text))
    assert data(card) == data(read_card(CARDS[kind]))


CARD_PIECES = [
    SEVEN,
    MAN,
    "001190000001",
    "|",
    "||",
    "~",
    "Trương",
    "tRƯƠNG",
    "01021990",
    "Nữ",
    "nỮ",
]
ODD_PIECES = [
    "Nuwx",
    " ",
    "\u00a0",
    "\u200b",
    "０",
    "Ã¡",
    "%7C",
    "&#124;",
    "0225018701",
    "7841",
    "\n",
]
PIECES = st.sampled_from([*CARD_PIECES, *ODD_PIECES, "Nguyeenx"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_repairing_twice_is_repairing_once(text: str) -> None:
    """Whatever came in."""
    try:
        once = repair_card(text)
    except InvalidInput:
        return
    assert repair_card(once.text).text == once.text
    assert unicodedata.is_normalized("NFC", once.text)
