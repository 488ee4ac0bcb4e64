"""How names of units are compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.units.names import marked_name, marked_word, plain_name, plain_word
from app.units.units import Units


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mỹ Đức", "MĨ ĐỨC"),
        ("Quý Lộc", "quí lộc"),
        ("Ea H'Leo", "Ea H’leo"),
        ("Phan Rang-Tháp Chàm", "Phan Rang - Tháp Chàm"),
        ("Phường 05", "phường 5"),
        ("Hòa An", "Hoà An"),
        ("Bến Nghé", "Ben Nghe"),
    ],
)
def test_names_that_people_write_in_two_ways_are_one_plain_name(one: str, other: str) -> None:
    """Case, marks, i and y, apostrophes, hyphens and leading zeros do not matter."""
    assert plain_name(one) == plain_name(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Tân Tây", "Tân Tài"), ("Ý Yên", "I Yên"), ("Thanh", "Than")]
)
def test_other_names_stay_other_names(one: str, other: str) -> None:
    """``y`` in a vowel's tail is no ``i``."""
    assert plain_name(one) != plain_name(other)


def test_a_tone_may_stand_on_either_vowel() -> None:
    """Hòa and hoà are one word; hòa and hóa are two."""
    assert (
        marked_word("hòa") == marked_word("Hoà") == marked_word(unicodedata.normalize("NFD", "HÒA"))
    )
    assert marked_word("hòa") != marked_word("hóa")
    assert marked_word("thủy") == marked_word("thuỷ") != marked_word("thuy")


@given(st.text(max_size=20))
def test_any_word_can_be_compared(word: str) -> None:
    """Both forms are found once and stay; composed or decomposed is one."""
    assert plain_word(plain_word(word)) == plain_word(word)
    assert plain_name(unicodedata.normalize("NFD", word)) == plain_name(
        unicodedata.normalize("NFC", word)
    )


def test_plain_and_marked_have_as_many_words(units: Units) -> None:
    """A place in an address is compared word by word."""
    for unit in [*units.communes(), *units.old_communes.values(), *units.districts.values()]:
        assert len(plain_name(unit.name).split()) == len(marked_name(unit.name))
