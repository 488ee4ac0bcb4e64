"""Breaking text into lines."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from printing.typesetting.fonts import Face, width_pt
from printing.typesetting.page_size import page_size
from printing.typesetting.paragraph import Align, Run, Stack, centred, paragraph
from printing.typesetting.sheet import Sheet
from tests.printing.pdf_reading import pages

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


def test_a_mark_is_not_parted_from_its_word_at_a_line_s_end() -> None:
    """No line begins with the ";" after a bold name, none ends with the "(" before it."""
    runs = [Run("của bà ("), Run("Nguyễn Thị Ánh", Face.BOLD), Run("); số: 1")]
    for width in range(20, 300):
        shown = paragraph(runs, width, 12)
        lines = ["".join(piece for _, piece, _ in line.pieces) for line in shown.lines]
        if width > width_pt("(Nguyễn);", Face.BOLD, 12):
            assert not [line for line in lines if line.startswith((")", ";")) or line.endswith("(")]
        assert "".join(lines).replace(" ", "") == "củabà(NguyễnThịÁnh);số:1"
        assert shown.widest <= width + 1e-6


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


def right_ends(text: str, width: float) -> list[float]:
    """Where the ink of each line of a justified paragraph ends, in points from its left edge."""
    shown = paragraph([Run(text), Run(" in đậm", Face.BOLD)], width, 12, align=Align.JUSTIFY)
    sheet = Sheet(page_size("A4"), title="", author="")
    shown.draw(sheet, 100, 100)
    (image,) = pages(sheet.finish())
    ink, dots = image.point(lambda grey: 255 * (grey < 128)), 203.2 / 72
    line = shown.height / len(shown.lines) * dots
    tops = [100 * dots + number * line for number in range(len(shown.lines))]
    boxes = [ink.crop((0, round(top), image.width, round(top + line))).getbbox() for top in tops]
    return [box[2] / dots - 100 for box in boxes if box]


def test_justified_lines_end_at_the_margin_but_the_last() -> None:
    """NĐ 30/2020: the text of a paper is aligned to both margins."""
    *full, last = right_ends(
        "Trung tâm đã tiếp nhận hồ sơ của ông, bà và hẹn trả kết quả " * 4, 300
    )
    assert len(full) >= 3
    assert all(abs(end - 300) < 1.5 for end in full)
    assert last < 290


def test_a_line_that_would_fall_apart_is_not_widened() -> None:
    """A long word goes to the next line; what is left stands as it is."""
    first, *_ = right_ends("Thư điện tử: " + "x" * 60, 300)
    assert first < 100


def test_a_word_of_200_000_letters_is_broken_and_whole() -> None:
    """No blank anywhere: every letter is there, and no line is too wide."""
    shown = paragraph([Run("ư" * 200_000)], 400, 12)
    assert sum(len(piece) for line in shown.lines for _, piece, _ in line.pieces) == 200_000
    assert shown.widest <= 400
