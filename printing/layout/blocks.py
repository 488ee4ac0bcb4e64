"""The pieces that layouts are set from: each gives a block, or heights with what draws them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from printing.barcodes.code128 import Bars, code128
from printing.barcodes.qr import QrSymbol, qr_symbol
from printing.layout.description import Barcode, Frame
from printing.typesetting.flow import Block, Draw
from printing.typesetting.fonts import Face, width_pt
from printing.typesetting.page_size import BAR_QUIET_MODULES
from printing.typesetting.paragraph import (
    Align,
    Paragraph,
    Run,
    Stack,
    centred,
    paragraph,
)
from printing.typesetting.sheet import (
    MM,
    PageSize,
    Sheet,
    code128_width,
    qr_quiet_zone,
    qr_side,
)

QR_CAPTION = "Quét để tra cứu"
QR_BLANK = "QR có khi in"
_TICK_GAP = 5 * MM


def nothing(sheet: Sheet, x: float, y: float) -> None:
    """Draw nothing: the block is space."""


def indented(draw: Draw, indent: float) -> Draw:
    """``draw``, ``indent`` points to the right."""
    if not indent:
        return draw
    return lambda sheet, x, y: draw(sheet, x + indent, y)


def beside_each_other(cells: Sequence[tuple[float, Paragraph]]) -> Draw:
    """Paragraphs at their distances from the left margin, tops level."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for left, cell in cells:
            cell.draw(sheet, x + left, y)

    return draw


def balanced(runs: Sequence[Run], width: float, points: float) -> Paragraph:
    """Centred runs; lines about as long as each other where they are of one face."""
    if len({run.face for run in runs}) == 1:
        return centred("".join(run.text for run in runs), runs[0].face, width, points)
    return paragraph(runs, width, points, align=Align.CENTRE)


def qr_beside(
    symbol: QrSymbol, size: PageSize, text: str, *, blank: bool = False
) -> tuple[Block, float]:
    """A QR at the right margin as a block without height, and how far down it reaches."""
    side, quiet = qr_side(symbol, size), qr_quiet_zone(symbol, size)
    left = size.text_width - side
    points = 8 * max(size.scale, 0.85)
    caption = centred(QR_BLANK if blank else text, Face.ITALIC, side + 2 * quiet, points)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        if blank:
            sheet.frame(x + left, y + quiet / 2, side, side)
        else:
            sheet.qr(x + left, y + quiet / 2, symbol)
        caption.draw(sheet, x + left - quiet, y + quiet / 2 + side + quiet)

    return Block(0, draw, 0, keep_next=True), side + quiet * 1.5 + caption.height


def qr_alone(
    symbol: QrSymbol, size: PageSize, text: str, *, align: str, blank: bool = False
) -> Block:
    """A QR in a line of its own with its caption below; ``blank``: its empty frame."""
    side, quiet = qr_side(symbol, size), qr_quiet_zone(symbol, size)
    left = _left_of(align, side + 2 * quiet, size.text_width) + quiet
    caption = centred(text, Face.ITALIC, size.text_width, 8 * max(size.scale, 0.85))
    caption_left = min(max(left + (side - caption.width) / 2, 0), size.text_width - caption.width)
    height = side + quiet * 1.5 + (caption.height if text else quiet / 2)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        if blank:
            sheet.frame(x + left, y + quiet, side, side)
        else:
            sheet.qr(x + left, y + quiet, symbol)
        if text:
            caption.draw(sheet, x + caption_left, y + quiet * 1.5 + side)

    return Block(height, draw, 1.5 * MM)


def barcode(text: str, part: Barcode, size: PageSize, points: float) -> Block:
    """A Code 128 in a line of its own, as wide as asked for where that fits; its text below.

    Where not even the narrowest fits (a long code on a small label) it is a QR instead.
    """
    bars = code128(text)
    times = next((wide for wide in range(part.times, 0, -1) if _bars_room(bars, size, wide)), 0)
    if not times:
        caption_text = text if part.caption else ""
        return qr_alone(qr_symbol(text), size, caption_text, align=part.align)
    width = code128_width(bars, size, times=times)
    left = _left_of(part.align, width, size.text_width)
    height = part.height * MM
    caption = centred(text, Face.BOLD, max(width, size.text_width / 2), points)
    caption_left = left + (width - caption.width) / 2

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.code128(x + left, y, height, bars, times=times)
        if part.caption:
            caption.draw(sheet, x + max(caption_left, 0), y + height + 0.5 * MM)

    below = caption.height + 0.5 * MM if part.caption else 0.0
    return Block(height + below, draw, points * 0.4)


def _bars_room(bars: Bars, size: PageSize, times: int) -> bool:
    quiet = 2 * BAR_QUIET_MODULES * size.bar_dots * times * size.dot
    room = size.text_width if times > 1 else size.width  # quiet zones may lie in the margins
    width = code128_width(bars, size, times=times)
    return width + quiet <= room and width <= size.text_width


def _left_of(align: str, width: float, room: float) -> float:
    return {"left": 0.0, "centre": (room - width) / 2, "right": room - width}[align]


def rule(width: float, *, cut: bool) -> Block:
    """A line over ``width``, with room around it."""
    height = 5 * MM

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.line(x, y + height / 2, x + width, y + height / 2, dotted=cut)

    return Block(height, draw)


def empty_box(size: PageSize, part: Frame, text: str, points: float) -> Block:
    """A framed box of the part's size with its caption inside."""
    width = min(part.width * MM, size.text_width)
    height = part.height * MM
    left = {"left": 0.0, "centre": (size.text_width - width) / 2, "right": size.text_width - width}
    shown = centred(text, Face.ITALIC, width, points * 0.85, inset=MM)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.frame(x + left[part.align], y, width, height)
        shown.draw(sheet, x + left[part.align], y + MM)

    return Block(max(height, shown.height + 2 * MM), draw, points * 0.5)


def recipients(size: PageSize, lines: Sequence[str], share: float = 0.6) -> Block:
    """ "Nơi nhận:" in bold italics of 12, its lines of 11 (NĐ 30/2020)."""
    width, scale = size.text_width * share, size.scale
    stack = Stack(
        (
            paragraph([Run("Nơi nhận:", Face.BOLD_ITALIC)], width, 12 * scale),
            *(paragraph([Run(f"- {line}")], width, 11 * scale) for line in lines),
        )
    )
    return Block(stack.height, stack.draw)


def tick_lines(
    label: str, boxes: Sequence[tuple[str, bool]], width: float, points: float
) -> Iterator[tuple[float, Draw]]:
    """A label and boxes with their words, in as few lines as hold them."""
    side = points * 0.85
    begin = width_pt(f"{label} ", Face.REGULAR, points) if label else 0.0
    line: list[tuple[float, Paragraph, bool | None]] = []
    left = 0.0
    if label:
        head = paragraph([Run(label)], width, points)
        if begin > width * 0.6:
            yield head.height, head.draw
            begin = 0.0
        else:
            line.append((0.0, head, None))
        left = begin
    for text, ticked in boxes:
        room = width - left - side - MM
        needed = width_pt(text, Face.REGULAR, points)
        if needed > room and left > begin:
            yield _tick_line(line, side, points)
            line, left = [], begin
            room = width - left - side - MM
        shown = paragraph([Run(text)], room, points)
        line.append((left, shown, ticked))
        left += side + MM + min(needed, room) + _TICK_GAP
    yield _tick_line(line, side, points)


def _tick_line(
    line: list[tuple[float, Paragraph, bool | None]], side: float, points: float
) -> tuple[float, Draw]:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        top = y + points * 0.22
        for left, shown, ticked in line:
            if ticked is None:
                shown.draw(sheet, x + left, y)
                continue
            sheet.tick_box(x + left, top, side, ticked=ticked)
            shown.draw(sheet, x + left + side + MM, y)

    return max(shown.height for _, shown, _ in line), draw


def digit_boxes(
    label: str, value: str, boxes: int, width: float, points: float
) -> Iterator[tuple[float, Draw]]:
    """A label and a box for each letter of ``value``; below it where they don't fit beside it."""
    count = max(boxes, len(value))
    side = min(points * 1.35, width / count)
    begin = width_pt(f"{label} ", Face.REGULAR, points)
    head = paragraph([Run(label)], width, points)
    if begin + count * side > width:
        yield head.height, head.draw
        begin, head = 0.0, paragraph([Run("")], width, points)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        head.draw(sheet, x, y + (side - points * 1.22) / 2)
        for at in range(count):
            sheet.frame(x + begin + at * side, y, side, side)
            if at < len(value):
                letter = centred(value[at], Face.REGULAR, side, min(points, side * 0.8))
                letter.draw(sheet, x + begin + at * side, y + (side - letter.height) / 2)

    yield side, draw


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the title, the notes below it, and the name under the room to sign."""

    title: str
    notes: tuple[str, ...]
    name: str


def signatures(size: PageSize, signers: Sequence[Signature], *, room: float) -> Block:
    """Signatures side by side; a single one stands at the right."""
    scale = size.scale
    columns = [Signature("", (), ""), *signers] if len(signers) == 1 else list(signers)
    width = size.text_width / len(columns)
    inset = (6 if len(columns) < 3 else 1) * MM
    heads = [
        Stack(
            (
                centred(signer.title, Face.BOLD, width, 12.5 * scale, inset=MM / 2),
                *(
                    centred(note, Face.ITALIC, width, 11.5 * scale, inset=inset)
                    for note in signer.notes
                ),
            )
        )
        for signer in columns
    ]
    names = [centred(signer.name, Face.BOLD, width, 13 * scale, inset=2 * MM) for signer in columns]
    names_top = max(head.height for head in heads) + room * scale

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for column, (head, name) in enumerate(zip(heads, names, strict=True)):
            head.draw(sheet, x + column * width, y)
            name.draw(sheet, x + column * width, y + names_top)

    return Block(names_top + max(name.height for name in names), draw)
