"""Labels on sheets of stickers: as many on a page as the sheet has, from any sticker on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from app.dated_data.toml_table import RESOURCES, read_bytes, read_table
from app.errors import InvalidInput
from printing.layout.description import Layout
from printing.layout.document import TIGHTER
from printing.layout.paper import Paper
from printing.layout.reading import layout_on
from printing.layout.setting import set_parts
from printing.layout.values import Places
from printing.papers import RenderedPaper
from printing.typesetting.flow import Block, Placed, paginate
from printing.typesetting.page_size import LABEL_QR_SIDE_MM, MM, PageSize, page_size
from printing.typesetting.sheet import Sheet

SHEETS_FILE = RESOURCES / "forms" / "stickers" / "sheets.toml"
INSIDE = 3.0
"""Millimetres from a sticker's edge to its text: sheets are not cut to a hair."""
_SMALLER = (*TIGHTER, (0.75, 0.4), (0.62, 0.2))
_PAGE = replace(page_size("A4 stickers"), qr_side_mm=LABEL_QR_SIDE_MM)
_Millimetres = Annotated[float, Meta(ge=0, le=400)]


class StickerSheet(Struct, frozen=True, forbid_unknown_fields=True):
    """An A4 sheet of ``columns`` × ``rows`` stickers; all lengths in mm, the file says which."""

    name: Annotated[str, Meta(pattern=r"^[0-9]{1,2}x[0-9]{1,2}[a-z]?\Z")]
    columns: Annotated[int, Meta(ge=1, le=10)]
    rows: Annotated[int, Meta(ge=1, le=30)]
    width: _Millimetres
    height: _Millimetres
    left: _Millimetres
    top: _Millimetres
    step_x: _Millimetres
    step_y: _Millimetres

    @property
    def count(self) -> int:
        """Stickers on a sheet."""
        return self.columns * self.rows


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    sheet: Annotated[tuple[StickerSheet, ...], Meta(min_length=1, max_length=100)]


@dataclass(frozen=True, slots=True)
class _Sticker:
    size: PageSize
    placed: Sequence[Placed]


@cache
def sticker_sheets(path: Path = SHEETS_FILE) -> dict[str, StickerSheet]:
    """The sheets that are known, by name; InvalidInput (``bad_data``) names a wrong entry."""
    return {sheet.name: sheet for sheet in read_table(path, read_bytes(path), _File).sheet}


def render_stickers(
    papers: Sequence[Paper], places: Places, sheet_name: str, *, start: int = 1
) -> RenderedPaper:
    """Draw a label for each paper from the ``start``-th sticker on; what is half used goes on.

    A label that one sticker can't hold goes on to the next one. Raises InvalidInput:
    ``unknown_size``, ``bad_start``, ``no_papers``, ``no_form``, ``bad_data``.
    """
    geometry = sticker_sheets().get(sheet_name)
    if geometry is None:
        raise InvalidInput(
            "unknown_size", f"Khổ nhãn dán: {', '.join(sticker_sheets())}.", field="size"
        )
    if not 1 <= start <= geometry.count:
        raise InvalidInput("bad_start", f"Nhãn bắt đầu từ 1 đến {geometry.count}.", field="start")
    if not papers:
        raise InvalidInput("no_papers", "Chưa có hồ sơ nào để in nhãn.", field="code")
    layout = _layout(papers[0], places)
    stickers = [one for paper in papers for one in _stickers(paper, places, geometry)]
    sheet = Sheet(_PAGE, title=layout.name, author=papers[0].desk.centre, created=papers[0].issued)
    for number, sticker in enumerate(stickers, start=start - 1):
        place = number % geometry.count
        if place == 0 and number > start - 1:
            sheet.next_page()
        row, column = divmod(place, geometry.columns)
        left = (geometry.left + column * geometry.step_x) * MM
        top = (geometry.top + row * geometry.step_y) * MM
        for placed in sticker.placed:
            placed.block.draw(sheet, left + sticker.size.left, top + placed.top)
    pages = -(-(start - 1 + len(stickers)) // geometry.count)
    draft = any(paper.draft or paper.preview for paper in papers)
    return RenderedPaper(sheet.finish(), pages, papers[0].form, layout.version, draft)


def _layout(paper: Paper, places: Places) -> Layout:
    return layout_on(paper.form, paper.issued.date(), places, province=paper.desk.forms)


def _stickers(paper: Paper, places: Places, geometry: StickerSheet) -> list[_Sticker]:
    """One sticker, or as many as the label needs at its smallest."""
    layout = _layout(paper, places)
    size = _size(geometry)
    pages: list[list[Placed]] = []
    for shrink, spaces in _SMALLER:
        tried = replace(size, body_pt=size.body_pt * shrink)
        blocks: list[Block] = set_parts(layout, paper.values, tried, spaces=spaces)
        pages = paginate(blocks, first_top=size.top, top=size.top, foot=size.foot)
        if len(pages) == 1:
            break
    return [_Sticker(size, page) for page in pages]


def _size(geometry: StickerSheet) -> PageSize:
    margin = INSIDE * MM
    letters = min(max(0.2 * min(geometry.width, geometry.height), 6.0), 12.0)
    return replace(
        _PAGE,
        name=geometry.name,
        width=geometry.width * MM,
        height=geometry.height * MM,
        left=margin,
        right=margin,
        top=margin,
        bottom=margin,
        body_pt=letters,
        scale=letters / 12,
    )
