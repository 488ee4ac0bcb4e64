"""fpdf2: cells and tables; barcodes as its manual has them, python-barcode's SVG and a PNG."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any

from barcode.codex import Code128
from barcode.writer import SVGWriter

from printing.typesetting.fonts import FONTS
from ui.benches.receipt_sample import PlainReceipt

_fpdf = import_module("fpdf")
_segno = import_module("segno")
VERSION = str(_fpdf.__version__)
PDF_A = False
_FACES = {"": "Regular", "B": "Bold", "I": "Italic"}
_LINE = 5.6


def draw(receipt: PlainReceipt) -> bytes:
    """The receipt on A4."""
    pdf = _fpdf.FPDF(format="A4")
    pdf.set_margins(30, 18, 15)
    pdf.set_auto_page_break(auto=True, margin=16)
    pdf.set_lang("vi-VN")
    pdf.set_title(receipt.title)
    for style, face in _FACES.items():
        pdf.add_font("Peer", style, str(FONTS / f"LiberationSerif-{face}.ttf"))
    pdf.add_page()
    pdf.set_font("Peer", size=12)
    _head(pdf, receipt)
    _codes(pdf, receipt)
    _fields(pdf, receipt.before, width=125)
    pdf.multi_cell(0, _LINE, receipt.table_title, new_x="LMARGIN", new_y="NEXT")
    with pdf.table(col_widths=(10, 95, 20, 20, 20), line_height=_LINE) as table:
        for row in receipt.table:
            cells = table.row()
            for cell in row:
                cells.cell(cell)
    _fields(pdf, receipt.after, width=0)
    _signatures(pdf, receipt)
    pdf.set_font("Peer", size=9)
    pdf.cell(120, _LINE, receipt.foot[0])
    pdf.cell(0, _LINE, receipt.foot[1], align="R")
    return bytes(pdf.output())


def _head(pdf: Any, receipt: PlainReceipt) -> None:
    top = pdf.get_y()
    pdf.multi_cell(71, _LINE, "\n".join((*receipt.issuer, receipt.number)), align="C")
    pdf.set_xy(101, top)
    pdf.set_font("Peer", "B", 12)
    pdf.multi_cell(94, _LINE, "\n".join(receipt.nation), align="C", new_x="LEFT", new_y="NEXT")
    pdf.set_font("Peer", "I", 12)
    pdf.cell(94, _LINE, receipt.day, align="C")
    pdf.set_xy(30, top + 5 * _LINE)


def _codes(pdf: Any, receipt: PlainReceipt) -> None:
    bars, qr = BytesIO(), BytesIO()
    Code128(receipt.code, writer=SVGWriter()).write(
        bars, {"module_width": 0.25, "module_height": 10.5, "write_text": False}
    )
    pdf.image(bars, w=70)
    pdf.set_font("Peer", "B", 14)
    pdf.cell(0, _LINE, receipt.title, align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Peer", "", 12)
    line = f"{receipt.code_label} **{receipt.code}**"
    pdf.cell(0, _LINE, line, align="C", markdown=True, new_x="LMARGIN", new_y="NEXT")
    _segno.make(receipt.qr_text, error="m").save(qr, kind="png", border=4)
    top = pdf.get_y()
    pdf.image(qr, x=160, w=32)
    pdf.set_xy(160, top + 32)
    pdf.cell(32, _LINE, receipt.qr_caption, align="C")
    pdf.set_xy(30, top)


def _fields(pdf: Any, fields: tuple[tuple[str, str], ...], width: float) -> None:
    for label, value in fields:
        pdf.multi_cell(width, _LINE, f"{label} {value}", new_x="LMARGIN", new_y="NEXT")


def _signatures(pdf: Any, receipt: PlainReceipt) -> None:
    top = pdf.get_y()
    for column, (title, *notes, name) in enumerate(receipt.signers):
        for style, text in (("B", title), ("I", "\n".join(notes)), ("B", f"\n\n\n{name}")):
            pdf.set_x(30 + 82 * column)
            pdf.set_font("Peer", style, 12)
            pdf.multi_cell(82, _LINE, text, align="C", new_x="LEFT", new_y="NEXT")
        pdf.set_y(top if column == 0 else pdf.get_y())
