"""From blocks to a PDF: choose the letter size, put the blocks on pages, draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from printing.layout.frame import PageFrame
from printing.typesetting.flow import Block, Placed, draw_pages, paginate
from printing.typesetting.sheet import PageSize, Sheet

TIGHTER = ((1.0, 1.0), (0.96, 0.85), (0.92, 0.7), (0.88, 0.5))
"""Letters and spaces that are tried, over the usual ones: a receipt that fills one page is not lost
in halves."""
ALMOST_ONE = 2
"""A paper of more pages than this is not tried smaller: it will not become one page."""

Build = Callable[[PageSize, float], list[Block]]
"""Makes the blocks for a page size; its spaces are so many times as wide as usual."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy (liên) of a paper: what surrounds it, and what makes its blocks."""

    frame: PageFrame
    build: Build


def set_document(
    size: PageSize, copies: Sequence[Copy], *, title: str, author: str, created: datetime
) -> tuple[bytes, int]:
    """Draw the copies one after another; returns the PDF and its pages.

    Letters are set smaller (to 88 %) only where that brings everything on to one page. A roll's
    page is as high as what stands on it.
    """
    placed = [_placed(size, copy) for copy in copies]
    if size.roll:
        size = size.with_height(max(_end(pages[0]) for _, pages in placed) + size.bottom)
    sheet = Sheet(size, title=title, author=author, created=created)
    for number, (copy, (chosen, pages)) in enumerate(zip(copies, placed, strict=True)):
        if number:
            sheet.next_page()
        draw_pages(
            pages,
            sheet,
            chosen,
            partial(copy.frame.draw_head, sheet),
            partial(copy.frame.draw_foot, sheet),
        )
    return sheet.finish(), sum(len(pages) for _, pages in placed)


def _placed(size: PageSize, copy: Copy) -> tuple[PageSize, list[list[Placed]]]:
    chosen = size
    pages: list[list[Placed]] = []
    for shrink, spaces in TIGHTER:
        tried_size = replace(size, body_pt=size.body_pt * shrink)
        foot = float("inf") if size.roll else size.foot
        tried = paginate(
            copy.build(tried_size, spaces),
            first_top=copy.frame.first_top,
            top=copy.frame.next_top,
            foot=foot,
        )
        if not pages or len(tried) == 1:
            chosen, pages = tried_size, tried
        if len(pages) == 1 or len(tried) > ALMOST_ONE:
            break
    return chosen, pages


def _end(page: Sequence[Placed]) -> float:
    return max((placed.top + placed.block.height for placed in page), default=0.0)
