"""A table's cell that shows a code as Code 128 with its text below."""

from __future__ import annotations

from dataclasses import dataclass

from printing.barcodes.code128 import Bars, code128
from printing.typesetting.fonts import Face
from printing.typesetting.page_size import BAR_QUIET_MODULES, MM, PageSize
from printing.typesetting.paragraph import Paragraph, centred
from printing.typesetting.sheet import Sheet, code128_width

BAR_HEIGHT = 7.5 * MM
ROOM = 0.8 * MM
"""Above the bars, and between them and their text."""


@dataclass(frozen=True, slots=True)
class CodeCell:
    """Bars centred in ``width`` points; used as a paragraph is."""

    bars: Bars
    text: Paragraph
    width: float

    @property
    def height(self) -> float:
        return BAR_HEIGHT + 2 * ROOM + self.text.height

    def split(self, most_lines: int) -> list[CodeCell]:  # noqa: ARG002 - as of a paragraph
        """Bars are never divided."""
        return [self]

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw with the top left corner at ``x``, ``y``."""
        left = x + (self.width - code128_width(self.bars, sheet.size)) / 2
        sheet.code128(left, y + ROOM, BAR_HEIGHT, self.bars)
        self.text.draw(sheet, x, y + BAR_HEIGHT + 2 * ROOM)


def code_cell(text: str, width: float, points: float, size: PageSize) -> CodeCell | None:
    """The cell; None where the bars and their quiet zones don't fit ``width``: then it is text."""
    if not text:
        return None
    bars = code128(text)
    quiet = BAR_QUIET_MODULES * size.bar_dots * size.dot
    if code128_width(bars, size) + 2 * quiet > width:
        return None
    return CodeCell(bars, centred(text, Face.BOLD, width, points), width)
