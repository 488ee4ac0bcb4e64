"""Blocks of the control slip: who gave to whom, when, both signatures, the result, a remark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from printing.layout.description import Handovers, Table
from printing.layout.table import MAX_ROW_LINES, PADDING_X, PADDING_Y, SMALLER, table_blocks
from printing.layout.template import fill, is_empty, runs_of
from printing.layout.values import Texts, Values
from printing.typesetting.flow import Block
from printing.typesetting.fonts import Face
from printing.typesetting.paragraph import Paragraph, Stack, centred, paragraph
from printing.typesetting.sheet import MM, PageSize, Sheet

_TIME = 1
"""The column of the time, which is divided for the two signatures."""


@dataclass(frozen=True, slots=True)
class _Grid:
    part: Handovers
    edges: tuple[float, ...]
    points: float
    room: float
    head: Block

    @property
    def width(self) -> float:
        return self.edges[-1]


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in a column, in pieces that a page holds."""

    left: float
    pieces: tuple[Stack, ...]


@dataclass(frozen=True, slots=True)
class _Signing:
    """The time, and below a line who gave and who took, with room to sign."""

    left: float
    width: float
    time: Paragraph
    titles: tuple[Stack, Stack]
    names: tuple[Paragraph, Paragraph]
    room: float

    @property
    def upper(self) -> float:
        return self.time.height + 2 * PADDING_Y

    @property
    def height(self) -> float:
        return self.upper + PADDING_Y + self._names_top + max(name.height for name in self.names)

    @property
    def _names_top(self) -> float:
        return max(title.height for title in self.titles) + self.room

    def draw(self, sheet: Sheet, x: float, y: float, height: float) -> None:
        """Draw in a block of ``height``."""
        left, half = x + self.left, self.width / 2
        self.time.draw(sheet, left, y + PADDING_Y)
        sheet.line(left, y + self.upper, left + self.width, y + self.upper)
        sheet.line(left + half, y + self.upper, left + half, y + height)
        top = y + self.upper + PADDING_Y / 2
        for at, (title, name) in enumerate(zip(self.titles, self.names, strict=True)):
            title.draw(sheet, left + at * half, top)
            name.draw(sheet, left + at * half, top + self._names_top)


def handover_blocks(
    part: Handovers, values: Values, size: PageSize, points: float, spaces: float = 1.0
) -> list[Block]:
    """The head, which every page repeats, and a block a hand-over; a very long one is divided.

    ``spaces``: how much of the room to sign is left.
    """
    letters = SMALLER * points
    heading = letters * SMALLER / size.scale
    as_table = Table(rows=part.rows, columns=part.columns, size=heading)
    head = table_blocks(as_table, Values(values.texts), size, points)[0]
    edges = _edges(part, size.text_width)
    grid = _Grid(part, edges, letters, part.room * MM * size.scale * spaces, head)
    rows: list[Texts] = [*values.rows.get(part.rows, ())]
    rows += [{}] * (part.blocks - len(rows))
    blocks = [head]
    for row in rows:
        blocks += _blocks(grid, {**values.texts, **row})
    return blocks


def _edges(part: Handovers, width: float) -> tuple[float, ...]:
    total = sum(column.width for column in part.columns)
    edges = [0.0]
    for column in part.columns:
        edges.append(edges[-1] + width * column.width / total)
    return tuple(edges)


def _blocks(grid: _Grid, texts: Texts) -> list[Block]:
    cells = [
        _cell(grid, at, column.value, texts)
        for at, column in enumerate(grid.part.columns)
        if at != _TIME
    ]
    blocks = [_block(grid, cells, 0, _signing(grid, texts))]
    for number in range(1, max(len(cell.pieces) for cell in cells)):
        blocks.append(_block(grid, cells, number, None))
    return blocks


def _cell(grid: _Grid, at: int, template: str, texts: Texts) -> _Cell:
    left, right = grid.edges[at], grid.edges[at + 1]
    width = right - left - 2 * PADDING_X
    lines = [
        paragraph(
            runs_of(line, texts),
            width,
            grid.points,
            leader=is_empty(line, texts) and not line.startswith("{"),
        )
        for line in template.split("\n")
    ]
    return _Cell(left + PADDING_X, _pieces(lines))


def _pieces(paragraphs: Sequence[Paragraph]) -> tuple[Stack, ...]:
    pieces: list[list[Paragraph]] = [[]]
    for each in paragraphs:
        for part in each.split(MAX_ROW_LINES):
            taken = sum(len(before.lines) for before in pieces[-1])
            if pieces[-1] and taken + len(part.lines) > MAX_ROW_LINES:
                pieces.append([])
            pieces[-1].append(part)
    return tuple(Stack(tuple(piece)) for piece in pieces)


def _signing(grid: _Grid, texts: Texts) -> _Signing:
    part = grid.part
    left, right = grid.edges[_TIME], grid.edges[_TIME + 1]
    width, half = right - left, (right - left) / 2
    template = part.columns[_TIME].value
    when = part.time_blank if is_empty(template, texts) else fill(template, texts)
    giver, taker = (
        (
            Stack(
                (
                    centred(fill(signer.title, texts), Face.BOLD, half, grid.points, inset=MM / 2),
                    *(
                        centred(fill(note, texts), Face.ITALIC, half, grid.points, inset=MM / 2)
                        for note in signer.notes
                    ),
                )
            ),
            centred(fill(signer.name, texts), Face.REGULAR, half, grid.points, inset=MM),
        )
        for signer in part.signers
    )
    return _Signing(
        left,
        width,
        centred(when, Face.REGULAR, width, grid.points, inset=MM / 2),
        (giver[0], taker[0]),
        (giver[1], taker[1]),
        grid.room,
    )


def _block(grid: _Grid, cells: Sequence[_Cell], number: int, signing: _Signing | None) -> Block:
    stacks = [(cell.left, cell.pieces[number]) for cell in cells if number < len(cell.pieces)]
    tallest = max(stack.height for _, stack in stacks)
    height = max(tallest + 2 * PADDING_Y, signing.height if signing else 0.0)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.line(x, y + height, x + grid.width, y + height)
        for edge in grid.edges:
            sheet.line(x + edge, y, x + edge, y + height)
        for left, stack in stacks:
            stack.draw(sheet, x + left, y + PADDING_Y)
        if signing:
            signing.draw(sheet, x, y, height)

    return Block(height, draw, head=grid.head)
