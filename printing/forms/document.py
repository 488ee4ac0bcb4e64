"""From blocks to a PDF: choose the letter size, put the blocks on pages, draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from printing.forms.page_furniture import Frame
from printing.typesetting.flow import Block, Placed, draw_pages, paginate
from printing.typesetting.sheet import PageSize, Sheet

SMALLER = (1.0, 0.95, 0.9)
"""Sizes that are tried, over the usual one: a receipt that fills one page is not lost in halves."""
ALMOST_ONE = 2
"""A paper of more pages than this is not tried smaller: it will not become one page."""


def set_document(
    frame: Frame,
    size: PageSize,
    build: Callable[[PageSize], list[Block]],
    *,
    title: str,
    author: str,
) -> tuple[bytes, int]:
    """Draw what ``build`` makes for a page size, inside ``frame``; returns the PDF and its pages.

    Letters are set smaller (to 90 %) only where that brings everything on to one page.
    """
    chosen = size
    pages: Sequence[Sequence[Placed]] = []
    for shrink in SMALLER:
        tried_size = replace(size, body_pt=size.body_pt * shrink)
        tried = paginate(
            build(tried_size), first_top=frame.first_top, top=frame.next_top, foot=size.foot
        )
        if not pages or len(tried) == 1:
            chosen, pages = tried_size, tried
        if len(pages) == 1 or len(tried) > ALMOST_ONE:
            break
    sheet = Sheet(chosen, title=title, author=author)
    draw_pages(pages, sheet, chosen, lambda number, total: frame.draw_page(sheet, number, total))
    return sheet.finish(), len(pages)
