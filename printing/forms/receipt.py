"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả: Mẫu 01 (``resources/forms/receipt.toml``)."""

from __future__ import annotations

from printing.forms.receipt_values import RECEIPT_PLACES, receipt_values
from printing.layout.paper import Paper, render_paper
from printing.papers import ReceiptPaper, RenderedPaper

FORM = "receipt"


def render(paper: ReceiptPaper, *, size: str = "A4", dpi: float = 203.2) -> RenderedPaper:
    """Draw the receipt with the form in force on the day it is issued.

    The same paper gives the same bytes. Raises InvalidInput: ``bad_size``, ``no_form``.
    """
    return render_paper(as_paper(paper), RECEIPT_PLACES, size=size, dpi=dpi)


def as_paper(paper: ReceiptPaper, form: str = FORM) -> Paper:
    """The receipt as a layout takes it."""
    return Paper(
        form=form,
        desk=paper.desk,
        issued=paper.issued,
        values=receipt_values(paper),
        code=paper.code,
        qr_text=paper.qr_text,
        number=paper.number,
        nth=paper.nth,
        draft=paper.draft,
        preview=paper.preview,
    )
