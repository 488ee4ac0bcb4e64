"""Citizen cards: every form, kind of damage and hostile text. All persons are fictitious."""

from __future__ import annotations

import time
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.identity.card_reading import CardReading
from app.identity.citizen_card import read_card
from app.identity.repairs import LOST, Repair
from tests.app.identity.damage import DAMAGE, alt_codes, read_as

GOOD = "001190000001|012345678|Trương Thị Ngọc Ý|01021990|Nữ|Số 12 Tràng Thi, Hà Nội|15042021"
READ = CardReading(
    number="001190000001",
    old_number="012345678",
    name="Trương Thị Ngọc Ý",
    birth="1990-02-01",
    sex="Nữ",
    address="Số 12 Tràng Thi, Hà Nội",
    issued="2021-04-15",
)


def same_data(one: CardReading, other: CardReading) -> bool:
    names = ("number", "old_number", "name", "birth", "sex", "address", "issued")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def refused(text: str) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        read_card(text)
    return caught.value


def test_the_card_of_2021_reads_as_it_is() -> None:
    """Seven fields, dates to ISO, nothing repaired, nothing warned of."""
    assert read_card(GOOD) == READ


LABELLED = (
    "CCCD:001190000001|CMND: 012345678|Họ tên:Trương Thị Ngọc Ý|Ngày sinh:01/02/1990|"
    "Giới tính:Nữ|Địa chỉ:Số 12 Tràng Thi, Hà Nội|Ngày cấp: 15/04/2021"
)
OTHER_LABELS = (
    "Số định danh:001190000001|Dân tộc:Kinh|Ngày cấp:2021-04-15|Giới tính:nữ|"
    "Ngày sinh:1990-02-01|HỌ VÀ TÊN:Trương Thị Ngọc Ý|"
    "Nơi thường trú:Số 12 Tràng Thi, Hà Nội|CMND:012345678"
)
FORMS = {
    "eleven fields of 2024": (GOOD + "||||", READ),
    "eleven fields with content": (GOOD + "|Trương Văn B|||001060000009", READ),
    "CR LF": (GOOD + "\r\n", READ),
    "Tab": (GOOD + "\t", READ),
    "byte order mark and AIM prefix": ("\ufeff]Q1" + GOOD + "\r", READ),
    "slashed dates": (
        GOOD.replace("01021990", "01/02/1990").replace("15042021", "15/4/2021"),
        READ,
    ),
    "dotted dates": (GOOD.replace("01021990", "1.2.1990").replace("15042021", "15-04-2021"), READ),
    "blanks around fields": (GOOD.replace("|", " | "), READ),
    "labels": (LABELLED, READ),
    "labels in another order, with others": (OTHER_LABELS, READ),
}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_of_a_card_reads_the_same(form: str) -> None:
    """Field counts, line ends, date shapes and labels differ; the card does not."""
    text, expected = FORMS[form]
    assert read_card(text) == expected


def test_a_card_without_the_old_number_has_it_empty_or_missing() -> None:
    """``||``, or the name straight after the number (six fields)."""
    without = [GOOD.replace("|012345678|", "||"), GOOD.replace("|012345678|", "|")]
    for text in without:
        card = read_card(text)
        assert (card.old_number, card.name, card.issued) == ("", READ.name, READ.issued)
        assert card.warnings == ()


def test_a_truncated_card_reads_what_is_there() -> None:
    """Six fields without issue date; three fields with warnings."""
    assert read_card(GOOD.rpartition("|")[0]).issued == ""
    short = read_card("001190000001|012345678|Trương Thị Ngọc Ý")
    assert (short.birth, short.sex, short.address) == ("", "", "")
    assert len(short.warnings) == 3


BIRTHS = [
    ("1990", "1990", 0),
    ("00001990", "1990", 0),
    ("00/00/1990", "1990", 0),
    ("--/--/1990", "1990", 0),
    ("00051990", "1990", 1),
    ("31021990", "", 1),
    ("00131990", "", 1),
    ("01010001", "", 1),
    ("hôm qua", "", 1),
]


@pytest.mark.parametrize(("written", "birth", "warnings"), BIRTHS)
def test_a_birth_may_be_a_year_alone(written: str, birth: str, warnings: int) -> None:
    """``YYYY`` where only the year is known; what is not in the calendar is told, not refused."""
    card = read_card(GOOD.replace("01021990", written))
    assert card.birth == birth
    assert len(card.warnings) == warnings


WARNED = [
    (GOOD.replace("001190", "001090"), "chữ số thứ 4"),
    (GOOD.replace("001190", "001390"), "năm sinh 2090"),
    (GOOD.replace("001190", "001191"), "năm sinh 1991"),
    (GOOD.replace("001190", "003190"), "(003)"),
    (GOOD.replace("001190", "000190"), "(000)"),
    (GOOD.replace("15042021", "31012004"), "chưa đủ 14 tuổi"),
    (GOOD.replace("Nữ|Số 12 Tràng Thi, Hà Nội|15042021", ""), "chưa đọc hết"),
    (GOOD.replace("01021990", "01022990"), "2990"),
    (GOOD.replace("15042021", "25112026"), "tương lai"),
    (GOOD.replace("15042021", "15041989"), "trước ngày sinh"),
    (GOOD.replace("|Nữ|", "|X|"), "giới tính"),
    (GOOD.replace("012345678", "01234567"), "9 chữ số"),
    (GOOD.replace("Ngọc Ý", "Ngọc 2"), "Họ tên có chữ số"),
    (GOOD.replace("Số 12 Tràng Thi, Hà Nội", ""), "không có địa chỉ"),
]


@pytest.mark.parametrize(("text", "said"), WARNED)
def test_what_looks_wrong_is_a_warning(text: str, said: str) -> None:
    """Structure, dates and texts that don't fit are shown to the officer, never refused."""
    card = read_card(text, today=date(2026, 11, 24))
    assert any(said.lower() in warning.lower() for warning in card.warnings)


def test_dates_after_today_are_only_judged_where_today_is_given() -> None:
    """The clock is handed in."""
    text = GOOD.replace("15042021", "25112026")
    assert read_card(text).warnings == ()
    assert read_card(text, today=date(2026, 11, 25)).warnings == ()


@pytest.mark.parametrize("kind", sorted(DAMAGE))
def test_each_kind_of_damage_is_undone_and_named(kind: str) -> None:
    """The repaired card is the good card."""
    repair, damage = DAMAGE[kind]
    card = read_card(damage(GOOD))
    assert same_data(card, READ)
    assert repair in card.repairs


@pytest.mark.parametrize("kind", sorted(set(DAMAGE) - {"code points"}))
def test_labels_are_repaired_too(kind: str) -> None:
    """The labelled form suffers as the fields do (code points are not unique in it)."""
    assert same_data(read_card(DAMAGE[kind][1](LABELLED)), READ)


def test_damage_on_damage_is_undone() -> None:
    """NFD text typed as bytes; mojibake that was percent-encoded."""
    decomposed = read_card(alt_codes(DAMAGE["NFD"][1](GOOD)))
    assert same_data(decomposed, READ)
    assert decomposed.repairs == (Repair.ALT_CODES, Repair.DECOMPOSED)
    twice = read_card(DAMAGE["percent-encoding of all"][1](read_as(GOOD, "cp1252")))
    assert same_data(twice, READ)
    assert set(twice.repairs) == {Repair.PERCENT_ENCODING, Repair.MOJIBAKE}


def test_a_misreading_that_was_decomposed_is_undone() -> None:
    """Some drivers take letters apart after they have misread them."""
    taken_apart = unicodedata.normalize("NFD", read_as(GOOD, "cp1258"))
    assert same_data(read_card(taken_apart), READ)


def test_a_letter_that_the_scanner_swallowed_is_told() -> None:
    """``ễ`` loses the byte 0x85: its place is marked and the officer warned."""
    card = read_card(
        "001090000001||" + alt_codes("Nguyễn").replace("0133", "") + "|1990|Nam|H0195n 0160|"
    )
    assert card.name == f"Nguy{LOST}n"
    assert card.address == f"H{LOST}n 0160"
    assert any("mất" in warning for warning in card.warnings)
    lossy = read_as("001090000001||Nguyễn Thị Hường|1990|Nam|Hà Nội|", "cp1252").replace("…", "", 1)
    assert read_card(lossy).name == f"Nguy{LOST}n Thị Hường"


def test_marks_in_the_address_alone_are_evidence_too() -> None:
    """A name without marks, an address typed by code points: codes stand inside its words."""
    card = read_card("001090000001||NGUYEN VAN A|1990|Nam|Ngh7885c H7891i, H224 N7896I, so 12|")
    assert card.address == "Nghọc Hồi, Hà NỘI, so 12"
    assert card.repairs == (Repair.CODE_POINTS,)


def test_typed_bytes_that_are_no_letter_stay_digits() -> None:
    """An overlong sequence is not UTF-8: it stays as it was typed."""
    card = read_card(alt_codes("001090000001||Nguyễn Văn A|1990|Nam|Hà Nội 022401280128|"))
    assert (card.name, card.address) == ("Nguyễn Văn A", "Hà Nội 022401280128")


UNTOUCHED = [
    "001090000001||Nguyễn Văn A|01011990|Nam|Tổ 0198 0176, KP3, Số B7841, Lô 01980176|15042021",
    "001090000001||NGUYEN VAN A|01011990|Nam|To 0198, Khu 01980176, P432, lo B7841, A217|15042021",
    "001090000001|022501870|NGUYEN VAN A|01011990|Nam|T0198, duong 3/2, so 7841/7843|15042021",
    "001090000001||NGUYEN VAN A|01011990|Nam|100% A&B &amp 50%20 C|15042021",
    "001090000001||LÊ THANH HÀ|01011990|Nam|Xã “Hà” – Số 5|15042021",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_good_texts_with_digits_pass_unchanged(text: str) -> None:
    """House numbers that look like damage: the whole text gives no evidence of it."""
    card = read_card(text)
    fields = text.split("|")
    assert (card.name, card.address) == (fields[2], fields[5])
    assert card.repairs == ()


def test_a_percent_encoded_card_without_marks_is_read() -> None:
    """No Vietnamese letter in it: the blanks and bars are the evidence."""
    card = read_card("001090000001%7C%7CNGUYEN%20VAN%20A%7C01011990%7CNam%7CHa%20Noi%7C15042021")
    assert (card.name, card.address) == ("NGUYEN VAN A", "Ha Noi")


OTHER_CARDS = [
    "DN4010123456789|4e677579e1bb856e2056c4836e2041|01/01/1990|1|48e1bb99|79 - 001|01/01/2026|-",
    "0123456789|4e677579e1bb856e2056c4836e2041|01/01/1990|1|48|79 - 001|01/01/2026|-",
    "IDVNM0900000016001090000001<<4\n9001011M3001011VNM<<<<<<<<<<<8\nNGUYEN<<VAN<A<<<<",
]


@pytest.mark.parametrize("text", OTHER_CARDS)
def test_another_card_is_named(text: str) -> None:
    """Health insurance cards have their name in hexadecimal; the MRZ is not the QR code."""
    error = refused(text)
    assert (error.code, error.field) == ("another_card", "text")


HOSTILE = {
    "": "empty",
    " \r\n\t": "empty",
    "x" * 200_000: "too_long",
    "|" * 200_000: "too_long",
    "|" * 5_000: "not_a_card",
    "001190000001" + "|" * 5_000: "not_a_card",
    "001190000001": "not_a_card",
    "001190000001|A": "not_a_card",
    "không có số|nào|ở đây": "bad_number",
    "00119000001||A|1990|Nam||": "bad_number",
    "0011900000011||A|1990|Nam||": "bad_number",
    "00119000000A||A|1990|Nam||": "bad_number",
    "００１１９００００００１||A|1990|Nam||": "bad_number",
    "001190000001||A\x00B|1990|Nam||": "control_character",
    "001190000001||A\x85B|1990|Nam||": "control_character",
    "001190000001||A\u202eB|1990|Nam||": "control_character",
    GOOD + GOOD.replace("001190000001", "001190000002"): "two_cards",
    GOOD[:40] + GOOD.replace("001190000001", "001190000002"): "two_cards",
    "001190000001||A\ud800B|1990|Nam||": "control_character",
    "001190000001||A|1990|Nam|a\nb|": "control_character",
    "001190000001||" + "A" * 501 + "|1990|Nam||": "too_long",
    "001190000001|012345678||1990|Nam||": "not_a_card",
    "H26.107-261124-0001": "not_a_card",
}


@pytest.mark.parametrize(("text", "code"), HOSTILE.items(), ids=range(len(HOSTILE)))
def test_hostile_texts_are_refused_clearly(text: str, code: str) -> None:
    """Each with a stable code and a message, none with another exception."""
    error = refused(text)
    assert error.code == code
    assert error.field
    error.message.encode()  # it can be printed, whatever came in


SLOW = [
    "0198" * 2_000,
    "%C3" * 2_700,
    "&#7885;" * 1_100,
    "7841a" * 1_600,
    "Ã¡" * 4_000,
    "0225a" * 1_600,
]


@pytest.mark.parametrize("payload", SLOW, ids=range(len(SLOW)))
def test_the_longest_texts_are_quick(payload: str) -> None:
    """Bounded and linear: no pattern takes more than a blink on 8,192 characters."""
    started = time.perf_counter()
    error = refused(f"001190000001||{payload}|1990"[:8_192])
    assert error.code in ("too_long", "not_a_card", "control_character")
    assert time.perf_counter() - started < 1.0


ALPHABET = st.sampled_from(list("|:%&#;/.0123456789 aeioNVTh\r\n\t\x00\x85ÃÆ°ửễ\u0301\ud800\udcc3"))


@given(st.text() | st.text(ALPHABET) | st.text(ALPHABET).map(lambda text: f"001190000001|{text}"))
def test_any_text_reads_or_is_refused(text: str) -> None:
    """Never an exception of another kind; what is read can be printed and has its shape."""
    try:
        card = read_card(text, today=date(2026, 11, 24))
    except InvalidInput as error:
        error.message.encode()
        return
    assert len(card.number) == 12
    assert card.sex in ("", "Nam", "Nữ")
    "|".join([card.name, card.address, *card.warnings]).encode()


FAMILY = st.sampled_from(["Nguyễn", "Trần", "Lê", "Đặng", "NGUYỄN", "PHẠM", "Hồ", "Vũ", "TRƯƠNG"])
GIVEN = st.sampled_from(["Văn", "Thị", "Ước", "Hường", "Ngọc Ý", "KHÓM", "Đức", "Ẩn", "quỳnh"])
PLACES = [
    "Số 12 Đường Lê Lợi",
    "Tổ 0198",
    "KP 7841",
    "Ấp 3",
    "Xã Ý Yên",
    "Đ. Ỷ La",
    "12/3/4 Tỉnh lộ 8",
]
ADDRESS = st.lists(st.sampled_from(PLACES), min_size=1, max_size=4).map(", ".join)


@st.composite
def cards(draw: st.DrawFn) -> str:
    """A good card with Vietnamese letters in its name."""
    name = f"{draw(FAMILY)} {draw(GIVEN)} {draw(GIVEN)}"
    birth = draw(st.dates(date(1930, 1, 1), date(2020, 12, 31)))
    sex = draw(st.sampled_from(["Nam", "Nữ"]))
    digit = (birth.year // 100 - 19) * 2 + (sex == "Nữ")
    number = f"038{digit}{birth:%y}{draw(st.integers(0, 999_999)):06}"
    old = draw(st.sampled_from(["", "170000003"]))
    return f"{number}|{old}|{name}|{birth:%d%m%Y}|{sex}|{draw(ADDRESS)}|04102024"


@given(cards(), st.sampled_from(sorted(set(DAMAGE) - {"code points"})))
def test_a_damaged_card_reads_as_the_good_one(text: str, kind: str) -> None:
    """For every good card and every kind of damage; the good card itself is not touched."""
    good = read_card(text)
    assert (good.repairs, good.warnings) == ((), ())
    repair, damage = DAMAGE[kind]
    card = read_card(damage(text))
    assert same_data(card, good)
    assert repair in card.repairs


@given(cards())
def test_names_come_back_from_code_points(text: str) -> None:
    """Names have no digits, so all of a name comes back; the address is to be compared."""
    good = read_card(text)
    card = read_card(DAMAGE["code points"][1](text))
    assert (card.name, card.sex, card.birth) == (good.name, good.sex, good.birth)
    assert card.repairs == (Repair.CODE_POINTS,)
    assert card.warnings


ASCII_PLACES = ["So 12", "To 0198", "KP 7841", "lo B7841", "P432", "Khu 01980176", "A217", "100%"]


@given(
    st.lists(st.sampled_from(ASCII_PLACES), min_size=1, max_size=5).map(", ".join),
    st.sampled_from(["NGUYEN VAN A", "Tran Thi B"]),
)
def test_a_card_without_marks_is_never_repaired(address: str, name: str) -> None:
    """Pure ASCII is not evidence of damage."""
    card = read_card(f"001190000001||{name}|01011990|Nữ|{address}|15042021")
    assert (card.name, card.address, card.repairs) == (name, address, ())
    plain = read_card(f"001090000001||{name}|01011990|Nam|{address}|15042021")
    assert (plain.name, plain.address, plain.repairs) == (name, address, ())
