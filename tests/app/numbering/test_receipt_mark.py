"""The receipt's mark: signing, reading what scanners type, checking."""

from __future__ import annotations

import time
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import InvalidInput, ProgramFault
from app.numbering.receipt_mark import (
    MARK_DIGITS,
    MAX_KEY_ID,
    KnownKey,
    Mark,
    check,
    qr_text,
    read_code,
    sign_mark,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
INSTALLATION = "019ab6a0-0000-7000-8000-0000000000aa"
EVENT = "019ab6a0-1234-7abc-8def-0123456789ab"
CODE = "H26.107-261123-0042"
KEY_ID = 417
KEYS = {KEY_ID: KnownKey(INSTALLATION, KEY.public_key().public_bytes_raw())}
DIGITS = sign_mark(CODE, EVENT, INSTALLATION, KEY_ID, KEY)
TEXT = qr_text("tracuu.dongson.example", CODE, DIGITS)


def test_a_signed_code_is_genuine() -> None:
    """What a desk signed verifies with its published key."""
    read = read_code(TEXT)
    assert (read.code, read.agency, str(read.day), read.sequence) == (
        CODE,
        "H26.107",
        "2026-11-23",
        42,
    )
    assert read.mark is not None
    assert (read.mark.key_id, read.mark.event_id) == (KEY_ID, EVENT)
    assert check(read, KEYS) is True


def test_the_digits_have_a_fixed_width_and_the_text_only_capitals_and_digits() -> None:
    """Nothing in the QR can be changed by Caps Lock."""
    assert len(DIGITS) == MARK_DIGITS == 203
    assert TEXT.upper() == TEXT
    assert TEXT.startswith("HTTPS://TRACUU.DONGSON.EXAMPLE/H26.107-261123-0042/1")


def test_the_mark_names_no_person() -> None:
    """The text is made of host, code and digits; nothing else goes in."""
    assert TEXT.removeprefix("HTTPS://").split("/") == ["TRACUU.DONGSON.EXAMPLE", CODE, DIGITS]


@pytest.mark.parametrize(
    "typed",
    [
        TEXT.lower(),
        TEXT.swapcase(),
        TEXT + "\r\n",
        "\t" + TEXT + "\t",
        TEXT.replace("/H26", " /\nH26"),
        TEXT.replace("TRACUU.DONGSON.EXAMPLE", "TRACƯU.ĐÔNGSON.ẼAMPLE"),
        TEXT.replace("TRACUU.DONGSON.EXAMPLE", "khác.example:8443/đường/dẫn"),
        TEXT.replace("HTTPS://", "HTTPS:/"),
        "]Q1" + TEXT,
        "\ufeff" + TEXT,
        f"/{CODE}/{DIGITS}",
    ],
)
def test_what_a_scanner_types_is_read_in_any_state_of_the_keyboard(typed: str) -> None:
    """Letter case, blanks, terminators and a host spoilt by Telex do not matter."""
    read = read_code(typed)
    assert read.code == CODE
    assert check(read, KEYS) is True


@pytest.mark.parametrize(
    "typed",
    [CODE, CODE.lower(), f" {CODE}\r", "H26.107 - 261123 - 0042", f"https://x.example/{CODE}/"],
)
def test_a_bare_code_is_read_and_says_nothing_about_genuineness(typed: str) -> None:
    """A code from the Code 128, or typed, carries no mark."""
    read = read_code(typed)
    assert read.code == CODE
    assert read.mark is None
    assert check(read, KEYS) is None


def test_a_slips_reference_is_read_and_signed_like_a_code() -> None:
    """The unnumbered slip carries the same kind of mark (docs/adr/0009)."""
    reference = "CHM-417-93"
    text = qr_text("x.example", reference, sign_mark(reference, EVENT, INSTALLATION, KEY_ID, KEY))
    read = read_code(text.lower())
    assert (read.code, read.agency, read.day, read.sequence) == (reference, "", None, 93)
    assert check(read, KEYS) is True
    assert read_code("chm - 0417 - 0093").code == reference


OLD = "000.00.01.H26-260930-0012"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"https://dichvucong.tinh.example/tra-cuu?SGT=001085012345&MHS={OLD}", OLD),
        (f"http://mot-cua.example/apiqr/qr?id=77&mahs={OLD.lower()}&x=1", OLD),
        (f"https://x.example/#/tra-cuu?code={OLD.replace('-', '%2D')}", OLD),
        ("https://x.example/a/b?ma=H26.107.01-260201-010012", "H26.107.01-260201-010012"),
        ("https://x.example/t?mahs=H26.107+-+261123+-+0001", "H26.107-261123-0001"),
        (f"{OLD}\nNguyễn Văn Thử\n05/10/2026", OLD),
        (f"Mã hồ sơ: {OLD}\r\nNgười nộp: Nguyễn Văn Thử\r\nNgày hẹn: 05/10/2026", OLD),
        (f"Nguyễn Văn Thử;{OLD};0900000000", OLD),
        ("H26.107-261123-0001\n12345", "H26.107-261123-0001"),
        (f'{{"MaHoSo":"{OLD}","HoTen":"Nguyễn Văn Thử"}}', OLD),
        (f"*{OLD}*", OLD),
        (f"]A0*{OLD}*\r", OLD),
        (f"]C1{OLD}", OLD),
        ("38.98.H29-210519-0013", "38.98.H29-210519-0013"),
        (f"https://x.example/tra-cuu/{OLD}?lang=vi", OLD),
        (f"https://x.example/?a={OLD}&b={OLD.lower()}", OLD),
    ],
)
def test_papers_of_other_systems_give_their_code(text: str, code: str) -> None:
    """An address with the code as a parameter, several lines, Code 39: nothing to check there."""
    read = read_code(text)
    assert (read.code, read.mark) == (code, None)
    assert check(read, KEYS) is None


def test_two_codes_in_one_text_are_not_chosen_from() -> None:
    """Nobody can say which one was meant."""
    for text in (f"{OLD}\n{CODE}", f"https://x.example/?a={OLD}&b={CODE}"):
        with pytest.raises(InvalidInput, match="several_codes"):
            read_code(text)


def test_a_centralised_code_names_its_system() -> None:
    """TT 04/2025/TT-VPCP Đ.23: the owner's two digits, then the sequence."""
    read = read_code("h26.107.01-260201-010012")
    assert (read.system, read.sequence, read.agency) == ("01", 12, "H26.107.01")
    assert read_code(CODE).system == ""


def test_an_unknown_key_is_neither_genuine_nor_false() -> None:
    """A receipt of a desk whose key is not here yet can't be judged."""
    assert check(read_code(TEXT), {}) is None


@pytest.mark.parametrize(
    "known",
    [
        KnownKey(INSTALLATION, OTHER_KEY.public_key().public_bytes_raw()),
        KnownKey("another-installation", KEY.public_key().public_bytes_raw()),
        KnownKey(INSTALLATION, b"no key at all"),
    ],
)
def test_another_key_or_installation_does_not_verify(known: KnownKey) -> None:
    """The signature binds the key and the installation."""
    assert check(read_code(TEXT), {KEY_ID: known}) is False


def test_another_code_under_the_same_digits_does_not_verify() -> None:
    """The signature binds the code."""
    assert check(read_code(TEXT.replace("-0042/", "-0043/")), KEYS) is False


def test_no_change_of_a_single_digit_ever_verifies() -> None:
    """All 203 x 9 changed texts are refused, of a later version, or false; none is genuine."""
    other = KnownKey("another", OTHER_KEY.public_key().public_bytes_raw())
    keys = {**dict.fromkeys(_neighbours(KEY_ID), other), **KEYS}
    verdicts = []
    for position, digit in enumerate(DIGITS):
        for changed in "0123456789".replace(digit, ""):
            digits = DIGITS[:position] + changed + DIGITS[position + 1 :]
            verdicts.append(_verdict(f"HTTPS://X.EXAMPLE/{CODE}/{digits}", keys))
    assert len(verdicts) == 203 * 9
    assert set(verdicts) == {"bad_mark", None, False}
    assert verdicts.count(None) == 9  # only the version digit


def _neighbours(key_id: int) -> list[int]:
    text = f"{key_id:08d}"
    return [int(text[:at] + digit + text[at + 1 :]) for at in range(8) for digit in "0123456789"]


def _verdict(text: str, keys: dict[int, KnownKey]) -> bool | str | None:
    try:
        read = read_code(text)
    except InvalidInput as error:
        return error.code
    return check(read, keys)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad_code"),
        ("/", "bad_code"),
        ("////", "bad_code"),
        ("nguyễn văn an", "bad_code"),
        ("H26.107-261332-0001", "bad_code"),
        ("CHM-1", "bad_code"),
        ("CHM-123456789-1", "bad_code"),
        ("7" * 200_000, "too_long"),
        (f"/{CODE}/" + "7" * 200_000, "too_long"),
        (f"/{CODE}/{DIGITS[:-1]}", "bad_mark"),
        (f"/{CODE}/{DIGITS}0", "bad_mark"),
        (f"/{CODE}/{DIGITS[:-1]}O", "bad_mark"),
        (f"/{CODE}/{DIGITS[:-1]}٣", "bad_mark"),
        (f"/{CODE}/{DIGITS[:48]}{'9' * 155}", "bad_mark"),
        (f"/{CODE}/{DIGITS[:9]}{'9' * 39}{DIGITS[48:]}", "bad_mark"),
    ],
)
def test_hostile_text_is_refused_quickly(text: str, code: str) -> None:
    """Nothing typed or scanned can take long or end in anything but InvalidInput."""
    begin = time.perf_counter()
    with pytest.raises(InvalidInput) as caught:
        read_code(text)
    assert caught.value.code == code
    assert time.perf_counter() - begin < 0.5


def test_a_mark_of_a_later_version_leaves_the_code_readable() -> None:
    """An old desk reads a new paper's code and can't judge its mark."""
    read = read_code(f"/{CODE}/2{'0' * 300}")
    assert read.code == CODE
    assert check(read, KEYS) is None


@pytest.mark.parametrize("host", ["", "tra cứu.example", "a/b", "x" * 101])
def test_a_host_that_would_spoil_the_text_is_left_out(host: str) -> None:
    """A central without a look-up site still lets every receipt be printed and checked."""
    read = read_code(qr_text(host, CODE, DIGITS))
    assert read.code == CODE
    assert check(read, KEYS) is True


@pytest.mark.parametrize("key_id", [-1, MAX_KEY_ID + 1])
def test_a_key_id_that_does_not_fit_is_our_own_fault(key_id: int) -> None:
    """The width is fixed: a key id of nine digits must never be signed."""
    with pytest.raises(ProgramFault, match="bad_key_id"):
        sign_mark(CODE, EVENT, INSTALLATION, key_id, KEY)


@given(
    key_id=st.integers(0, MAX_KEY_ID),
    event=st.uuids(),
    sequence=st.integers(1, 999_999),
    seed=st.binary(min_size=32, max_size=32),
)
@settings(max_examples=60, deadline=None)
def test_every_key_event_and_code_comes_back(
    key_id: int, event: UUID, sequence: int, seed: bytes
) -> None:
    """Signing and reading are inverse for every value that fits."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    code = f"H26.107-261123-{sequence:04d}"
    digits = sign_mark(code, str(event), INSTALLATION, key_id, key)
    read = read_code(qr_text("x.example", code, digits))
    assert len(digits) == MARK_DIGITS
    assert read.code == code
    assert isinstance(read.mark, Mark)
    assert (read.mark.key_id, read.mark.event_id) == (key_id, str(event))
    known = KnownKey(INSTALLATION, key.public_key().public_bytes_raw())
    assert check(read, {key_id: known}) is True


@given(text=st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Reading never fails in another way than InvalidInput."""
    try:
        read = read_code(text)
    except InvalidInput:
        return
    assert read.code
