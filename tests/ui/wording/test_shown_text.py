"""Texts of citizens are shown as what they are, and break no line and no layout."""

from __future__ import annotations

import unicodedata

import pytest

from ui.wording.money import dong
from ui.wording.shown_text import LONGEST_RUN, block, one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  Nguyễn   Thị Mẫu ", "Nguyễn Thị Mẫu"),
        ("Nguyễn\nThị\tMẫu", "Nguyễn Thị Mẫu"),
        ("An\u202etam", "Antam"),
        ("An\u2066Bình\u2069", "AnBình"),
        ("An\x00\x1b[31m", "An[31m"),
        ("\ud800x", "x"),
        ("An\u00a0Bình", "An Bình"),
        ("", ""),
        (unicodedata.normalize("NFD", "Đặng Văn Thử"), "Đặng Văn Thử"),
    ],
)
def test_a_line_shows_only_what_can_be_seen(text: str, shown: str) -> None:
    """NFC, single blanks, nothing that turns or hides the writing."""
    assert one_line(text) == shown


def test_a_word_of_any_length_can_break() -> None:
    """No run is longer than a column; taken together nothing is lost."""
    shown = block("x" * 2_000)
    assert max(len(run) for run in shown.split("\u200b")) <= LONGEST_RUN
    assert shown.replace("\u200b", "") == "x" * 2_000


def test_lines_of_a_block_stay_lines() -> None:
    """A summary of three lines is three lines."""
    assert block("một\r\nhai\n\nba") == "một\nhai\n\nba"


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0 đ"), (900, "900 đ"), (18_000, "18.000 đ"), (1_250_000, "1.250.000 đ")],
)
def test_money_is_grouped_by_dots(amount: int, text: str) -> None:
    """As the law's amounts are printed."""
    assert dong(amount) == text
