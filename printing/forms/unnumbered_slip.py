"""Phiếu tiếp nhận – chờ cấp mã hồ sơ: the desk's own paper (docs/adr/0009)."""

from __future__ import annotations

from printing.forms.receipt_values import SLIP_PLACES, slip_values
from printing.layout.paper import Paper, render_paper
from printing.papers import RenderedPaper, UnnumberedSlip

FORM = "unnumbered"


def render(paper: UnnumberedSlip, *, size: str = "A4", dpi: float = 203.2) -> RenderedPaper:
    """Draw the slip. Raises InvalidInput: ``bad_size``, ``no_form``."""
    return render_paper(as_paper(paper), SLIP_PLACES, size=size, dpi=dpi)


def as_paper(paper: UnnumberedSlip) -> Paper:
    """The slip as a layout takes it."""
    return Paper(
        form=FORM,
        desk=paper.desk,
        issued=paper.issued,
        values=slip_values(paper),
        code=paper.reference,
        qr_text=paper.qr_text,
        nth=paper.nth,
        preview=paper.preview,
    )
