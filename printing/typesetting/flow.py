"""Blocks from top to bottom, on as many pages as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from printing.typesetting.sheet import PageSize, Sheet

Draw = Callable[[Sheet, float, float], None]
"""Draws at x, y (top left corner, points)."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something that is never divided. ``after`` is the space below it, dropped at a page's end.

    ``keep_next`` holds it on the page of the next block. ``head`` is drawn above it where it is the
    first of a page (a table's head row), and is counted in then. ``new_page``: it begins one.
    """

    height: float
    draw: Draw
    after: float = 0.0
    keep_next: bool = False
    head: Block | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and its top on its page."""

    block: Block
    top: float


def paginate(
    blocks: Sequence[Block], *, first_top: float, top: float, foot: float
) -> list[list[Placed]]:
    """Put ``blocks`` on pages; the first page's text begins at ``first_top``, others' at ``top``.

    A group (blocks chained by ``keep_next``) goes to a new page where it does not fit. A group that
    is higher than a page is broken between its blocks; one block higher than a page can't be, which
    its maker has to see to.
    """
    pages: list[list[Placed]] = [[]]
    y = first_top
    for group in _groups(blocks):
        if pages[-1] and (group[0].new_page or y + _height(group) > foot):
            pages.append([])
            y = top
        for block in group:
            if pages[-1] and y + block.height > foot:
                pages.append([])
                y = top
            if not pages[-1] and len(pages) > 1 and block.head is not None:
                pages[-1].append(Placed(block.head, y))
                y += block.head.height
            pages[-1].append(Placed(block, y))
            y += block.height + block.after
    return pages


def draw_pages(
    pages: Sequence[Sequence[Placed]],
    sheet: Sheet,
    size: PageSize,
    head: Callable[[int], None],
    foot: Callable[[int, int], None],
) -> None:
    """Draw all pages in the order in which they are read.

    ``head(number)`` draws what stands above the blocks of each, ``foot(number, total)`` what stands
    below them.
    """
    for number, page in enumerate(pages, start=1):
        if number > 1:
            sheet.next_page()
        head(number)
        for placed in page:
            placed.block.draw(sheet, size.left, placed.top)
        foot(number, len(pages))


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    groups: list[list[Block]] = [[]]
    for block in blocks:
        groups[-1].append(block)
        if not block.keep_next:
            groups.append([])
    return [group for group in groups if group]


def _height(group: Sequence[Block]) -> float:
    inner = sum(block.height + block.after for block in group)
    return inner - group[-1].after
