"""The running text of a form: labels with their values, from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

from printing.barcodes.qr import QrSymbol
from printing.typesetting.flow import Block, Draw
from printing.typesetting.fonts import Face, width_pt
from printing.typesetting.paragraph import Align, Paragraph, Run, centred, paragraph
from printing.typesetting.sheet import MM, PageSize, Sheet, qr_quiet_zone, qr_side

MAX_BLOCK_LINES = 20
QR_GAP = 4 * MM
QR_CAPTION = "Quét để tra cứu"
QR_BLANK = "QR có khi in"


class Body:
    """Collects the blocks of a form. Text beside the QR is set narrower until it is passed."""

    def __init__(self, size: PageSize, *, numerals: bool = False) -> None:
        self.blocks: list[Block] = []
        self._size = size
        self._points = size.body_pt
        self._after = 0.25 * size.body_pt
        self._numerals = numerals
        self._numbered = 0
        self._beside = 0.0
        self._narrower = 0.0

    def title(self, text: str) -> None:
        """The form's title, centred and bold (NĐ 30/2020: 13-14 pt)."""
        shown = centred(text, Face.BOLD, self._size.text_width, 14 * self._size.scale)
        self._add(shown.height, shown.draw, after=0, keep_next=True)

    def subtitle(self, runs: Sequence[Run]) -> None:
        """The line under the title."""
        shown = paragraph(runs, self._size.text_width, 13 * self._size.scale, align=Align.CENTRE)
        self._add(shown.height, shown.draw, after=self._points * 0.6, keep_next=True)

    def qr(self, symbol: QrSymbol, *, blank: bool = False) -> None:
        """Stand ``symbol`` at the right margin beside the following lines.

        ``blank`` keeps its place by an empty frame.
        """
        side, quiet = qr_side(symbol), qr_quiet_zone(symbol)
        left = self._size.text_width - side
        points = 8 * max(self._size.scale, 0.85)
        text = QR_BLANK if blank else QR_CAPTION
        caption = centred(text, Face.ITALIC, side + 2 * quiet, points)

        def draw(sheet: Sheet, x: float, y: float) -> None:
            if blank:
                sheet.frame(x + left, y + quiet / 2, side, side)
            else:
                sheet.qr(x + left, y + quiet / 2, symbol)
            caption.draw(sheet, x + left - quiet, y + quiet / 2 + side + quiet)

        self._add(0, draw, after=0, keep_next=True)
        self._beside = quiet / 2 + side + quiet + caption.height
        self._narrower = side + quiet + QR_GAP

    def field(
        self,
        label: str,
        value: str,
        *,
        tail: str = "",
        numbered: bool = False,
        strong: bool = False,
    ) -> None:
        """A label and its value; without a value the form's dots."""
        face = Face.BOLD if strong else Face.REGULAR
        if numbered and self._numerals:
            self._numbered += 1
            label = f"{self._numbered}. {label}"
        runs = [Run(f"{label} "), Run(value, face), Run(tail)]
        shown = paragraph(runs, self._width, self._points, leader=not value)
        for part in shown.split(MAX_BLOCK_LINES):
            self._add(part.height, part.draw)

    def fields(self, columns: Sequence[tuple[str, str]], *, tail: str = "") -> None:
        """Labels and values side by side, or below each other where one is too wide."""
        tail_width = width_pt(f" {tail}", Face.REGULAR, self._points) if tail else 0.0
        labels = sum(self._natural(label) for label, _ in columns)
        free = (self._width - tail_width - labels) / len(columns)
        if any(value and self._natural(value) > free for _, value in columns):
            for label, value in columns:
                self.field(label, value)
            return
        shown = []
        left = 0.0
        for label, value in columns:
            width = self._natural(label) + free
            cell = paragraph(
                [Run(f"{label} "), Run(value)], width - 2 * MM, self._points, leader=not value
            )
            shown.append((left, cell))
            left += width
        if tail:
            shown.append((left, paragraph([Run(tail)], tail_width, self._points)))
        self._add(max(cell.height for _, cell in shown), _beside_each_other(shown))

    def heading(self, text: str, *, numbered: bool = False) -> None:
        """A label above what belongs to it."""
        self.clear()
        if numbered and self._numerals:
            self._numbered += 1
            text = f"{self._numbered}. {text}"
        shown = paragraph([Run(text)], self._size.text_width, self._points)
        self._add(shown.height, shown.draw, keep_next=True)

    def note(self, text: str, *, face: Face = Face.ITALIC) -> None:
        """A passage over the whole width."""
        self.clear()
        shown = paragraph([Run(text, face)], self._size.text_width, self._points)
        self._add(shown.height, shown.draw, after=self._points * 0.5)

    def table(self, rows: Sequence[Block]) -> None:
        """A table; a little space follows it."""
        self.clear()
        self.blocks += rows
        self._add(0, _nothing, after=self._points * 0.5)

    def signatures(self, block: Block) -> None:
        """The signatures, never alone on a page: the line before comes along."""
        self.clear()
        last = self.blocks[-1]
        self.blocks[-1] = Block(
            last.height, last.draw, self._points * 0.9, keep_next=True, head=last.head
        )
        self.blocks.append(block)

    def clear(self) -> None:
        """Go on below the QR."""
        if self._beside > 0:
            self._add(self._beside, _nothing, after=0, keep_next=True)
        self._beside = 0.0

    @property
    def _width(self) -> float:
        return self._size.text_width - (self._narrower if self._beside > 0 else 0)

    def _natural(self, text: str) -> float:
        return width_pt(f"{text} ", Face.REGULAR, self._points) + 2 * MM

    def _add(
        self, height: float, draw: Draw, *, after: float | None = None, keep_next: bool = False
    ) -> None:
        after = self._after if after is None else after
        # What stands beside the QR stays on its page.
        self.blocks.append(Block(height, draw, after, keep_next or self._beside > 0))
        self._beside -= height + after


def _beside_each_other(cells: Sequence[tuple[float, Paragraph]]) -> Draw:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        for left, cell in cells:
            cell.draw(sheet, x + left, y)

    return draw


def _nothing(sheet: Sheet, x: float, y: float) -> None:
    """Draw nothing: the block is space."""
