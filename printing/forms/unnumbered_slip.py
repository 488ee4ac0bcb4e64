"""Phiếu tiếp nhận – chờ cấp mã hồ sơ: the desk's own paper (docs/adr/0009)."""

from __future__ import annotations

from printing.barcodes.qr import qr_symbol
from printing.forms.body import Body
from printing.forms.component_table import component_table
from printing.forms.document import set_document
from printing.forms.form_text import SlipText, slip_form
from printing.forms.page_furniture import (
    Frame,
    FrameText,
    Signature,
    signatures,
    watermark_of,
)
from printing.papers import RenderedPaper, UnnumberedSlip
from printing.typesetting.flow import Block
from printing.typesetting.fonts import Face
from printing.typesetting.paragraph import Run
from printing.typesetting.sheet import PageSize, page_size

FORM = "unnumbered"


def render(paper: UnnumberedSlip, *, size: str = "A4") -> RenderedPaper:
    """Draw the slip; ``size`` is A4 or A5. Raises InvalidInput: ``bad_size``, ``no_form``."""
    sizes = page_size(size)
    form = slip_form(paper.issued.date())
    text = form.text
    frame = Frame(
        sizes,
        paper.desk,
        paper.issued,
        paper.reference,
        FrameText(
            title=text.title,
            caption=text.caption,
            code_label=text.reference,
            stamp=f"In lại lần {paper.nth - 1}" if paper.nth > 1 else "",
            watermark=watermark_of(demonstration=paper.desk.demonstration, preview=paper.preview),
        ),
    )
    pdf, pages = set_document(
        frame,
        sizes,
        lambda chosen: _blocks(paper, text, chosen),
        title=f"{text.title.capitalize()} {paper.reference}",
        author=paper.desk.centre,
    )
    return RenderedPaper(pdf, pages, FORM, form.version, draft=paper.preview)


def _blocks(paper: UnnumberedSlip, text: SlipText, size: PageSize) -> list[Block]:
    body = Body(size)
    body.title(text.title)
    body.subtitle([Run(f"{text.reference} "), Run(paper.reference, Face.BOLD)])
    if paper.qr_text:
        body.qr(qr_symbol(paper.qr_text), blank=paper.preview)
    body.field(text.received_by, paper.desk.centre)
    body.field(text.received_from, paper.submitter.name, strong=True)
    if paper.owner is not None:
        body.field(text.owner, paper.owner.name, strong=True)
    body.field(text.request, paper.request)
    body.field(text.received_at, paper.received_at)
    body.field(text.due_at, paper.due_at, strong=True)
    body.field(text.return_at, paper.return_at)
    body.field(text.ask_at, paper.desk.ask_at)
    body.heading(text.components)
    body.table(component_table(size, text, paper.components))
    body.field(text.sets, paper.sets, tail=f" {text.sets_unit}")
    body.note(text.notice)
    body.signatures(
        signatures(
            size,
            Signature(text.submitter_signs, (text.sign_here,), paper.submitter.name),
            Signature(text.officer_signs, (text.sign_here,), paper.desk.officer),
        )
    )
    return body.blocks
