"""Tables: a head of one or two levels that every page repeats, rows that are never cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from printing.layout.code_cell import CodeCell, code_cell
from printing.layout.description import Column, Table
from printing.layout.template import fill, runs_of
from printing.layout.values import Texts, Values
from printing.typesetting.flow import Block
from printing.typesetting.fonts import Face
from printing.typesetting.paragraph import Align, Paragraph, centred, paragraph
from printing.typesetting.sheet import MM, PageSize, Sheet

PADDING_X = 1.6 * MM
PADDING_Y = 0.9 * MM
NARROW = 25 * MM
NARROW_PADDING = 0.5 * MM
MAX_ROW_LINES = 20
SMALLER = 0.92
"""Letters of a table over those of the form."""
SPAN = "_span"
"""The value of a row that stands over several columns."""

_ALIGNS = {
    "left": Align.LEFT,
    "centre": Align.CENTRE,
    "right": Align.RIGHT,
    "justify": Align.LEFT,
}
FACES = {
    "regular": Face.REGULAR,
    "bold": Face.BOLD,
    "italic": Face.ITALIC,
    "bold_italic": Face.BOLD_ITALIC,
}


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a table's columns are: ``edges`` from its left edge, and the size of its letters.

    ``padding_y`` is above and below a cell's text.
    """

    part: Table
    edges: tuple[float, ...]
    points: float
    size: PageSize
    padding_y: float = PADDING_Y

    @property
    def width(self) -> float:
        """Of the table."""
        return self.edges[-1]

    def column_width(self, at: int) -> float:
        """The width of column ``at`` (from 0), with its padding."""
        return self.edges[at + 1] - self.edges[at]


@dataclass(frozen=True, slots=True)
class _Cell:
    left: float
    lines: Paragraph | CodeCell


def table_blocks(
    part: Table, values: Values, size: PageSize, points: float, spaces: float = 1.0
) -> list[Block]:
    """The table as blocks, one a row; a very long row is divided. Its head is repeated."""
    grid = grid_of(part, size, points, spaces)
    head = head_of(grid, values.texts)
    blocks = [head]
    rows = values.rows.get(part.rows, ())
    for number, row in enumerate(rows, start=1):
        blocks += _row(grid, {**values.texts, **row, "n": str(number)}, head)
    for _ in range(part.empty_rows - len(rows)):
        blocks.append(_empty_row(grid, head))
    return blocks


def grid_of(part: Table, size: PageSize, points: float, spaces: float = 1.0) -> Grid:
    """The columns of a table over the text's width; ``points`` is the form's size of letters."""
    total = sum(column.width for column in part.columns)
    edges = [0.0]
    for column in part.columns:
        edges.append(edges[-1] + size.text_width * column.width / total)
    table_points = part.size * size.scale or SMALLER * points
    return Grid(part, tuple(edges), table_points, size, PADDING_Y * spaces)


def head_of(grid: Grid, texts: Texts) -> Block:
    """The head row (or rows) that every page of the table begins with."""
    columns = grid.part.columns
    groups = _groups(columns)
    tops = {
        begin: centred(
            fill(columns[begin].group, texts),
            Face.BOLD,
            grid.edges[end] - grid.edges[begin],
            grid.points,
            inset=0.4 * MM,
        )
        for begin, end in groups
    }
    grouped = {at for begin, end in groups for at in range(begin, end)}
    titles = [
        centred(
            fill(column.title, texts),
            Face.BOLD,
            grid.column_width(at),
            grid.points * (SMALLER if at in grouped else 1),
            inset=0.4 * MM,
        )
        for at, column in enumerate(columns)
    ]
    upper = max((top.height for top in tops.values()), default=0.0)
    upper += 2 * grid.padding_y if tops else 0.0
    lower = max((titles[at].height for at in grouped), default=0.0)
    plain = max((titles[at].height for at in range(len(columns)) if at not in grouped), default=0.0)
    height = max(upper + lower, plain) + 2 * grid.padding_y
    numbers = _numbers(grid) if grid.part.numbers else None
    whole = height + (numbers.height if numbers else 0.0)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.frame(x, y, grid.width, height)
        for begin, end in groups:
            left, right = x + grid.edges[begin], x + grid.edges[end]
            sheet.line(left, y + upper, right, y + upper)
        inner = {at for begin, end in groups for at in range(begin + 1, end)}
        for at in range(1, len(columns)):
            top = y + upper if at in inner else y
            sheet.line(x + grid.edges[at], top, x + grid.edges[at], y + height)
        for at, title in enumerate(titles):  # a group's name is read before its columns'
            if at in tops:
                tops[at].draw(sheet, x + grid.edges[at], y + (upper - tops[at].height) / 2)
            room_top = upper if at in grouped else 0.0
            middle = room_top + (height - room_top - title.height) / 2
            title.draw(sheet, x + grid.edges[at], y + middle)
        if numbers:
            numbers.draw(sheet, x, y + height)

    return Block(whole, draw, keep_next=True)


def _groups(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Neighbouring columns of the same group, as (first, one after the last)."""
    groups: list[tuple[int, int]] = []
    for at, column in enumerate(columns):
        if not column.group:
            continue
        if groups and groups[-1][1] == at and columns[groups[-1][0]].group == column.group:
            groups[-1] = (groups[-1][0], at + 1)
        else:
            groups.append((at, at + 1))
    return groups


def _numbers(grid: Grid) -> Block:
    """The row "(1) (2) (3)" under a head."""
    cells = [
        _Cell(
            grid.edges[at],
            centred(f"({at + 1})", Face.ITALIC, grid.column_width(at), grid.points * SMALLER),
        )
        for at in range(len(grid.part.columns))
    ]
    return _block(grid, cells, grid.edges[1:-1], None)


def _row(grid: Grid, texts: Texts, head: Block) -> list[Block]:
    span = texts.get(SPAN, "") if grid.part.span_from else ""
    last = grid.part.span_from - 1 if span else len(grid.part.columns)
    cells = [_cell(grid, at, texts) for at in range(last)]
    dividers = list(grid.edges[1:-1])
    if span:
        left = grid.edges[last]
        shown = centred(span, Face.ITALIC, grid.width - left, grid.points, inset=0.8 * MM)
        cells.append(_Cell(left, shown))
        dividers = list(grid.edges[1 : last + 1])
    blocks = []
    parts = [cell.lines.split(MAX_ROW_LINES) for cell in cells]
    for number in range(max(len(lines) for lines in parts)):
        shown_cells = [
            _Cell(cell.left, lines[number])
            for cell, lines in zip(cells, parts, strict=True)
            if number < len(lines)
        ]
        inner = dividers if number == 0 else list(grid.edges[1:-1])
        blocks.append(_block(grid, shown_cells, inner, head))
    return blocks


def _cell(grid: Grid, at: int, texts: Texts) -> _Cell:
    column = grid.part.columns[at]
    width = grid.column_width(at)
    if column.barcode:
        bars = code_cell(fill(column.value, texts), width, grid.points, grid.size)
        if bars is not None:
            return _Cell(grid.edges[at], bars)
    runs = runs_of(column.value, texts, FACES[column.face])
    padding = PADDING_X if width > NARROW else NARROW_PADDING
    shown = paragraph(runs, width - 2 * padding, grid.points, align=_ALIGNS[column.align])
    return _Cell(grid.edges[at] + padding, shown)


def _empty_row(grid: Grid, head: Block) -> Block:
    return _block(grid, [], grid.edges[1:-1], head, least=grid.part.empty_height * MM)


def _block(
    grid: Grid,
    cells: Sequence[_Cell],
    dividers: Sequence[float],
    head: Block | None,
    *,
    least: float = 0.0,
) -> Block:
    tallest = max((cell.lines.height for cell in cells), default=0.0)
    height = max(tallest + 2 * grid.padding_y, least)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.line(x, y + height, x + grid.width, y + height)
        for divider in (0, *dividers, grid.width):
            sheet.line(x + divider, y, x + divider, y + height)
        for cell in cells:
            cell.lines.draw(sheet, x + cell.left, y + (height - cell.lines.height) / 2)

    return Block(height, draw, head=head)
