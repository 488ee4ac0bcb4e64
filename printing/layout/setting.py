"""From a layout's parts and the values to blocks, top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from printing.barcodes.qr import QrSymbol, qr_symbol
from printing.layout import blocks as make
from printing.layout.description import (
    AnyPart,
    Barcode,
    Digits,
    Field,
    Frame,
    Handovers,
    Heading,
    Layout,
    Lines,
    Listing,
    PageBreak,
    Paragraph,
    Qr,
    Recipients,
    Row,
    Rule,
    Signatures,
    Space,
    Subtitle,
    Table,
    Ticks,
    Title,
)
from printing.layout.handovers import handover_blocks
from printing.layout.table import table_blocks
from printing.layout.template import BLANK, fill, is_empty, runs_of
from printing.layout.values import Texts, Values
from printing.typesetting.flow import Block, Draw
from printing.typesetting.fonts import Face, width_pt
from printing.typesetting.paragraph import Align, Run, paragraph
from printing.typesetting.paragraph import Paragraph as TypesetParagraph
from printing.typesetting.sheet import MM, PageSize, qr_quiet_zone, qr_side

BLOCK_LINES = 3
"""Of running text: where a page may end."""
QR_GAP = 4 * MM

FACES = {
    "regular": Face.REGULAR,
    "bold": Face.BOLD,
    "italic": Face.ITALIC,
    "bold_italic": Face.BOLD_ITALIC,
}
ALIGNS = {
    "left": Align.LEFT,
    "centre": Align.CENTRE,
    "right": Align.RIGHT,
    "justify": Align.JUSTIFY,
}


def set_parts(
    layout: Layout,
    values: Values,
    size: PageSize,
    *,
    spaces: float = 1.0,
    symbol: QrSymbol | None = None,
    blank_symbol: bool = False,
) -> list[Block]:
    """The blocks of a layout's parts for a page size; ``symbol`` stands under the title.

    ``spaces`` widens or narrows what stands between them. ``blank_symbol`` keeps the symbol's
    place by an empty frame.
    """
    setter = _Setter(layout, values, size, spaces)
    waiting = symbol
    for number, part in enumerate(layout.part):
        if waiting is not None and not isinstance(part, Title | Subtitle):
            setter.qr(waiting, blank=blank_symbol)
            waiting = None
        if _stands(part, values):
            setter.set_part(part)
        if isinstance(part, Title) and not _is_head(layout.part[number + 1 : number + 2]):
            setter.gap()
    return setter.finished()


def _is_head(parts: Sequence[AnyPart]) -> bool:
    return any(isinstance(part, Title | Subtitle) for part in parts)


def _stands(part: AnyPart, values: Values) -> bool:
    def known(name: str) -> bool:
        return bool(values.texts.get(name) or values.rows.get(name))

    return (not part.when or known(part.when)) and not (part.unless and known(part.unless))


class _Setter:
    """Collects blocks. Text beside the QR is set narrower until it is passed."""

    def __init__(self, layout: Layout, values: Values, size: PageSize, spaces: float) -> None:
        self._blocks: list[Block] = []
        self._texts: Texts = values.texts
        self._values = values
        self._size = size
        self._points = size.body_pt
        self._spaces = spaces
        self._after = 0.25 * self._points * spaces
        self._numerals = layout.numerals
        self._numbered = 0
        self._beside = 0.0
        self._narrower = 0.0
        self._beside_signature = 0.0

    def set_part(self, part: AnyPart) -> None:  # noqa: PLR0912 - one arm a kind of part
        match part:
            case Title():
                self._centred(part.text, FACES[part.face], part.size, after=0)
            case Subtitle():
                self._centred(part.text, FACES[part.face], part.size, after=self._points * 0.6)
            case Field():
                self._field(part)
            case Row():
                self._row(part)
            case Heading():
                self._heading(part)
            case Paragraph():
                self._paragraph(part)
            case Listing():
                self._listing(part)
            case Table():
                self._rows(table_blocks(part, self._values, self._size, self._points, self._spaces))
            case Handovers():
                self._rows(
                    handover_blocks(part, self._values, self._size, self._points, self._spaces)
                )
            case Barcode():
                self._barcode(part)
            case Qr():
                self._qr(part)
            case Ticks():
                self._ticks(part)
            case Digits():
                self._digits(part)
            case Lines():
                for _ in range(part.count):
                    self._leader_line()
            case Space():
                self._clear()
                self._add(part.height * MM, make.nothing, after=0)
            case PageBreak():
                self._clear()
                self._add_block(Block(0, make.nothing, new_page=True))
            case Rule():
                self._clear()
                width, cut = self._size.text_width, part.cut
                self._add_block(make.rule(width, cut=cut))
            case Frame():
                self._clear()
                self._add_block(
                    make.empty_box(self._size, part, fill(part.text, self._texts), self._points)
                )
            case Signatures():
                self._signatures(part)
            case Recipients():
                self._recipients(part)

    def qr(self, symbol: QrSymbol, *, blank: bool = False, caption: str = make.QR_CAPTION) -> None:
        """Stand ``symbol`` at the right margin beside the following lines; on rolls by itself."""
        if self._size.roll:
            caption = make.QR_BLANK if blank else caption
            self._blocks.append(
                make.qr_alone(symbol, self._size, caption, align="centre", blank=blank)
            )
            return
        block, beside = make.qr_beside(symbol, self._size, caption, blank=blank)
        self._add_block(block)
        self._beside = beside
        self._narrower = qr_side(symbol, self._size) + qr_quiet_zone(symbol, self._size) + QR_GAP

    def gap(self) -> None:
        """Room under a title that has no line below it."""
        self._add(0, make.nothing, after=self._points * 0.6 * self._spaces, keep_next=True)

    def finished(self) -> list[Block]:
        """All blocks; what stands beside the QR is passed."""
        self._clear()
        return self._blocks

    @property
    def _width(self) -> float:
        return self._size.text_width - (self._narrower if self._beside > 0 else 0)

    def _centred(self, template: str, face: Face, size: float, *, after: float) -> None:
        self._clear()
        runs = runs_of(template, self._texts, face, BLANK)
        points = size * self._size.scale
        shown = make.balanced(runs, self._size.text_width, points)
        self._add(shown.height, shown.draw, after=after, keep_next=True)

    def _counted(self, label: str, *, numbered: bool) -> str:
        if not (numbered and self._numerals):
            return label
        self._numbered += 1
        return f"{self._numbered}. {label}"

    def _field(self, part: Field) -> None:
        empty = is_empty(part.value, self._texts)
        if part.optional and empty:
            return
        face = Face.BOLD if part.strong else Face.REGULAR
        value = [] if empty else runs_of(part.value, self._texts, face, BLANK)
        label = self._counted(fill(part.label, self._texts), numbered=part.numbered)
        runs = [Run(f"{label} "), *value, Run(fill(part.tail, self._texts))]
        indent = part.indent * MM
        shown = paragraph(runs, self._width - indent, self._points, leader=empty)
        self._add_lines(shown, indent)

    def _row(self, part: Row) -> None:
        texts = self._texts
        cells = [
            (
                f"{fill(cell.label, texts)} ",
                "" if is_empty(cell.value, texts) else fill(cell.value, texts),
                cell.width,
            )
            for cell in part.cells
            if not (cell.optional and is_empty(cell.value, texts))
        ]
        if not cells:
            return
        tail = fill(part.tail, texts)
        widths = self._cell_widths([(label, width) for label, _, width in cells], tail)
        natural = [width_pt(label, Face.REGULAR, self._points) for label, _, _ in cells]
        too_wide = any(
            value and start + width_pt(value, Face.REGULAR, self._points) > width - 2 * MM
            for (_, value, _), start, width in zip(cells, natural, widths, strict=True)
        )
        if too_wide:
            for label, value, _ in cells:
                shown = paragraph(
                    [Run(label), Run(value)], self._width, self._points, leader=not value
                )
                self._add_lines(shown)
            return
        shown_cells = []
        left = 0.0
        for (label, value, _), width in zip(cells, widths, strict=True):
            cell = paragraph(
                [Run(label), Run(value)], width - 2 * MM, self._points, leader=not value
            )
            shown_cells.append((left, cell))
            left += width
        if tail:
            shown_cells.append((left, paragraph([Run(tail)], self._width - left, self._points)))
        self._add(max(cell.height for _, cell in shown_cells), make.beside_each_other(shown_cells))

    def _cell_widths(self, cells: Sequence[tuple[str, float]], tail: str) -> list[float]:
        """Shares where the form gives them; else the label and an equal part of what is left."""
        whole = self._width - (width_pt(f" {tail}", Face.REGULAR, self._points) if tail else 0.0)
        if all(share for _, share in cells):
            total = sum(share for _, share in cells)
            return [whole * share / total for _, share in cells]
        labels = [width_pt(label, Face.REGULAR, self._points) + 2 * MM for label, _ in cells]
        free = (whole - sum(labels)) / len(cells)
        return [label + free for label in labels]

    def _heading(self, part: Heading) -> None:
        self._clear()
        text = self._counted(fill(part.text, self._texts), numbered=part.numbered)
        shown = paragraph(
            [Run(text, FACES[part.face])],
            self._size.text_width,
            self._points,
            align=ALIGNS[part.align],
        )
        self._add(shown.height, shown.draw, keep_next=True)

    def _paragraph(self, part: Paragraph) -> None:
        points = part.size * self._size.scale or self._points
        indent = part.indent * MM
        first = "\u00a0" * round(part.first_line * MM / width_pt(" ", Face.REGULAR, points))
        for line in part.text.split("\n"):
            runs = runs_of(line, self._texts, FACES[part.face], BLANK)
            shown = paragraph(
                [Run(first), *runs] if first else runs,
                self._width - indent,
                points,
                align=ALIGNS[part.align],
            )
            self._add_lines(shown, indent, after=points * 0.3 * self._spaces)

    def _listing(self, part: Listing) -> None:
        indent = part.indent * MM
        rows = self._values.rows.get(part.rows, ())
        for number, row in enumerate(rows, start=1):
            texts = {**self._texts, **row, "n": str(number)}
            shown = paragraph(
                runs_of(part.text, texts, blank=BLANK), self._width - indent, self._points
            )
            self._add_lines(shown, indent)
        if not rows:
            for number in range(1, part.empty_lines + 1):
                blank = fill(part.text, {"n": str(number)})
                shown = paragraph([Run(blank)], self._width - indent, self._points, leader=True)
                self._add(shown.height, make.indented(shown.draw, indent))

    def _rows(self, blocks: Sequence[Block]) -> None:
        self._clear()
        self._blocks += blocks
        self._add(0, make.nothing, after=self._points * 0.5)

    def _barcode(self, part: Barcode) -> None:
        self._clear()
        text = fill(part.value, self._texts)
        if text:
            self._blocks.append(make.barcode(text, part, self._size, self._points))

    def _qr(self, part: Qr) -> None:
        self._clear()
        text, caption = fill(part.value, self._texts), fill(part.caption, self._texts)
        if not text:
            return
        if part.beside:
            self.qr(qr_symbol(text), caption=caption)
        else:
            self._blocks.append(
                make.qr_alone(qr_symbol(text), self._size, caption, align=part.align)
            )

    def _ticks(self, part: Ticks) -> None:
        label = fill(part.label, self._texts)
        boxes = [(fill(box.text, self._texts), bool(self._texts.get(box.on))) for box in part.boxes]
        for height, draw in make.tick_lines(label, boxes, self._width, self._points):
            self._add(height, draw)

    def _digits(self, part: Digits) -> None:
        label = fill(part.label, self._texts)
        value = self._texts.get(part.value, "")
        for height, draw in make.digit_boxes(label, value, part.boxes, self._width, self._points):
            self._add(height, draw)

    def _leader_line(self) -> None:
        shown = paragraph([Run("")], self._width, self._points, leader=True)
        self._add(shown.height, shown.draw)

    def _recipients(self, part: Recipients) -> None:
        self._clear()
        lines = [fill(line, self._texts) for line in part.lines]
        if not part.beside:
            self._add_block(make.recipients(self._size, lines))
            return
        shown = make.recipients(self._size, lines, share=0.48)
        self._bring_along()
        # Level with the signature: no height of its own, the signature's block keeps the room.
        self._beside_signature = shown.height
        self._add_block(replace(shown, height=0, keep_next=True))

    def _signatures(self, part: Signatures) -> None:
        self._clear()
        if not self._beside_signature:
            self._bring_along()
        texts = self._texts
        signers = [
            make.Signature(
                fill(signer.title, texts),
                tuple(fill(note, texts) for note in signer.notes),
                fill(signer.name, texts),
            )
            for signer in part.signers
        ]
        signed = make.signatures(self._size, signers, room=part.room * MM * self._spaces)
        self._blocks.append(replace(signed, height=max(signed.height, self._beside_signature)))
        self._beside_signature = 0.0

    def _bring_along(self) -> None:
        """Never a signature alone on a page: the line before comes along."""
        if self._blocks:
            room = self._points * 0.9 * self._spaces
            self._blocks[-1] = replace(self._blocks[-1], after=room, keep_next=True)

    def _clear(self) -> None:
        """Go on below the QR."""
        if self._beside > 0:
            self._add(self._beside, make.nothing, after=0, keep_next=True)
        self._beside = 0.0

    def _add_lines(
        self, shown: TypesetParagraph, indent: float = 0.0, *, after: float | None = None
    ) -> None:
        """A paragraph that may go on on the next page, but not with its last line alone."""
        pieces = shown.split(BLOCK_LINES)
        for number, piece in enumerate(pieces, start=1):
            last = number == len(pieces)
            alone = number == len(pieces) - 1 and len(pieces[-1].lines) == 1
            self._add(
                piece.height,
                make.indented(piece.draw, indent),
                after=after if last else 0,
                keep_next=alone,
            )

    def _add_block(self, block: Block) -> None:
        self._blocks.append(block)

    def _add(
        self, height: float, draw: Draw, *, after: float | None = None, keep_next: bool = False
    ) -> None:
        after = self._after if after is None else after
        # What stands beside the QR stays on its page.
        self._blocks.append(Block(height, draw, after, keep_next or self._beside > 0))
        self._beside -= height + after
