"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả: Mẫu 01, Thông tư 03/2025/TT-VPCP."""

from __future__ import annotations

from printing.barcodes.qr import qr_symbol
from printing.forms.body import Body
from printing.forms.component_table import component_table
from printing.forms.document import set_document
from printing.forms.form_text import ReceiptForm, ReceiptText, receipt_form
from printing.forms.page_furniture import (
    Frame,
    FrameText,
    Signature,
    signatures,
    watermark_of,
)
from printing.papers import PersonOnPaper, ReceiptPaper, RenderedPaper
from printing.typesetting.flow import Block
from printing.typesetting.fonts import Face
from printing.typesetting.paragraph import Run
from printing.typesetting.sheet import PageSize, page_size

FORM = "receipt"
DOTS = "………"


def render(paper: ReceiptPaper, *, size: str = "A4") -> RenderedPaper:
    """Draw the receipt with the form in force on the day it is issued.

    ``size`` is A4 or A5. The same paper gives the same bytes. Raises InvalidInput: ``bad_size``,
    ``no_form``.
    """
    sizes = page_size(size)
    form = receipt_form(paper.issued.date())
    pdf, pages = set_document(
        _frame(paper, form.text, sizes),
        sizes,
        lambda chosen: _blocks(paper, form, chosen),
        title=f"{form.text.title.capitalize()} {paper.code}".strip(),
        author=paper.desk.centre,
    )
    return RenderedPaper(pdf, pages, FORM, form.version, paper.draft or paper.preview)


def _frame(paper: ReceiptPaper, text: ReceiptText, size: PageSize) -> Frame:
    number = paper.number or f"{DOTS}/{DOTS}{text.number_suffix}"
    watermark = watermark_of(
        demonstration=paper.desk.demonstration, draft=paper.draft, preview=paper.preview
    )
    return Frame(
        size,
        paper.desk,
        paper.issued,
        paper.code,
        FrameText(
            title=text.title,
            caption=text.caption,
            code_label=text.code,
            number=f"{text.number} {number}",
            stamp=f"In lại lần {paper.nth - 1}" if paper.nth > 1 else "",
            watermark=watermark,
        ),
    )


def _blocks(paper: ReceiptPaper, form: ReceiptForm, size: PageSize) -> list[Block]:
    text = form.text
    body = Body(size, numerals=form.numerals)
    body.title(text.title)
    body.subtitle([Run(f"{text.code} "), Run(paper.code or DOTS, Face.BOLD)])
    if paper.qr_text:
        body.qr(qr_symbol(paper.qr_text), blank=paper.preview)
    body.field(text.received_by, paper.desk.unit)
    _people(body, paper, text)
    body.field(text.request, paper.request)
    body.heading(text.components, numbered=True)
    body.table(component_table(size, text, paper.components))
    body.field(text.sets, paper.sets, tail=f" {text.sets_unit}", numbered=True)
    body.field(text.time_limit, paper.time_limit, numbered=True)
    body.field(text.received_at, paper.received_at, numbered=True)
    body.field(text.due_at, paper.due_at, numbered=True, strong=True)
    body.field(text.return_at, paper.return_at, numbered=True)
    body.field(text.fee, paper.fee)
    body.fields(
        [(text.book, paper.book), (text.book_number, paper.book_number)], tail=text.book_if_any
    )
    body.signatures(
        signatures(
            size,
            Signature(text.submitter_signs, (text.sign_here,), paper.submitter.name),
            Signature(
                text.officer_signs, (text.sign_here, text.sign_digitally), paper.desk.officer
            ),
        )
    )
    return body.blocks


def _people(body: Body, paper: ReceiptPaper, text: ReceiptText) -> None:
    """Submitter, owner where that is another person, authoriser where there is one."""
    body.field(text.received_from, paper.submitter.name, strong=True)
    _person(body, paper.submitter, text)
    if paper.owner is not None:
        body.field(text.owner, paper.owner.name, strong=True)
        if not _same_person(paper.owner, paper.authoriser):  # else it follows below
            _other_person(body, paper.owner, text)
    if paper.authoriser is not None:
        body.field(text.authoriser, paper.authoriser.name, strong=True)
        _other_person(body, paper.authoriser, text)
        body.field(text.authorisation_paper, paper.authorisation_paper)


def _person(body: Body, person: PersonOnPaper, text: ReceiptText) -> None:
    body.field(text.id_number, person.id_number)
    body.field(text.address, person.address)
    body.fields([(text.phone, person.phone), (text.email, person.email)])


def _same_person(one: PersonOnPaper, other: PersonOnPaper | None) -> bool:
    return other is not None and (one.name, one.id_number) == (other.name, other.id_number)


def _other_person(body: Body, person: PersonOnPaper, text: ReceiptText) -> None:
    """As the submitter, but without dots for what is not known of somebody who is not here."""
    for label, value in ((text.id_number, person.id_number), (text.address, person.address)):
        if value:
            body.field(label, value)
    reached = [(text.phone, person.phone), (text.email, person.email)]
    if any(value for _, value in reached):
        body.fields([(label, value) for label, value in reached if value])
