"""What surrounds a paper's own text: head, barcode, running head, foot, watermark."""

from __future__ import annotations

from dataclasses import dataclass

from printing.barcodes.code128 import code128
from printing.layout.heads import stamp_block
from printing.typesetting.flow import Block
from printing.typesetting.fonts import Face, width_pt
from printing.typesetting.paragraph import Run, paragraph, to_the_right
from printing.typesetting.sheet import MM, PageSize, Sheet, code128_width

DEMONSTRATION = "BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ"
DRAFT = "BẢN NHÁP – CHƯA CÓ GIÁ TRỊ"
PREVIEW = "BẢN XEM TRƯỚC – KHÔNG CÓ GIÁ TRỊ"

BARCODE_HEIGHT = 10.5 * MM
BARCODE_QUIET = 6.35 * MM
STAMP_GAP = 2 * MM
"""Above a stamp, on A4."""


@dataclass(frozen=True, slots=True)
class FrameText:
    """The words of a paper's frame; "" leaves the part out. ``code`` stands as a barcode.

    ``code_within``: the share of the text's width, from the left, that the barcode is centred in.
    """

    title: str
    caption: str
    code: str
    code_label: str
    stamp: str = ""
    watermark: str = ""
    code_within: float = 1.0
    page_numbers: bool = True


def watermark_of(*, demonstration: bool, draft: bool = False, preview: bool = False) -> str:
    """What stands across a paper that has no value; "" across one that has."""
    if preview:
        return DRAFT if draft else PREVIEW
    if demonstration:
        return DEMONSTRATION
    return DRAFT if draft else ""


class PageFrame:
    """Everything around a paper's own text, on pages of ``size``; ``head`` stands on the first."""

    def __init__(self, size: PageSize, head: Block, text: FrameText) -> None:
        self._size = size
        self._scale = size.scale
        self._text = text
        self._head = head
        self._bars = code128(text.code) if text.code else None
        if self._bars is not None and code128_width(self._bars, size) > size.text_width:
            self._bars = None  # a narrow roll: its QR and the code in letters have to do
        self._codes_height = BARCODE_HEIGHT + 18 * self._scale if self._bars else 0.0
        shown, self._stamp_width = stamp_block(text.stamp, self._scale)
        self._above = bool(head.height or self._bars)  # nothing on a label, which has no room
        self._stamp_gap = STAMP_GAP * self._scale if self._above else 0.0
        self._stamp_height = shown.height * (1.45 if self._above else 1.2)
        self._stamp_beside = self._bars is None or self._stamp_left() <= self._most_left()

    @property
    def first_top(self) -> float:
        """Where the text of the first page begins."""
        room = self._codes_height
        if self._text.stamp:
            stamp = self._stamp_gap + self._stamp_height
            room = max(room, stamp) if self._stamp_beside else room + stamp
        return self._size.top + self._head.height + room + 2 * MM * (1 if self._above else 0.25)

    @property
    def next_top(self) -> float:
        """Where the text of the following pages begins."""
        return self._size.top + (self._codes_height if self._bars else 8 * MM) + 2 * MM

    def draw_head(self, sheet: Sheet, number: int) -> None:
        """Draw what stands above the text: the same on all pages after the first."""
        if self._text.watermark:
            sheet.watermark(self._text.watermark)
            self._band(sheet)
        if number == 1:
            self._first_head(sheet)
        else:
            self._running_head(sheet)

    def _first_head(self, sheet: Sheet) -> None:
        self._head.draw(sheet, self._size.left, self._size.top)
        top = self._size.top + self._head.height
        if self._bars:
            within = self._text.code_within * self._size.text_width
            self._barcode(sheet, top, within=within, label="")
        if self._text.stamp:
            self._stamp(sheet, top if self._stamp_beside else top + self._codes_height)

    def _running_head(self, sheet: Sheet) -> None:
        taken = 0.0
        if self._bars:
            self._barcode(sheet, self._size.top, within=0, label=f"{self._text.code_label} ")
            taken = code128_width(self._bars, self._size) + BARCODE_QUIET
        title = to_the_right(
            f"{self._text.title} (tiếp theo)",
            Face.ITALIC,
            self._size.text_width - taken,
            11 * self._scale,
        )
        title.draw(sheet, self._size.left + taken, self._size.top)

    def _barcode(self, sheet: Sheet, top: float, *, within: float, label: str) -> None:
        """Code 128 and its text, centred in ``within`` points where it fits there."""
        assert self._bars is not None
        width = code128_width(self._bars, self._size)
        left = self._size.left + max((within - width) / 2, 0)
        sheet.code128(left, top, BARCODE_HEIGHT, self._bars)
        text = paragraph(
            [Run(label), Run(self._text.code, Face.BOLD)], self._size.text_width, 11 * self._scale
        )
        text_left = max(left + (width - text.widest) / 2, self._size.left)
        text.draw(sheet, text_left, top + BARCODE_HEIGHT + 0.8 * MM)

    def _stamp(self, sheet: Sheet, top: float) -> None:
        """A frame ("In lại lần n") at the right, opposite the barcode or below it."""
        shown, width = stamp_block(self._text.stamp, self._scale)
        left = self._stamp_left() if self._stamp_beside else self._most_left()
        height = self._stamp_height
        top += self._stamp_gap
        sheet.frame(left, top, width, height, line=0.9)
        shown.draw(sheet, left, top + (height - shown.height) / 2)

    def _stamp_left(self) -> float:
        """Where the stamp stands beside the barcode, if there is room for it."""
        size = self._size
        within = self._text.code_within if self._text.code_within < 1 else 0.5
        taken = within * size.text_width
        left = size.left + taken + (size.text_width - taken - self._stamp_width) / 2
        if self._bars is None:
            return min(left, self._most_left())
        return max(left, size.left + code128_width(self._bars, size) + BARCODE_QUIET)

    def _most_left(self) -> float:
        """The left side of a stamp at the right margin."""
        return self._size.width - self._size.right - self._stamp_width

    def _band(self, sheet: Sheet) -> None:
        """The watermark's words once more, black and upright, above the head."""
        points = min(9.5 * self._scale, 0.5 * self._size.top)
        text = self._text.watermark
        width = width_pt(text, Face.BOLD, points) + 8 * MM
        left = (self._size.width - width) / 2
        top = max(self._size.top - points * 2.4, 0.3 * MM)
        sheet.frame(left, top, width, points * 1.7, line=0.9)
        sheet.text(left + 4 * MM, top + points * 1.19, text, Face.BOLD, points)

    def draw_foot(self, sheet: Sheet, number: int, total: int) -> None:
        """Draw the caption and "Trang x/y"."""
        size = self._size
        points = 9 * max(self._scale, 0.85)
        baseline = size.height - size.bottom + 6 * MM
        if size.roll or baseline > size.height:
            return  # a label has no foot
        page = f"Trang {number}/{total}" if self._text.page_numbers else ""
        page_width = width_pt(page, Face.REGULAR, points)
        room = size.text_width - page_width - 3 * MM
        caption_points = min(
            points, points * room / max(width_pt(self._text.caption, Face.ITALIC, points), 1)
        )
        sheet.text(size.left, baseline, self._text.caption, Face.ITALIC, caption_points)
        left = size.width - size.right - page_width
        sheet.text(left, baseline, page, Face.REGULAR, points)
