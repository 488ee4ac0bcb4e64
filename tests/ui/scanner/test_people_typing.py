"""What people type is never lost or changed, however fast they are."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.scanner.scanner_keys import CARD, CODE, QR, REFERENCE, Typist
from ui.scanner.scan_shapes import is_plain, unmistakable_at
from ui.scanner.wedge import Wedge

_WORDS = st.sampled_from(
    [
        "Nguyễn",
        "ông",
        "Đông",
        "2/9",
        "0901234567",
        "079190000123",
        "CHM",
        "HTTPS",
        "H26.107",
        "H26.107-261123",
        "https://motcua.example/",
        "a|b|c",
        "0791|",
        "-",
        "\r",
        "\t",
        "\b",
    ]
)
_KEYS = st.tuples(
    st.one_of(_WORDS, st.text("aăâbcdđeêghi Hộ0123456789.-/|\r\b", max_size=12)),
    st.sampled_from(["", " "]),
    st.integers(20, 300),
    st.sampled_from([0, 0, 0, 600]),
)


def as_editor(keys: str) -> str:
    """What an editor makes of keys."""
    text = ""
    for letter in keys:
        text = text[:-1] if letter == "\b" else text + letter.replace("\r", "\n")
    return text


@pytest.fixture
def field(qtbot: QtBot, wedge: Wedge) -> QPlainTextEdit:
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_KEYS, max_size=25))
def test_a_persons_text_is_what_the_field_holds(
    field: QPlainTextEdit, wedge: Wedge, keys: list[tuple[str, str, int, int]]
) -> None:
    """Words, numbers, parts of codes and of cards, with Enter, Tab, corrections and pauses."""
    field.clear()
    scans: list[str] = []
    wedge.scanned.connect(scans.append)
    typist = Typist()
    everything = ""
    for word, blank, gap_ms, pause_ms in keys:
        typist.type(word + blank, gap_ms)
        typist.pause(pause_ms)
        everything += word + blank
    QApplication.processEvents()
    assert scans == []
    assert field.toPlainText() == as_editor(everything)


def test_a_sentence_with_a_code_in_it_stays(field: QPlainTextEdit) -> None:
    """Even of the fastest typist there is."""
    text = f"Bổ sung cho {CODE}\r và {REFERENCE}\r"
    Typist().type(text, 40)
    assert field.toPlainText() == text.replace("\r", "\n")


@given(st.text(st.characters(codec="utf-8", exclude_characters="|/"), max_size=80))
def test_nothing_without_bars_or_slashes_is_unmistakable(text: str) -> None:
    """And a plain code has no blank in it."""
    assert unmistakable_at(text) is None
    assert not is_plain(f"{text} {CODE}")


@given(st.integers(0, len(QR) - 2), st.integers(0, CARD.rindex("|")))
def test_a_part_of_a_scan_is_none(of_qr: int, of_card: int) -> None:
    """What breaks off before its mark, or before its last field, is not taken for the whole."""
    begun = QR[: min(of_qr, QR.rindex("/") + 1)]
    assert unmistakable_at(begun) is None
    assert unmistakable_at(CARD[:of_card]) is None
