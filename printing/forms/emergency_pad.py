"""The emergency pad: slips to receive on by hand, two strips on a page (docs/adr/0023)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.errors import InvalidInput
from app.reception.emergency_pad import PadSlipOnPaper
from printing.forms.receipt_values import DESK, desk_texts
from printing.layout.description import Layout
from printing.layout.document import TIGHTER
from printing.layout.frame import watermark_of
from printing.layout.heads import plain_head
from printing.layout.reading import layout_on
from printing.layout.setting import set_parts
from printing.layout.values import Places, Values
from printing.papers import DeskOnPaper, RenderedPaper
from printing.typesetting.flow import Block, Placed, paginate
from printing.typesetting.fonts import Face
from printing.typesetting.page_size import MM, PageSize, page_size
from printing.typesetting.sheet import Sheet

FORM = "emergency_pad"
PLACES = Places(texts=DESK | {"reference", "qr_text", "blank"})
"""``blank`` is never filled in: the form's dots, to write on."""
STRIPS = 2
_SIDE, _TOP, _BOTTOM = 15 * MM, 8 * MM, 9 * MM
_SMALLER = (*TIGHTER, (0.8, 0.3))
_CAPTION_PT = 8.0


@dataclass(frozen=True, slots=True)
class _Strip:
    placed: Sequence[Placed]


def render_pad(
    slips: Sequence[PadSlipOnPaper], desk: DeskOnPaper, issued: datetime
) -> RenderedPaper:
    """Draw every copy of every slip; the copies of a slip stand on the same page.

    A pad of a demonstration has no QR: none of its slips can be taken for a genuine one. Raises
    InvalidInput: ``no_slips``, ``no_form``, ``bad_data``.
    """
    if not slips:
        raise InvalidInput("no_slips", "Chưa có phiếu nào để in.", field="count")
    layout = layout_on(FORM, issued.date(), PLACES, province=desk.forms)
    size = _strip_size()
    strips = [
        _strip(layout, slip, desk, issued, size=size, copy=copy)
        for slip in slips
        for copy in layout.copies or ("",)
    ]
    page = page_size("A4")
    sheet = Sheet(page, title=layout.name, author=desk.centre, created=issued)
    watermark = watermark_of(demonstration=desk.demonstration)
    for number, strip in enumerate(strips):
        place = number % STRIPS
        if place == 0:
            if number:
                sheet.next_page()
            if watermark:
                sheet.watermark(watermark)
        _draw(sheet, strip, size, place * size.height, layout.caption)
        if place < STRIPS - 1:
            _cut(sheet, size.height, page.width)
    pages = -(-len(strips) // STRIPS)
    return RenderedPaper(sheet.finish(), pages, FORM, layout.version, draft=False)


def _strip_size() -> PageSize:
    page = page_size("A4")
    return replace(
        page,
        height=page.height / STRIPS,
        left=_SIDE,
        right=_SIDE,
        top=_TOP,
        bottom=_BOTTOM,
        body_pt=11,
        scale=0.88,
    )


def _strip(
    layout: Layout,
    slip: PadSlipOnPaper,
    desk: DeskOnPaper,
    issued: datetime,
    *,
    size: PageSize,
    copy: str,
) -> _Strip:
    """Set smaller and tighter until the strip holds it, which a desk's name may be too long for."""
    texts = {
        **desk_texts(desk),
        "reference": slip.reference,
        "qr_text": "" if desk.demonstration else slip.qr_text,
        "copy": copy,
    }
    pages: list[list[Placed]] = []
    for shrink, spaces in _SMALLER:
        tried = replace(size, body_pt=size.body_pt * shrink, scale=size.scale * shrink)
        head = plain_head(tried, desk, issued, dated=layout.place_and_date)
        blocks: list[Block] = [head, *set_parts(layout, Values(texts), tried, spaces=spaces)]
        pages = paginate(blocks, first_top=size.top, top=size.top, foot=size.foot)
        if len(pages) == 1:
            return _Strip(pages[0])
    raise InvalidInput(
        "slip_too_long",
        "Tên cơ quan quá dài để in phiếu dự phòng.",
        field="agency",
        advice="Báo quản trị rút gọn tên cơ quan.",
    )


def _draw(sheet: Sheet, strip: _Strip, size: PageSize, top: float, caption: str) -> None:
    for placed in strip.placed:
        placed.block.draw(sheet, size.left, top + placed.top)
    baseline = top + size.height - size.bottom + 5 * MM
    sheet.text(size.left, baseline, caption, Face.ITALIC, _CAPTION_PT)


def _cut(sheet: Sheet, y: float, width: float) -> None:
    """Where the strips are cut apart; printers that can't print to the edge leave its ends out."""
    sheet.line(5 * MM, y, width - 5 * MM, y, dotted=True)
