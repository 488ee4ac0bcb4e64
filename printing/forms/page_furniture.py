"""What the desk's papers have in common: header, codes, running head, foot, signatures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from printing.barcodes.code128 import code128
from printing.forms.official_date import official_day
from printing.papers import DeskOnPaper
from printing.typesetting.flow import Block
from printing.typesetting.fonts import Face, width_pt
from printing.typesetting.paragraph import (
    Run,
    Stack,
    centred,
    paragraph,
    to_the_right,
)
from printing.typesetting.sheet import MM, PageSize, Sheet, code128_width

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DEMONSTRATION = "BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ"
DRAFT = "BẢN NHÁP – CHƯA CÓ GIÁ TRỊ"
PREVIEW = "BẢN XEM TRƯỚC – KHÔNG CÓ GIÁ TRỊ"

BARCODE_HEIGHT = 10.5 * MM
BARCODE_QUIET = 6.35 * MM
SIGNING_ROOM = 18 * MM


@dataclass(frozen=True, slots=True)
class FrameText:
    """The words of a paper's frame; "" leaves the part out."""

    title: str
    caption: str
    code_label: str
    number: str = ""
    stamp: str = ""
    watermark: str = ""


def watermark_of(*, demonstration: bool, draft: bool = False, preview: bool = False) -> str:
    """What stands across a paper that has no value; "" across one that has."""
    if preview:
        return DRAFT if draft else PREVIEW
    if demonstration:
        return DEMONSTRATION
    return DRAFT if draft else ""


class Frame:
    """Everything around a paper's own text: header, barcode, running head, foot, watermark."""

    def __init__(
        self, size: PageSize, desk: DeskOnPaper, issued: datetime, code: str, text: FrameText
    ) -> None:
        self._size = size
        self._scale = size.scale
        self._text = text
        self._code = code
        self._bars = code128(code) if code else None
        self._left_width = 0.43 * size.text_width
        points = 12 * self._scale
        self._issuer = Stack(
            (
                *(
                    centred(line, Face.REGULAR, self._left_width, points, inset=MM)
                    for line in desk.superior
                ),
                centred(desk.body, Face.BOLD, self._left_width, points, inset=MM),
            )
        )
        self._date = centred(
            f"{desk.place}, {official_day(issued)}",
            Face.ITALIC,
            size.text_width - self._left_width,
            13 * self._scale,
            inset=MM,
        )
        number_top = size.top + self._issuer.height + 6 * self._scale
        one_line = 20 * self._scale
        self._codes_top = number_top + max(one_line, self._date.height + 4 * self._scale)
        self._codes_height = BARCODE_HEIGHT + 18 * self._scale

    @property
    def first_top(self) -> float:
        """Where the text of the first page begins."""
        shown = self._code or self._text.stamp
        return self._codes_top + (self._codes_height if shown else 0) + 2 * MM

    @property
    def next_top(self) -> float:
        """Where the text of the following pages begins."""
        return self._size.top + (self._codes_height if self._code else 8 * MM) + 2 * MM

    def draw_page(self, sheet: Sheet, number: int, total: int) -> None:
        """Draw the frame of page ``number`` of ``total``; it comes before the page's text."""
        if self._text.watermark:
            sheet.watermark(self._text.watermark)
            self._band(sheet)
        if number == 1:
            self._header(sheet)
        else:
            self._running_head(sheet)
        self._foot(sheet, number, total)

    def _header(self, sheet: Sheet) -> None:
        size, scale = self._size, self._scale
        left, width = size.left, self._left_width
        self._issuer.draw(sheet, left, size.top)
        line = size.top + self._issuer.height + 2 * scale
        third = self._issuer.parts[-1].widest / 2.6
        sheet.line(left + (width - third) / 2, line, left + (width + third) / 2, line)
        if self._text.number:
            number = centred(self._text.number, Face.REGULAR, width, 13 * scale)
            number.draw(sheet, left, line + 4 * scale)
        self._nation(sheet, line + 4 * scale)
        if self._code:
            self._barcode(sheet, self._codes_top, within=width, label="")
        if self._text.stamp:
            self._stamp(sheet, self._codes_top)

    def _nation(self, sheet: Sheet, date_top: float) -> None:
        """Quốc hiệu, tiêu ngữ with a line of its length, place and date (NĐ 30/2020)."""
        size, scale = self._size, self._scale
        left = size.left + self._left_width
        width = size.text_width - self._left_width
        points = min(12 * scale, width / width_pt(NATION, Face.BOLD, 1))
        nation = centred(NATION, Face.BOLD, width, points)
        nation.draw(sheet, left, size.top)
        motto = centred(MOTTO, Face.BOLD, width, 13 * scale)
        motto.draw(sheet, left, size.top + nation.height)
        line = size.top + nation.height + motto.height + 1.5 * scale
        begin = left + (width - motto.widest) / 2
        sheet.line(begin, line, begin + motto.widest, line)
        self._date.draw(sheet, left, max(date_top, line + 4 * scale))

    def _running_head(self, sheet: Sheet) -> None:
        taken = 0.0
        if self._bars:
            self._barcode(sheet, self._size.top, within=0, label=f"{self._text.code_label} ")
            taken = code128_width(self._bars) + BARCODE_QUIET
        title = to_the_right(
            f"{self._text.title} (tiếp theo)",
            Face.ITALIC,
            self._size.text_width - taken,
            11 * self._scale,
        )
        title.draw(sheet, self._size.left + taken, self._size.top)

    def _barcode(self, sheet: Sheet, top: float, *, within: float, label: str) -> None:
        """Code 128 and its text, centred in ``within`` points where it fits there."""
        if self._bars is None:
            return
        width = code128_width(self._bars)
        left = self._size.left + max((within - width) / 2, 0)
        sheet.code128(left, top, BARCODE_HEIGHT, self._bars)
        text = paragraph(
            [Run(label), Run(self._code, Face.BOLD)], self._size.text_width, 11 * self._scale
        )
        text_left = max(left + (width - text.widest) / 2, self._size.left)
        text.draw(sheet, text_left, top + BARCODE_HEIGHT + 0.8 * MM)

    def _stamp(self, sheet: Sheet, top: float) -> None:
        """A frame at the right, opposite the barcode ("In lại lần n")."""
        points = 12 * self._scale
        width = width_pt(self._text.stamp, Face.BOLD, points) + 6 * MM
        right_block = self._size.text_width - self._left_width
        left = self._size.left + self._left_width + (right_block - width) / 2
        if self._bars:
            left = max(left, self._size.left + code128_width(self._bars) + BARCODE_QUIET)
        sheet.frame(left, top + 2 * MM, width, points * 1.8, line=0.9)
        baseline = top + 2 * MM + points * 1.22
        sheet.text(left + 3 * MM, baseline, self._text.stamp, Face.BOLD, points)

    def _band(self, sheet: Sheet) -> None:
        """The watermark's words once more, black and upright, above the header."""
        points = 9.5 * self._scale
        text = self._text.watermark
        width = width_pt(text, Face.BOLD, points) + 8 * MM
        left = (self._size.width - width) / 2
        top = self._size.top - points * 2.4
        sheet.frame(left, top, width, points * 1.7, line=0.9)
        sheet.text(left + 4 * MM, top + points * 1.19, text, Face.BOLD, points)

    def _foot(self, sheet: Sheet, number: int, total: int) -> None:
        size = self._size
        points = 9 * max(self._scale, 0.85)
        baseline = size.height - size.bottom + 6 * MM
        sheet.text(size.left, baseline, self._text.caption, Face.ITALIC, points)
        page = f"Trang {number}/{total}"
        left = size.width - size.right - width_pt(page, Face.REGULAR, points)
        sheet.text(left, baseline, page, Face.REGULAR, points)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the title, the notes below it, and the name under the room to sign."""

    title: str
    notes: tuple[str, ...]
    name: str


def signatures(size: PageSize, left: Signature, right: Signature) -> Block:
    """Two signatures side by side."""
    scale = size.scale
    width = size.text_width / 2
    heads = [
        Stack(
            (
                centred(signature.title, Face.BOLD, width, 12.5 * scale),
                *(
                    centred(note, Face.ITALIC, width, 11.5 * scale, inset=6 * MM)
                    for note in signature.notes
                ),
            )
        )
        for signature in (left, right)
    ]
    names = [
        centred(signature.name, Face.BOLD, width, 13 * scale, inset=2 * MM)
        for signature in (left, right)
    ]
    names_top = max(head.height for head in heads) + SIGNING_ROOM * scale

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for column, (head, name) in enumerate(zip(heads, names, strict=True)):
            head.draw(sheet, x + column * width, y)
            name.draw(sheet, x + column * width, y + names_top)

    return Block(names_top + max(name.height for name in names), draw)
