"""The table of components (thành phần hồ sơ): TT | Thành phần | three counts.

Columns about as production templates have them (6, 66.8, three times 9.1 per cent), the counts a
little wider so that their heads stand in two lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from printing.forms.form_text import ReceiptText, SlipText
from printing.papers import ComponentOnPaper
from printing.typesetting.flow import Block
from printing.typesetting.fonts import Face
from printing.typesetting.paragraph import Align, Paragraph, Run, centred, paragraph
from printing.typesetting.sheet import MM, PageSize, Sheet

PADDING_X = 1.6 * MM
PADDING_Y = 0.9 * MM
MAX_ROW_LINES = 20


@dataclass(frozen=True, slots=True)
class _Cell:
    left: float
    width: float
    content: Paragraph


def component_table(
    size: PageSize, text: ReceiptText | SlipText, rows: Sequence[ComponentOnPaper]
) -> list[Block]:
    """The table as blocks, one a row; a very long row is divided. Its head is repeated."""
    edges = _edges(size.text_width)
    points = 0.92 * size.body_pt
    head = _head(edges, text, points)
    blocks = [head]
    for row in rows:
        blocks += _row(edges, row, points, head)
    return blocks


def _edges(width: float) -> list[float]:
    """Left edges of the five columns and the right edge."""
    counts = 0.119 * width
    ordinal = 0.062 * width
    return [0, ordinal, *(width - counts * column for column in (3, 2, 1, 0))]


def _head(edges: list[float], text: ReceiptText | SlipText, points: float) -> Block:
    span = edges[5] - edges[2]
    top_row = centred(text.column_count, Face.BOLD, span, points)
    kinds = [
        centred(kind, Face.BOLD, edges[at + 1] - edges[at], 0.92 * points, inset=0.4 * MM)
        for at, kind in (
            (2, text.column_originals),
            (3, text.column_certified),
            (4, text.column_photos),
        )
    ]
    upper = top_row.height + 2 * PADDING_Y
    height = upper + max(kind.height for kind in kinds) + 2 * PADDING_Y
    sides = [
        centred(text.column_ordinal, Face.BOLD, edges[1], points),
        centred(text.column_component, Face.BOLD, edges[2] - edges[1], points),
    ]

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.frame(x, y, edges[5], height)
        for edge in (1, 2):
            sheet.line(x + edges[edge], y, x + edges[edge], y + height)
        for edge in (3, 4):
            sheet.line(x + edges[edge], y + upper, x + edges[edge], y + height)
        sheet.line(x + edges[2], y + upper, x + edges[5], y + upper)
        for side, left in zip(sides, edges, strict=False):
            side.draw(sheet, x + left, y + (height - side.height) / 2)
        top_row.draw(sheet, x + edges[2], y + PADDING_Y)
        for kind, left in zip(kinds, edges[2:], strict=False):
            kind.draw(sheet, x + left, y + upper + (height - upper - kind.height) / 2)

    return Block(height, draw, keep_next=True)


def _row(edges: list[float], row: ComponentOnPaper, points: float, head: Block) -> list[Block]:
    name = paragraph([Run(row.name)], edges[2] - edges[1] - 2 * PADDING_X, points, align=Align.LEFT)
    counts = _counts(edges, row, points)
    blocks = []
    for number, part in enumerate(name.split(MAX_ROW_LINES)):
        cells = [_Cell(edges[1] + PADDING_X, part.width, part)]
        dividers = [edges[1], edges[2]]
        if number == 0:
            ordinal = centred(row.ordinal, Face.REGULAR, edges[1], points)
            cells += [_Cell(0, edges[1], ordinal), *counts]
        dividers += [cell.left for cell in counts[1:]]
        blocks.append(_row_block(edges[5], cells, dividers, head))
    return blocks


def _counts(edges: list[float], row: ComponentOnPaper, points: float) -> list[_Cell]:
    """Three counts; where nothing was handed in, one cell says how the component came instead."""
    if row.remark and not row.counted:
        width = edges[5] - edges[2]
        said = centred(row.remark.capitalize(), Face.ITALIC, width, points, inset=0.8 * MM)
        return [_Cell(edges[2], width, said)]
    cells = []
    for at, count in ((2, row.originals), (3, row.certified), (4, row.photos)):
        width = edges[at + 1] - edges[at]
        cells.append(_Cell(edges[at], width, centred(count, Face.REGULAR, width, points)))
    return cells


def _row_block(width: float, cells: list[_Cell], dividers: list[float], head: Block) -> Block:
    height = max(cell.content.height for cell in cells) + 2 * PADDING_Y

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.line(x, y + height, x + width, y + height)
        for divider in (0, *dividers, width):
            sheet.line(x + divider, y, x + divider, y + height)
        for cell in cells:
            cell.content.draw(sheet, x + cell.left, y + (height - cell.content.height) / 2)

    return Block(height, draw, head=head)
