"""Breaking text into lines."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from printing.typesetting.fonts import Face, width_pt
from printing.typesetting.paragraph import Align, Run, Stack, centred, paragraph

WORDS = st.lists(st.text("ănguyễn ĐỨC@.w", min_size=0, max_size=40), max_size=25).map(" ".join)


@given(text=WORDS, bold=WORDS, width=st.floats(30, 400))
@settings(max_examples=150, deadline=None)
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(
    text: str, bold: str, width: float
) -> None:
    """Whatever comes: long words, no words, two faces."""
    shown = paragraph([Run(f"{text} "), Run(bold, Face.BOLD)], width, 11)
    assert shown.widest <= width + 1e-6
    drawn = "".join(piece for line in shown.lines for _, piece, _ in line.pieces)
    assert drawn.replace(" ", "") == (text + bold).replace(" ", "")
    for line in shown.lines:
        for offset, piece, face in line.pieces:
            assert offset + width_pt(piece, face, 11) <= width + 1e-6


def test_faces_stand_beside_each_other_with_and_without_a_blank() -> None:
    """A value follows its label after one blank; punctuation sticks to what it ends."""
    (line,) = paragraph([Run("Họ tên: "), Run("An", Face.BOLD), Run(";")], 300, 12).lines
    assert [piece for _, piece, _ in line.pieces] == ["Họ tên:", " An", ";"]


def test_a_no_break_space_holds() -> None:
    """ "chứng thực" stays together where the column would break it."""
    wide = width_pt("chứng\u00a0thực", Face.REGULAR, 10)
    shown = paragraph([Run("Bản chứng\u00a0thực")], wide + 1, 10)
    assert [line.pieces[0][1] for line in shown.lines] == ["Bản", "chứng\u00a0thực"]


def test_centred_lines_are_balanced() -> None:
    """No lonely last word: lines are as short as their number allows."""
    text = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
    shown = centred(text, Face.BOLD, 200, 12)
    first, second = (line.width for line in shown.lines)
    assert abs(first - second) < 0.35 * max(first, second)
    assert shown.width == 200
    assert shown.align is Align.CENTRE


def test_a_paragraph_is_cut_for_the_page_and_loses_nothing() -> None:
    """Only the last part keeps the leader."""
    shown = paragraph([Run("từ " * 200)], 100, 12, leader=True)
    parts = shown.split(7)
    assert [line for part in parts for line in part.lines] == list(shown.lines)
    assert [part.leader for part in parts] == [False] * (len(parts) - 1) + [True]
    assert max(len(part.lines) for part in parts) == 7


def test_a_stack_is_as_high_as_its_parts() -> None:
    """Paragraphs of different sizes below each other."""
    parts = (centred("một", Face.BOLD, 90, 14), centred("hai", Face.ITALIC, 90, 9))
    assert Stack(parts).height == parts[0].height + parts[1].height
