"""WeasyPrint: HTML and CSS, barcodes as SVG by python-barcode and segno."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from importlib import import_module
from io import BytesIO

from barcode.codex import Code128
from barcode.writer import SVGWriter

from printing.typesetting.fonts import FONTS
from ui.benches.receipt_sample import PlainReceipt

_weasyprint = import_module("weasyprint")
_segno = import_module("segno")
VERSION = str(_weasyprint.__version__)
PDF_A = True
_FACES = "".join(
    f"@font-face {{ font-family: Peer;"
    f" src: url({(FONTS / f'LiberationSerif-{face}.ttf').as_uri()});"
    f" font-weight: {weight}; font-style: {style} }}\n"
    for face, weight, style in (
        ("Regular", "normal", "normal"),
        ("Bold", "bold", "normal"),
        ("Italic", "normal", "italic"),
        ("BoldItalic", "bold", "italic"),
    )
)
_STYLE = """
@page { size: A4; margin: 18mm 15mm 16mm 30mm }
body { font: 12pt/1.22 Peer; margin: 0 }
p { margin: 0 0 3pt } h1 { font-size: 14pt; margin: 6pt 0 0 }
table { width: 100%; border-collapse: collapse } td { vertical-align: top }
.head td, .signs td, h1, .code { text-align: center }
.parts td, .parts th { border: 0.6pt solid; padding: 1mm; font-weight: normal }
.qr { float: right; width: 36mm; text-align: center; font: italic 8pt Peer } .qr img { width: 28mm }
.name { padding-top: 18mm } .foot { font-size: 9pt }
"""
_fonts = import_module("weasyprint.text.fonts").FontConfiguration()
_css = _weasyprint.CSS(string=_FACES + _STYLE, font_config=_fonts)


def draw(receipt: PlainReceipt) -> bytes:
    """The receipt on A4."""
    document = _weasyprint.HTML(string=_html(receipt))
    pdf: bytes = document.write_pdf(
        stylesheets=[_css], font_config=_fonts, pdf_variant="pdf/a-2b", full_fonts=False
    )
    return pdf


def _html(receipt: PlainReceipt) -> str:
    bars = BytesIO()
    Code128(receipt.code, writer=SVGWriter()).write(
        bars, {"module_width": 0.25, "module_height": 10.5, "write_text": False}
    )
    qr = BytesIO()
    _segno.make(receipt.qr_text, error="m").save(qr, kind="svg", border=4)
    issuer = "<br>".join(map(escape, receipt.issuer))
    nation = "<br>".join(map(escape, receipt.nation))
    head, *rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in receipt.table]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f"<html lang=vi><title>{receipt.title}</title>"
        f"<table class=head><tr><td>{issuer}<td><b>{nation}</b>"
        f"<tr><td>{receipt.number}<td><i>{receipt.day}</i></table>"
        f"<img src='{_inline(bars)}'><p><b>{receipt.code}</b></p><h1>{receipt.title}</h1>"
        f"<p class=code>{receipt.code_label} <b>{receipt.code}</b></p>"
        f"<div class=qr><img src='{_inline(qr)}'><br>{receipt.qr_caption}</div>"
        f"{_fields(receipt.before)}<p>{receipt.table_title}</p>"
        f"<table class=parts><thead><tr>{head}</thead>{body}</table>{_fields(receipt.after)}"
        f"<table class=signs><tr>{''.join(map(_signer, receipt.signers))}</table>"
        f"<p class=foot>{' '.join(receipt.foot)}</p>"
    )


def _inline(svg: BytesIO) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.getvalue()).decode()}"


def _fields(fields: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"<p>{escape(label)} {escape(value)}</p>" for label, value in fields)


def _signer(signer: tuple[str, ...]) -> str:
    title, *notes, name = signer
    above = "".join(f"<i>{note}</i><br>" for note in notes)
    return f"<td><b>{title}</b><br>{above}<div class=name><b>{escape(name)}</b></div>"
