"""Folding for search."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.folding import fold

FOLDED = [
    ("Đặng Văn Ước", "dang van uoc"),
    ("NGUYỄN THỊ ỶẸ", "nguyen thi ye"),
    ("đường Lê Lợi", "duong le loi"),
    ("Ðặng", "dang"),  # U+00D0, as old files have it
    ("HỘ TỊCH 2.000815", "ho tich 2.000815"),
    ("plain ASCII", "plain ascii"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_marks_case_and_d_are_folded(text: str, folded: str) -> None:
    """``dang van`` finds ``Đặng Văn``."""
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """Any text, any Unicode form: folded text is stable and form-independent."""
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
