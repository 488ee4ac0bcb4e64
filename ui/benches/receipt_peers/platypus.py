"""reportlab's own layout: flowables, tables and barcode widgets, nothing of ours."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import reportlab
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from printing.typesetting.fonts import FONTS
from ui.benches.receipt_sample import PlainReceipt

VERSION = str(reportlab.__version__)
PDF_A = False
_FACES = ("Regular", "Bold", "Italic", "BoldItalic")

for _face in _FACES:
    registerFont(TTFont(f"Peer-{_face}", str(FONTS / f"LiberationSerif-{_face}.ttf")))
registerFontFamily("Peer-Regular", *(f"Peer-{face}" for face in _FACES))

_TEXT = ParagraphStyle("text", fontName="Peer-Regular", fontSize=12, leading=13, spaceAfter=1)
_CENTRE = ParagraphStyle("centre", _TEXT, alignment=1, spaceAfter=0)
_SMALL = ParagraphStyle("small", _TEXT, fontSize=9)


def draw(receipt: PlainReceipt) -> bytes:
    """The receipt on A4."""
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=30 * mm, rightMargin=15 * mm, topMargin=18 * mm,
        bottomMargin=16 * mm, title=receipt.title, lang="vi-VN",
    )  # fmt: skip
    story: list[Any] = [_header(receipt), Code128(receipt.code, barWidth=0.25 * mm, barHeight=30)]
    story += [Paragraph(f"<b>{receipt.code}</b>", _TEXT)]
    story += [Paragraph(f"<b>{receipt.title}</b>", ParagraphStyle("title", _CENTRE, fontSize=14))]
    story += [Paragraph(f"{receipt.code_label} <b>{receipt.code}</b>", _CENTRE), Spacer(1, 8)]
    before = [Paragraph(f"{label} {value}", _TEXT) for label, value in receipt.before]
    story += [Table([[before, _qr(receipt)]], colWidths=[125 * mm, 40 * mm])]
    story += [Paragraph(receipt.table_title, _TEXT), _components(receipt), Spacer(1, 6)]
    story += [Paragraph(f"{label} {value}", _TEXT) for label, value in receipt.after]
    story += [_signatures(receipt), Table([[Paragraph(part, _SMALL) for part in receipt.foot]])]
    document.build(story)
    return out.getvalue()


def _header(receipt: PlainReceipt) -> Table:
    issuer = [Paragraph(line, _CENTRE) for line in receipt.issuer]
    nation = [Paragraph(f"<b>{line}</b>", _CENTRE) for line in receipt.nation]
    number, day = Paragraph(receipt.number, _CENTRE), Paragraph(f"<i>{receipt.day}</i>", _CENTRE)
    return Table([[issuer, nation], [number, day]], colWidths=[71 * mm, 94 * mm])


def _qr(receipt: PlainReceipt) -> list[Any]:
    side = 28 * mm
    drawing = Drawing(side, side)
    drawing.add(QrCodeWidget(receipt.qr_text, barWidth=side, barHeight=side, barLevel="M"))
    return [drawing, Paragraph(f"<i>{receipt.qr_caption}</i>", _SMALL)]


def _components(receipt: PlainReceipt) -> Table:
    cells = [[Paragraph(cell, _TEXT) for cell in row] for row in receipt.table]
    widths = [width * mm for width in (10, 95, 20, 20, 20)]
    grid = ("GRID", (0, 0), (-1, -1), 0.6, black)
    return Table(cells, colWidths=widths, repeatRows=1, style=[grid])


def _signatures(receipt: PlainReceipt) -> Table:
    columns = []
    for title, *notes, name in receipt.signers:
        column: list[Any] = [Paragraph(f"<b>{title}</b>", _CENTRE)]
        column += [Paragraph(f"<i>{note}</i>", _CENTRE) for note in notes]
        columns.append([*column, Spacer(1, 36), Paragraph(f"<b>{name}</b>", _CENTRE)])
    return Table([columns], colWidths=[82 * mm, 82 * mm])
