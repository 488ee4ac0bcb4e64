"""A paper of any form: find its layout by the day, set it, draw it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from printing.barcodes.qr import qr_symbol
from printing.layout.description import Layout, Title
from printing.layout.document import Copy, set_document
from printing.layout.frame import FrameText, PageFrame, watermark_of
from printing.layout.heads import (
    LEFT_SHARE,
    nation_head,
    official_head,
    plain_head,
    stamp_text,
)
from printing.layout.reading import layout_on
from printing.layout.setting import set_parts
from printing.layout.template import fill
from printing.layout.values import Places, Values
from printing.papers import DeskOnPaper, RenderedPaper
from printing.typesetting.flow import Block
from printing.typesetting.sheet import PageSize, page_size


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that a layout needs of a paper.

    ``form`` is the stem of its file; ``code`` stands as a barcode ("": none); ``number`` is the
    paper's own ("12/PBS-TTPVHCC"; "" prints the layout's blank). ``nth`` counts printings from 1.
    ``corrected``: data were corrected since the first one. ``draft``: it stands for nothing and is
    not recorded. ``preview``: only to look at, with an empty frame for the QR.
    """

    form: str
    desk: DeskOnPaper
    issued: datetime
    values: Values
    code: str = ""
    qr_text: str = ""
    number: str = ""
    nth: int = 1
    draft: bool = False
    preview: bool = False
    corrected: bool = False


def render_paper(
    paper: Paper, places: Places, *, size: str = "A4", dpi: float = 203.2
) -> RenderedPaper:
    """Draw the paper with the form in force on the day it is issued.

    ``dpi`` is the grid that barcodes stand on. The same paper gives the same bytes. Raises
    InvalidInput: ``bad_size``, ``no_form``, ``bad_data``.
    """
    layout = layout_on(paper.form, paper.issued.date(), places, province=paper.desk.forms)
    page = page_of(layout, size, dpi)
    copies = [
        _copy(layout, one, page, name)
        for one in _each(layout, paper)
        for name in layout.copies or ("",)
    ]
    pdf, pages = set_document(
        page,
        copies,
        title=f"{layout.name} {paper.code}".strip(),
        author=paper.desk.centre,
        created=paper.issued,
    )
    return RenderedPaper(pdf, pages, paper.form, layout.version, paper.draft or paper.preview)


def _each(layout: Layout, paper: Paper) -> list[Paper]:
    """The paper once for every row of the list that its layout names; once where there is none."""
    values = paper.values
    rows = values.rows.get(layout.each, ()) if layout.each else ()
    if not rows:
        return [paper]
    return [replace(paper, values=replace(values, texts={**values.texts, **row})) for row in rows]


def page_of(layout: Layout, size: str, dpi: float) -> PageSize:
    """The page that a layout is set on; InvalidInput (``bad_size``)."""
    name = f"{size} landscape" if layout.landscape else size
    page = page_size(name, dpi=dpi)
    return replace(page, body_pt=layout.body_size * page.scale) if layout.body_size else page


def _title(layout: Layout, paper: Paper) -> str:
    for part in layout.part:
        if isinstance(part, Title):
            return fill(part.text, paper.values.texts)
    return layout.name


def frame_of(layout: Layout, paper: Paper, page: PageSize) -> PageFrame:
    """What surrounds a paper's text on its pages."""
    watermark = watermark_of(
        demonstration=paper.desk.demonstration, draft=paper.draft, preview=paper.preview
    )
    text = FrameText(
        title=_title(layout, paper),
        caption=layout.caption,
        code=paper.code if layout.barcode else "",
        code_label=layout.code,
        stamp=stamp_text(paper.nth, corrected=paper.corrected),
        watermark=watermark,
        page_numbers=layout.page_numbers,
        code_within=LEFT_SHARE if layout.head == "official" else 1.0,
    )
    return PageFrame(page, _head(layout, paper, page), text)


def _copy(layout: Layout, paper: Paper, page: PageSize, name: str) -> Copy:
    values = replace(paper.values, texts={**paper.values.texts, "copy": name})
    symbol = qr_symbol(paper.qr_text) if layout.qr and paper.qr_text else None
    return Copy(
        frame_of(layout, paper, page),
        lambda size, spaces: set_parts(
            layout, values, size, spaces=spaces, symbol=symbol, blank_symbol=paper.preview
        ),
    )


def _head(layout: Layout, paper: Paper, page: PageSize) -> Block:
    dated = layout.place_and_date
    match layout.head:
        case "official":
            own = paper.number or layout.number_blank
            number = f"{layout.number} {own}" if layout.number else ""
            return official_head(page, paper.desk, paper.issued, number, dated=dated)
        case "nation":
            return nation_head(page)
        case "plain":
            return plain_head(page, paper.desk, paper.issued, dated=dated)
        case _:
            return Block(0, _nothing)


def _nothing(sheet: object, x: float, y: float) -> None:
    """Nothing stands above this paper."""
