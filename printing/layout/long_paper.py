"""A paper with a table of any length: its rows are read, set and written one after another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from app.errors import ProgramFault
from printing.layout.description import AnyPart, Layout, Table
from printing.layout.frame import PageFrame
from printing.layout.long_table import LongRow, LongTable
from printing.layout.paper import Paper, frame_of, page_of
from printing.layout.reading import layout_on
from printing.layout.setting import set_parts
from printing.layout.table import grid_of, head_of
from printing.layout.values import Places, Texts
from printing.typesetting.flow import Block, paginate
from printing.typesetting.sheet import MM, PageSize, Sheet


@dataclass(frozen=True, slots=True)
class WrittenPaper:
    """A paper that was written to a file. ``form_version`` names the dated form."""

    pages: int
    rows: int
    form: str
    form_version: str


def write_long_paper(
    paper: Paper, places: Places, rows: Iterable[Texts], out: BinaryIO, *, size: str = "A4"
) -> WrittenPaper:
    """Write the paper to ``out`` with ``rows`` in the layout's one table, page by page.

    No more of it is kept than a page, whatever the number of rows. ``{n}`` is a row's number from
    1. The same paper and rows give the same bytes. Raises as ``render_paper``, and what reading
    ``rows`` and writing ``out`` raise.
    """
    layout = layout_on(paper.form, paper.issued.date(), places, province=paper.desk.forms)
    before, table, after = _around_table(layout)
    page = page_of(layout, size, dpi=203.2)
    sheet = Sheet(
        page,
        title=f"{layout.name} {paper.number}".strip(),
        author=paper.desk.centre,
        created=paper.issued,
        out=out,
    )
    frame = frame_of(layout, paper, page)

    def blocks(parts: Sequence[AnyPart]) -> list[Block]:
        return set_parts(msgspec.structs.replace(layout, part=tuple(parts)), paper.values, page)

    grid = grid_of(table, page, page.body_pt)
    head = head_of(grid, paper.values.texts)
    book = _Book(sheet, frame, head, LongTable(sheet, table, grid))
    book.begin(blocks(before))
    common = dict(paper.values.texts)
    count = 0
    for count, texts in enumerate(rows, start=1):
        for row in book.table.rows({**common, **texts, "n": str(count)}):
            book.add(row)
    for _ in range(table.empty_rows - count):
        book.add_empty(max(table.empty_height * MM, book.table.least_height))
    book.close_table(blocks(after))
    sheet.end(lambda number, total: frame.draw_foot(sheet, number, total))
    return WrittenPaper(book.page, count, paper.form, layout.version)


def _around_table(layout: Layout) -> tuple[Sequence[AnyPart], Table, Sequence[AnyPart]]:
    at = [number for number, part in enumerate(layout.part) if isinstance(part, Table)]
    if len(at) != 1:
        raise ProgramFault("no_table", f"Mẫu {layout.version} phải có đúng một bảng.")
    table = layout.part[at[0]]
    assert isinstance(table, Table)
    return layout.part[: at[0]], table, layout.part[at[0] + 1 :]


class _Book:
    """The pages as they fill. What stands above the rows is the same on every page but the first,
    so it is written once."""

    def __init__(self, sheet: Sheet, frame: PageFrame, head: Block, table: LongTable) -> None:
        self.table = table
        self.page = 1
        self._sheet = sheet
        self._size: PageSize = sheet.size
        self._frame = frame
        self._head = head
        self._next_head: int | None = None
        self._top = self._y = 0.0
        self._empty = True

    def begin(self, blocks: Sequence[Block]) -> None:
        """Draw what stands before the table, and its head."""
        self._frame.draw_head(self._sheet, self.page)
        self._y = self._draw_blocks(blocks, self._frame.first_top)
        if self._y + self._head.height + self.table.least_height > self._size.foot:
            self._turn()
            return
        self._head.draw(self._sheet, self._size.left, self._y)
        self._begin_rows(self._y + self._head.height)

    def add(self, row: LongRow) -> None:
        """Draw a row, on the next page where this one does not hold it."""
        self._make_room(row.height)
        self.table.draw(row, self._y)
        self._y += row.height

    def add_empty(self, height: float) -> None:
        """Draw a row to write in."""
        self._make_room(height)
        self.table.draw_empty(self._y, height)
        self._y += height

    def close_table(self, blocks: Sequence[Block]) -> None:
        """End the table; draw what stands after it."""
        self.table.end_page(self._top, self._y)
        self._draw_blocks(blocks, self._y + 2 * MM)

    def _make_room(self, height: float) -> None:
        if not self._empty and self._y + height > self._size.foot:
            self.table.end_page(self._top, self._y)
            self._turn()
        self._empty = False

    def _turn(self) -> None:
        """Begin the next page with the head of the table."""
        self._next_page()
        top = self._frame.next_top
        if self._next_head is None:
            self._frame.draw_head(self._sheet, self.page)
            self._head.draw(self._sheet, self._size.left, top)
            self._next_head = self._sheet.keep()
        self._sheet.again(self._next_head)
        self._begin_rows(top + self._head.height)

    def _begin_rows(self, top: float) -> None:
        self._top = self._y = top
        self._empty = True

    def _next_page(self) -> None:
        self._sheet.next_page()
        self.page += 1

    def _draw_blocks(self, blocks: Sequence[Block], top: float) -> float:
        """Draw blocks from ``top``, on further pages where they must; returns where they end."""
        before = Block(0, _nothing)  # what stands above: else the first of them would never turn
        pages = paginate(
            [before, *blocks], first_top=top, top=self._frame.next_top, foot=self._size.foot
        )
        end = top
        for number, placed in enumerate(pages):
            if number:
                self._next_page()
                self._frame.draw_head(self._sheet, self.page)
            for one in placed:
                one.block.draw(self._sheet, self._size.left, one.top)
                end = one.top + one.block.height + one.block.after
        return end


def _nothing(sheet: Sheet, x: float, y: float) -> None:
    """Stands for what is there already."""
