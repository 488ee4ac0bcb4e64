"""What was typed without marks stands out in a text with them."""

from __future__ import annotations

import unicodedata

import pytest

from ui.search.highlight import spans
from ui.wording.folded_words import folded_words


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Đặng Văn Thử", "dang thu", ["Đặng", "Thử"]),
        ("Đặng Văn Thử", "d", ["Đ"]),
        ("Nguyễn Thị Mẫu", "THI MAU", ["Thị", "Mẫu"]),
        ("Nguyễn Thị Mẫu", "hi", []),
        ("H26.107-261123-0007", "0007", ["0007"]),
        ("H26.107-261123-0007", "h26.107-2611", ["H26", "107", "2611"]),
        ("Trần Văn Ước", "uo", ["Ướ"]),
        ("Trần Văn Ước", "", []),
        ("ß và SS", "ss", ["ß", "SS"]),
    ],
)
def test_the_typed_words_are_found_in_the_shown_text(
    text: str, query: str, marked: list[str]
) -> None:
    """Beginnings of words, letter by letter as they are shown."""
    found = spans(text, folded_words(query))
    assert [text[start : start + length] for start, length in found] == marked


def test_letters_and_marks_apart_are_counted_as_one() -> None:
    """A query that a keyboard wrote in NFD marks the same letters."""
    query = folded_words(unicodedata.normalize("NFD", "Đặng"))
    assert spans("Đặng Văn", query) == [(0, 4)]
